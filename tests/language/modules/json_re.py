# json and re on ordinary inputs, with their errors.
import json
import re

data = {"a": [1, 2.5, None, True, "é\n\"q\""], "b": {"nested": {}}, "c": [], "1": -0.0, "big": 10 ** 20, "u": "日😀\u0001"}
text = json.dumps(data)
print(text, json.loads(text) == data, json.dumps(data, indent=2, sort_keys=True), json.dumps(data, ensure_ascii=False), json.dumps([1, 2], separators=(",", ":")), json.dumps({1: 2, None: 3, True: 4, 1.5: 5}), json.dumps("a/b"), json.dumps(float("inf")), json.dumps((1, 2)), sep="\n")
for bad in ('{"a": }', "[1, 2", "", "nul", '"abc', "{'a': 1}", "[1,]", '{"a" 1}', "1 2", '"\\x"', '"\n"', "[01]", "-", '{"a":1,}'):
    try:
        print(json.loads(bad))
    except json.JSONDecodeError as error:
        print(repr(bad), error, error.pos, error.lineno, error.colno)
for bad in ({1}, object, {(1, 2): 3}, 1j, b"x"):
    try:
        print(json.dumps(bad))
    except TypeError as error:
        print(error)
print(json.loads("[1, 2.0, 1e5, -0, true, null, \"\\u00e9\\ud83d\\ude00\", NaN, Infinity]"), json.loads('{"a":1,"a":2}'), json.loads("1", parse_int=str), json.loads("{}", object_hook=lambda d: "hook"), json.dumps([1], default=str), json.dumps({"x": object}, default=lambda o: "D"))
print(re.match(r"(\w+) (\d+)", "abc 123 x").groups(), re.search(r"\d+", "ab12cd").span(), re.findall(r"a(b)?", "ab a ab"), re.findall(r"(\w)(\d)", "a1 b2"), re.sub(r"(\w+)@(\w+)", r"\2 at \1", "me@host you@there"), re.sub("x", lambda m: m[0] * 2, "axbx"), re.split(r"[,;]\s*", "a, b;c,d"), re.split(r"(-)", "a-b-c", 1), re.fullmatch("a+", "aaab"), re.sub("a", "b", "aaa", count=2), re.subn("a", "b", "aaa"))
m = re.match(r"(?P<first>\w+)\s(?P<second>\w+)?", "hello world")
print(m.group("first"), m["second"], m.groupdict(), m.start(1), m.end(), m.lastgroup, m.re.groups, m.string, m.expand(r"\g<second>"), bool(m), m.pos, repr(m))
print(re.findall(r"(?i)ABC", "abc ABC"), re.findall(r"^\w", "a\nb", re.M), re.findall(r"a.c", "a\nc", re.S), re.findall(r"(?<=a)b(?!c)", "ab abc"), re.findall(r"\bfoo\b", "foo food"), re.findall(r"a{2,3}?", "aaaaa"), re.findall(r"(a|b)*c", "ababc"), re.findall(r"[^\W\d_]+", "é1_ab"), re.findall(r"(.)\1", "aabbcd"), [x.group() for x in re.finditer(r"\d", "1a2")], re.escape("a.b*c"), re.compile("x", re.I | re.M).flags)
for bad in ("(", "[a", "a**", "(?P<1>a)", "\\", "(?P=x)", "*", "a{2,1}", "(?z)", "\\8", "(?<=a+)b", "[z-a]"):
    try:
        re.compile(bad)
        print(bad, "fine")
    except re.error as error:
        print(bad, error)
