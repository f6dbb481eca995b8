# Patterns, matches and scanners as objects: methods, attributes, conversions and errors.
import copy
import pickle
import re


def show(*functions):
    for function in functions:
        try:
            print(function())
        except Exception as error:
            print(type(error).__name__, error)


p = re.compile(r"(?P<first>a+)(?P<second>b)?(c)?", re.I)
print(p, p.pattern, p.flags, p.groups, p.groupindex, type(p.groupindex), dict(p.groupindex))
print(type(p), type(p).__module__, type(p).__qualname__, type(p).__doc__)
m = p.search("xxaAbyy")
print(m, m.re is p, m.string, m.pos, m.endpos, m.lastindex, m.lastgroup, m.regs, bool(m))
print(m.group(), m.group(0), m.group(1, 2, 3), m["first"], m[2], m.groups(), m.groups("-"), m.groupdict(), m.groupdict(0))
print(m.start(), m.end(), m.span(), m.start("second"), m.end(2), m.span(3), m.start(3))
print(m.expand(r"[\1|\2|\g<first>|\g<0>|\3]"))
print(copy.copy(p) is p, copy.deepcopy(p) is p, copy.copy(m) is m, copy.deepcopy(m) is m, pickle.loads(pickle.dumps(p)) == p)
print(p == re.compile(p.pattern, re.I), p == re.compile(p.pattern), p != 3, hash(p) == hash(re.compile(p.pattern, re.I)), re.compile("a") == re.compile(b"a"))
print(re.Pattern[str], re.Match[bytes], {p: 1}[p])
print(re.compile("x" * 300))
print(re.compile("a", re.A), re.compile(b"a"), re.compile(b"a", re.L), re.compile("a", re.A | re.S | re.X | re.M), re.compile("(?i)a"))
for attribute in ("flags", "pattern", "groups", "groupindex", "x"):
    show(lambda: setattr(p, attribute, 1))
for attribute in ("string", "re", "pos", "lastindex", "regs", "x"):
    show(lambda: setattr(m, attribute, 1))
show(lambda: type(p)(), lambda: type(m)(), lambda: type("S", (re.Pattern,), {}), lambda: type("S", (re.Match,), {}))
show(lambda: p.match(3), lambda: p.match(b"a"), lambda: re.compile(b"a").match("a"), lambda: p.match(None), lambda: p.match("aab", "b"))
show(lambda: p.match(), lambda: p.match("a", 10 ** 30), lambda: p.match("aab", -4), lambda: p.match("xaab", True), lambda: p.match(string="aab", endpos=1))
show(lambda: m.group(4), lambda: m["third"], lambda: m.group(1.5), lambda: m.group(-1), lambda: m.start(9), lambda: m.group([]), lambda: m[2 ** 70], lambda: m.span("x"), lambda: m.group(True))
show(lambda: p < p, lambda: m < m, lambda: p.match("a") == p.match("a"), lambda: len(m), lambda: iter(m))
show(lambda: p.search("xxaab", 3), lambda: p.search("xxaab", 3, 4), lambda: p.search("xxaab", 4, 2), lambda: re.compile("").match("abc", 3, 1), lambda: re.compile("").search("abc", 3, 1), lambda: re.compile("$").search("abc", 0, 2))
show(lambda: p.fullmatch("aab"), lambda: p.fullmatch("aabx"), lambda: p.fullmatch("xaab", 1), lambda: p.fullmatch("aabx", 0, 3))
show(lambda: re.compile("^a").search("ba", 1), lambda: re.compile(r"\bb").search("ab", 1), lambda: re.compile("(?<=a)b").search("ab", 1), lambda: re.compile("b$").search("abc", 0, 2))
s = re.compile(r"\d+|(,)").scanner("12,,34 5")
print(type(s), s.pattern, s.match(), s.match(), s.search(), s.match(), s.match(), s.match(), s.search())
s = re.compile("a*").scanner("baac")
print([s.search() for _ in range(6)])
it = re.finditer("a(.)", "abacad")
print(type(it), next(it), [m[1] for m in it], next(it, "end"))


class Text(str):
    pass


class Raw(bytes):
    pass


t = Text("abc")
print(type(re.match("abc", t).group()), type(re.match("abc", t).string), type(re.sub("x", "y", t)), re.sub("x", "y", t) is t, [type(x) for x in re.findall("abc|", t)])
t = "abc"
print(re.sub("x", "y", t) is t, re.match("abc", t)[0] is t, re.split("x", t)[0] is t, type(re.sub(b"x", b"y", Raw(b"abc"))), type(re.match(b"a", bytearray(b"abc")).group()), re.sub(b"b", b"", memoryview(b"abc")))
b = bytearray(b"abc")
m = re.match(b".*", b)
b[:] = b"x"
print(m.group(), m.span())
import weakref
print(weakref.ref(p)() is p)
