# str searching: find, index, count, startswith, endswith, in, with bounds and with non-ASCII text.
def attempt(f, *args):
    try:
        return f(*args)
    except (ValueError, TypeError) as error:
        return f"{type(error).__name__}: {error}"


texts = ["", "a", "abcabc", "aaaa", "héllo wörld", "日本語日本", "x😀y😀", "ab\x00ab"]
needles = ["", "a", "abc", "aa", "é", "ö", "日本", "😀", "z", "\x00", "bc"]
bounds = [(), (1,), (0, 2), (-3,), (-2, -1), (2, 100), (100,), (3, 1), (None, None), (None, 3), (-100, 2)]
for t in texts:
    for n in needles:
        print(repr(t), repr(n), [(t.find(n, *b), t.rfind(n, *b), t.count(n, *b), t.startswith(n, *b), t.endswith(n, *b)) for b in bounds], n in t)
for m in ("index", "rindex"):
    print([attempt(getattr("abcabc", m), n) for n in ("b", "z", "", "abcabcabc")], attempt(getattr("abc", m), "c", 0, 2))
print("abc".startswith(("x", "ab")), "abc".endswith(("c", 5)), "abc".startswith(()), "abc".endswith(("bc", "x"), 1), "".startswith(""), "".endswith("", 1), "a".startswith("", 1), "a".startswith("", 2))
for f, args in (("find", (5,)), ("find", ()), ("find", ("a", "b")), ("find", ("a", 1.5)), ("count", (None,)), ("startswith", (5,)), ("startswith", (("a", 5),)), ("startswith", (["a"],)), ("index", (b"a",)), ("__contains__", (5,)), ("endswith", (("z", 5),))):
    print(f, attempt(getattr("abc", f), *args))
print(attempt(lambda: 5 in "abc"), attempt(lambda: b"a" in "abc"), attempt(lambda: None in "None"))
long = "ab" * 5000 + "c" + "ab" * 5000
print(long.find("c"), long.rfind("c"), long.find("bc"), long.find("cab"), long.count("ab"), long.count("ba"), long.find("abab" * 100 + "c"), long.rfind("cabab"), long.find("x" * 50), long.index("ca", 100))
