# split, rsplit, splitlines, partition, join, replace, expandtabs, strip and friends.
def attempt(f, *args, **kw):
    try:
        return f(*args, **kw)
    except (ValueError, TypeError) as error:
        return f"{type(error).__name__}: {error}"


for t in ("", " ", "a b c", "  a  b  ", "a,b,,c", ",", "aXXbXXc", "one\ttwo\nthree\u2003four\x1cfive", "é,ü", "日 本"):
    print(repr(t), [t.split(), t.split(None, 1), t.rsplit(None, 1), t.split(","), t.split(",", 1), t.rsplit(",", 1), t.split("XX"), t.split(" "), t.split(" ", 0), t.rsplit(" ", 2), t.split(maxsplit=0), t.split(sep=",", maxsplit=-5)])
    print(t.partition(","), t.rpartition(","), t.partition(" "), t.rpartition("XX"))
for t in ("", "\n", "a\nb", "a\r\nb\rc\n", "a\n\nb", "x\x0by\x0cz\x1ca\x1db\x1ec\x85d\u2028e\u2029f", "no newline"):
    print(t.splitlines(), t.splitlines(True), t.splitlines(keepends=True) == t.splitlines(True))
print("-".join([]), "-".join(["a"]), "-".join("abc"), "".join(["x", "y"]), ", ".join(str(i) for i in range(4)), "é".join("日本"), "ab".join(("1", "2")), "-".join({"k": 1}))
for bad in ([1], ["a", 5], 5, None, ["a", b"b"]):
    print(attempt("-".join, bad))
print("aaa".replace("a", "b"), "aaa".replace("a", "b", 2), "aaa".replace("a", "", 1), "abc".replace("", "-"), "abc".replace("", "-", 2), "".replace("", "x"), "".replace("a", "x"), "aaa".replace("aa", "b"), "abc".replace("z", "y"), "aéa".replace("é", "日"), "日本".replace("本", ""), "aXbXc".replace("X", "YY", -1), "aaa".replace("a", "b", 0))
print([c + "|" for c in ("a\tb".expandtabs(), "\t".expandtabs(4), "ab\tc\n\td".expandtabs(4), "a\tb".expandtabs(0), "a\tb".expandtabs(-1), "\t\t".expandtabs(3), "日\tx".expandtabs(4))])
for t in ("  a  ", "xxaxx", "\t\n a\u2003", "", "   ", "abcba"):
    print([t.strip(), t.lstrip(), t.rstrip(), t.strip("x"), t.lstrip("x"), t.rstrip("x"), t.strip("ab"), t.strip(""), t.strip(None), t.strip("cba ")])
print("prefix-text".removeprefix("prefix-"), "text.py".removesuffix(".py"), "aaa".removeprefix("a"), "abc".removesuffix(""), "abc".removeprefix("abcd"))
print("abc".center(9, "*"), "abc".center(8, "*"), "abcd".center(9, "*"), "abc".ljust(6) + "|", "abc".rjust(6, "é"), "abc".center(2), "42".zfill(5), "-42".zfill(6), "+42".zfill(6), "".zfill(3), "--1".zfill(5), "abc".zfill(2), "x".center(4, "日"))
for f, args in (("split", ("",)), ("split", (5,)), ("split", (",", "x")), ("partition", ("",)), ("partition", (5,)), ("replace", ("a",)), ("replace", (1, 2)), ("strip", (5,)), ("center", ()), ("center", (5, "ab")), ("center", (5, 5)), ("ljust", ("x",)), ("zfill", ("x",)), ("removeprefix", (5,)), ("expandtabs", ("x",)), ("splitlines", (1, 2)), ("join", ())):
    print(f, attempt(getattr("abc", f), *args))
print(attempt("abc".split, bad=1), attempt("abc".replace, "a", "b", count=1))
