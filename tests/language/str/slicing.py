# Indexing, slicing, repetition, concatenation, iteration and comparison of strings in every width.
def attempt(f):
    try:
        return f()
    except (IndexError, TypeError, ValueError, OverflowError, MemoryError) as error:
        return f"{type(error).__name__}: {error}"


for s in ("", "a", "hello", "héllo", "日本語", "a😀b"):
    print(repr(s), len(s), [s[i] for i in range(-len(s), len(s))], s[::-1], s[1:], s[:-1], s[::2], s[-3:-1], s[5:1], s[10:], s[-100:100], s[1::-1], s[::-2], s[None:None:None], s * 3, s * 0, s * -1, s + "é", list(s), sorted(s), tuple(reversed(s)))
    print(attempt(lambda: s[len(s)]), attempt(lambda: s[-len(s) - 1]), attempt(lambda: s["x"]), attempt(lambda: s[1.0]), attempt(lambda: s[::0]), attempt(lambda: s["a":]), attempt(lambda: s[None]))
for steps in ((None, None, 3), (2, None, 2), (None, 2, -1), (-1, None, -3), (1, -1, 1), (10 ** 30, None, -1), (-10 ** 30, 10 ** 30, 10 ** 30), (3, 3, 1), (4, 2, 1), (0, 5, 10)):
    print(steps, "abcdefghij"[slice(*steps)], "日b語d"[slice(*steps)])
print("a" < "b", "a" < "B", "" < "a", "abc" < "abd", "abc" < "abcd", "é" > "z", "日" > "é", "😀" > "日", "\uffff" < "😀", "a" == "a", "a" != "b", "a" == b"a", "Z" < "a", "a" >= "a", "10" < "9", max("héllo"), min("héllo"), sorted(["b", "A", "é", "a", "日", ""]))
for f in (lambda: "a" + 1, lambda: "a" + None, lambda: 1 + "a", lambda: "a" * 1.5, lambda: "a" * "b", lambda: "a" - "b", lambda: "a" < 1, lambda: "a" + b"b", lambda: "a" * 10 ** 30, lambda: -"a", lambda: "a"(), lambda: "abc".__setitem__, lambda: "%d" % "x", lambda: "ab" @ 1):
    try:
        print(f())
    except (TypeError, AttributeError, OverflowError, MemoryError) as error:
        print(type(error).__name__, error)
s = "abc"
for f in ("s[0] = 'x'", "del s[0]", "s[0:1] = 'x'", "s.x = 1", "s += 1"):
    try:
        exec(f)
    except (TypeError, AttributeError) as error:
        print(error)
t = ""
for i in range(300):
    t += chr(97 + i % 26)
print(t[-5:], len(t), t.count("abc"), hash(t) == hash("".join([t])), t is not None)
for c in (0, 65, 255, 256, 0xD800, 0xFFFF, 0x10000, 0x10FFFF):
    print(c, ascii(chr(c)), ord(chr(c)), len(chr(c)))
for bad in (-1, 0x110000, "a", 1.5, 10 ** 20):
    print(attempt(lambda: chr(bad)))
for bad in ("", "ab", b"ab", 5, "😀😀"):
    print(attempt(lambda: ord(bad)))
print(ord(b"a"), ord(bytearray(b"z")), "abc".__getitem__(slice(1)), "abc".__len__(), "abc".__mul__(2), "abc".__rmul__(2), "abc".__add__("d"), "a".__eq__(5), "abc".__iter__().__next__(), [*"ab"], {*"aab"} == {"a", "b"}, dict(enumerate("ab")))
a, b, *c = "xyzw"
print(a, b, c, "x" "y" 'z', """tri
ple""", r"raw\n", "esc\x41\u0042\U00000043\N{LATIN SMALL LETTER A}\101\0end\
joined", 'a' 'b', len("\\\n"))
