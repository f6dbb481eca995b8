# translate, maketrans, hashing, interning, str() of things, and many small methods.
def attempt(f, *args):
    try:
        return f(*args)
    except (ValueError, TypeError, LookupError, AttributeError) as error:
        return f"{type(error).__name__}: {error}"


print(str.maketrans("abc", "xyz"), str.maketrans("ab", "xy", "z"), str.maketrans({"a": "1", 98: None, "c": 99}))
table = str.maketrans("abc", "xyz", "d")
print("abcdabcd".translate(table), "hello".translate({ord("l"): "LL", ord("h"): None, ord("o"): 48}), "é".translate({233: "e"}), "abc".translate({}), "".translate(table), "日本".translate({ord("日"): "sun"}))


class Table:
    def __getitem__(self, key):
        if key == 97:
            raise LookupError
        if key == 98:
            return None
        return chr(key).upper()


print("abcd".translate(Table()), attempt("abc".translate, 5), attempt("abc".translate, {97: 1.5}), attempt("abc".translate, {97: -1}), attempt("a".translate, ["x"]))
for args in (("a",), ("ab", "c"), ({"ab": 1},), (1,), ("a", "b", 5), ({1.5: 2},), (5, "a")):
    print(attempt(str.maketrans, *args))
print(str(), str(5), str(1.5), str(None), str([1, "a"]), str(b"x"), str(type), str(str), str({"a": 1}), str((1,)), str(()), str({1}), str(set()), str(frozenset()), str(range(3)), str(True), str(...), str(1j), str(slice(1)))
print("abc".__format__(">5"), "abc".__str__(), "abc".__repr__(), "a".__hash__() == hash("a"), "abc".__sizeof__() > 0, "x".__class__, "x".__doc__ is str.__doc__, "abc".__ne__("abc"), "a".__lt__("b"), "a".__contains__("a"))
print("Hello World".swapcase(), "a-b c".title(), "ab12".isalnum(), "".join(sorted("hello")), "".join(dict.fromkeys("hello")), "abc"[::-1] == "".join(reversed("abc")), max("abc", "abd", key=len), "a,b".split(",")[1], "x".join("abc"), "abc".index("c"), "%s" % "abc", "abc" "def")
text = "The quick brown fox jumps over the lazy dog. " * 20
print(text.count("o"), text.upper().count("THE"), len(text.split()), len(set(text.lower())), text.find("lazy", 100), text.rfind("fox"), text.replace("quick", "slow").count("slow"), text.title()[:30], sorted(set(text.lower().replace(" ", "")))[:5], text.strip(". ")[-3:], text.partition("fox")[2][:6], len(text.splitlines()), text.encode().count(b"the"))
words = {}
for w in text.split():
    words[w] = words.get(w, 0) + 1
print(words)
s = "x"
parts = []
for i in range(8):
    s = s + s
    parts.append(len(s))
print(parts, s == "x" * 256, hash(s) == hash("x" * 256), s is ("x" * 256))
print(attempt(str, b"a", 5), attempt(str, 1, 2, 3, 4), attempt(str.upper), attempt(str.upper, 5), attempt("abc".upper, 1), attempt(getattr, "abc", "nope"), attempt("".join, [["a"]]), attempt(str.__new__), attempt(str.__new__, int), attempt("a".__add__, 1))
print(*map(ascii, ("\N{GREEK SMALL LETTER ALPHA}", "\N{BULLET}", "\N{SNOWMAN}", "\N{HANGUL SYLLABLE GA}", "\N{CJK UNIFIED IDEOGRAPH-4E2D}")))
for bad in (r'"\x4"', r'"\u123"', r'"\U00110000"', r'"\N{NO SUCH NAME}"', r'"\N"', r'b"\x4"', "b'é'", '"abc', "'''abc", "'a\nb'"):
    try:
        print(eval(bad))
    except SyntaxError as error:
        print(bad, error.msg)
