# sub, subn, split, findall and finditer: templates, functions, limits, empty matches, errors.
import re


def show(*functions):
    for function in functions:
        try:
            print(repr(function()))
        except Exception as error:
            print(type(error).__name__, error)


show(lambda: re.sub("a", "b", "banana"), lambda: re.sub("a", "b", "banana", 2), lambda: re.subn("a", "", "banana"), lambda: re.sub("x*", "-", "abxd"), lambda: re.sub("", "-", "abc"))
show(lambda: re.sub(r"(\w)(\d)?", r"<\2\1\g<0>>", "a1b"), lambda: re.sub(r"(?P<n>.)", r"\g<n>\n\t\\\x", "ab"), lambda: re.sub(r"(?P<n>.)", r"\g<n>\n\t\\", "ab"), lambda: re.sub("(.)", r"\1\101\0", "ab"))
show(lambda: re.sub("a", lambda m: m.group().upper(), "banana"), lambda: re.sub("a", lambda m: None, "banana"), lambda: re.sub("a", lambda m: 3, "banana"), lambda: re.sub("n", lambda m: b"x", "banana"), lambda: re.sub(b"a", lambda m: "x", b"ba"))
show(lambda: re.sub("a", 3, "a"), lambda: re.sub("a", None, "a"), lambda: re.sub("a", b"x", "ba"), lambda: re.sub("x", b"x", "ba"), lambda: re.sub("a", b"\\x", "a"), lambda: re.sub(b"a", "x", b"a"), lambda: re.sub(b"(a)", r"\1", b"a"), lambda: re.sub("(a)", rb"\1", "a"))
show(lambda: re.sub("a", r"\1", "a"), lambda: re.sub("(a)", r"\2", "a"), lambda: re.sub("(a)", r"\g<x>", "a"), lambda: re.sub("(a)", r"\g<", "a"), lambda: re.sub("(a)", r"\g<1", "a"), lambda: re.sub("(a)", r"\g<1a>", "a"), lambda: re.sub("(a)", r"\g<-1>", "a"), lambda: re.sub("a", "\\", "a"), lambda: re.sub("a", r"\400", "a"), lambda: re.sub("a", r"\q", "a"))
show(lambda: re.sub("a", "b", "aaa", -1), lambda: re.sub("a", "b", "aaa", "1"), lambda: re.sub("a", "b", 3), lambda: re.sub("a", "b", "aaa", count=True), lambda: re.sub("a", "b", "aaa", 10 ** 30))
show(lambda: re.split(",", "a,b,,c"), lambda: re.split("(,)", "a,b"), lambda: re.split("(,)|(;)", "a,b;c"), lambda: re.split("", "abc"), lambda: re.split("x*", "axbc"), lambda: re.split(r"\b", "hello world"), lambda: re.split(",", "a,b,c", 1), lambda: re.split(",", "a,b,c", -1), lambda: re.split("(a)|b", "xaybz", maxsplit=1), lambda: re.split(",", ""), lambda: re.split(b"(-)", b"a-b"), lambda: re.split("()", "ab"))
show(lambda: re.findall("a|b", "cabbage"), lambda: re.findall("(a)|b", "cabbage"), lambda: re.findall("(a)|(b)", "cabbage"), lambda: re.findall("x*", "axb"), lambda: re.findall(b"(a)|(b)", b"cab"), lambda: re.findall(r"\w*?", "abc"), lambda: re.findall("(?=(ab))", "abab"), lambda: re.findall("^|$", "a\nb\n", re.M), lambda: re.findall(r"a*?$", "aa"))
show(lambda: [m.span() for m in re.finditer("a*", "baac")], lambda: [m.span() for m in re.finditer("a*?", "aa")], lambda: [m.span() for m in re.compile("a").finditer("aaaa", 1, 3)], lambda: re.finditer("a", 3))
show(lambda: re.sub(r"(é)(\U0001F600)?", r"<\1|\2>", "aéb\U0001F600é\U0001F600"), lambda: re.sub("a", "é", "banana"), lambda: re.sub("a", "\U0001F600", "ba"), lambda: re.sub("é", "e", "café"), lambda: re.sub("é", "", "é").isascii())
calls = []


def note(match):
    calls.append(match.span())
    if len(calls) == 3:
        raise KeyError("third")
    return match.group() * 2


show(lambda: re.sub("a", note, "banana"), lambda: calls)


def again(match):
    return re.sub("b", "c", match.group() + "b")


show(lambda: re.sub("a+", again, "xaay"), lambda: re.compile("(a)|(b)").sub(lambda m: str(m.lastindex), "abc"))
show(lambda: re.template("a") and 1, lambda: re.escape("a.b\n*é"), lambda: re.escape(b"a.b\xff"), lambda: re.purge(), lambda: re.match("a", "b"))
scanner = re.Scanner([(r"[a-z]+", lambda s, t: ("name", t)), (r"\d+", lambda s, t: int(t)), (r"\s+", None), ("[+*]", lambda s, t: t)])
show(lambda: scanner.scan("ab + 12 * c ?"), lambda: scanner.scan(""))
