# bytes: construction, indexing, slicing, methods, formatting, errors.
def attempt(f, *args, **kw):
    try:
        return f(*args, **kw)
    except (ValueError, TypeError, IndexError, OverflowError, LookupError, AttributeError) as error:
        return f"{type(error).__name__}: {error}"


for args in ((), (3,), (0,), ([1, 2, 255],), (b"abc",), (bytearray(b"x"),), (range(3),), ("é", "utf-8"), ("abc", "ascii", "strict"), (memoryview(b"mv"),), ({1: 2},), (x for x in (1, 2)), (-1,), ([256],), ([-1],), (["a"],), ("abc",), (1.5,), (None,), (b"a", "utf-8"), (10 ** 30,), (True,), ([True],)):
    print(attempt(bytes, *args) if not hasattr(args, "send") else attempt(bytes, args), end=" ")
print()
b = b"hello \x00\xff'\"\n\t\\"
print(b, repr(b), str(b), len(b), b[0], b[-1], b[1:3], b[::-1], b[::2], list(b[:3]), b + b"x", b * 2, 104 in b, b"ell" in b, b"" in b, b == bytearray(b), b < b"i", hash(b) == hash(bytes(b)), b"a" == "a", b'x"y', b"x'y", b"\x41")
for f in (lambda: b[100], lambda: b["x"], lambda: b + "x", lambda: b < "x", lambda: 256 in b, lambda: "h" in b, lambda: b * 1.5, lambda: b[::0], lambda: b.__setitem__, lambda: b"a" + 1, lambda: b"%d" % "x", lambda: -1 in b):
    print(attempt(f))
print(b"a,b,,c".split(b","), b" a  b ".split(), b"a b c".rsplit(None, 1), b"abc".partition(b"b"), b"abcb".rpartition(b"b"), b"-".join([b"a", bytearray(b"b")]), b"a\nb\r\nc".splitlines(), b"a\tb".expandtabs(4), b"aXa".replace(b"a", b"bb", 1), b"  x ".strip(), b"xyx".strip(b"x"), b"abc".removeprefix(b"a"), b"abc".removesuffix(b"c"))
print(b"abc".find(b"c"), b"abc".find(99), b"abcabc".rfind(b"b"), b"aaa".count(b"a"), b"aaa".count(97), b"abc".index(b"b"), attempt(b"abc".index, b"z"), b"abc".startswith((b"x", b"a")), b"abc".endswith(b"bc", 1), attempt(b"abc".find, "a"), attempt(b"abc".find, 256), attempt(b"abc".startswith, "a"))
print(b"aBc".upper(), b"aBc".lower(), b"aBc dE".title(), b"aBc".swapcase(), b"abC".capitalize(), b"ab1".isalnum(), b"ab".isalpha(), b"12".isdigit(), b" \t".isspace(), b"Ab".istitle(), b"ab".islower(), b"AB".isupper(), b"\xe9".upper(), b"\x80".isascii(), b"".isascii())
print(b"ab".center(6, b"*"), b"ab".ljust(4) + b"|", b"ab".rjust(4, b"-"), b"-5".zfill(4), attempt(b"ab".center, 5, "*"), attempt(b"ab".center, 5, b"**"), b"abc".hex(), b"abcdef".hex("-"), b"abcdef".hex(":", 2), b"abcdef".hex("_", -4), bytes.fromhex("61 62 63"), bytes.fromhex("") , attempt(bytes.fromhex, "6"), attempt(bytes.fromhex, "zz"), attempt(bytes.fromhex, "6 1"), attempt(bytes.fromhex, 5))
print(b"abc".translate(bytes(range(256))), b"abc".translate(None, b"b"), b"abc".translate(bytes.maketrans(b"ab", b"xy")), attempt(b"abc".translate, b"short"), attempt(bytes.maketrans, b"a", b"bc"), b"abc".translate(None, delete=b"ac"))
print(b"%s %d %x %c %r %a %b %5s|%-5s|%05d %.2f %%" % (b"s", 5, 255, 65, "r", "é", b"b", b"w", b"l", 42, 1.5), b"%(k)s" % {b"k": b"v"}, attempt(lambda: b"%s" % "x"), attempt(lambda: b"%c" % 256), attempt(lambda: b"%c" % b"ab"), attempt(lambda: b"%b" % 5), attempt(lambda: b"%z" % 1), attempt(lambda: b"%s" % ()))


class B:
    def __bytes__(self):
        return b"via"


class I:
    def __index__(self):
        return 3


print(bytes(B()), bytes(I()), bytes([I(), 4]), bytes(iter([1])), sorted(b"cab"), max(b"az"), sum(b"ab"), *b"ab", {b"k": 1}[b"k"], [b"b", b"a"] < [b"c"], b"" or "empty", not b"x", isinstance(b"", bytes))
