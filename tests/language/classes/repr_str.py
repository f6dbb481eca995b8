# __repr__, __str__, __format__, __bytes__ and how print, format and containers use them.
class Both:
    def __repr__(self):
        return "repr!"

    def __str__(self):
        return "str!"


class OnlyRepr:
    def __repr__(self):
        return "only-repr"


class OnlyStr:
    def __str__(self):
        return "only-str"


class Formatted:
    def __format__(self, spec):
        return f"<spec {spec!r}>"


b = Both()
print(b, str(b), repr(b), [b], (b,), {b}, {b: b}, f"{b} {b!r} {b!s} {b!a}", "%s %r" % (b, b), "{} {!r}".format(b, b))
print(OnlyRepr(), str(OnlyRepr()), [OnlyRepr()], f"{OnlyRepr()}")
print(OnlyStr(), "only-str" in repr(OnlyStr()), "OnlyStr object at 0x" in repr(OnlyStr()))
print(format(Formatted(), "x"), f"{Formatted():abc}", "{:>10}".format(Formatted()), f"{Formatted()}", format(b, ""), format(b))
try:
    format(b, "5")
except TypeError as error:
    print(error)
try:
    f"{b:10}"
except TypeError as error:
    print(error)


class BadRepr:
    def __repr__(self):
        return 5

    def __str__(self):
        return None

    def __format__(self, spec):
        return 5

    def __bytes__(self):
        return "x"


for function in (repr, str, format, bytes, ascii, lambda v: f"{v}", lambda v: "%s" % v, print, lambda v: [v].__repr__()):
    try:
        function(BadRepr())
    except TypeError as error:
        print(error)


class Bytes:
    def __bytes__(self):
        return b"custom"


print(bytes(Bytes()))


class StrSub(str):
    def __str__(self):
        return "sub str"

    def __repr__(self):
        return "sub repr"


s = StrSub("raw")
print(s, str(s), repr(s), f"{s}", s + "", "".join([s]), "%s" % s, [s], format(s), type(str(s)).__name__)


class IntSub(int):
    def __repr__(self):
        return "int sub"


print(IntSub(5), str(IntSub(5)), f"{IntSub(5)}", f"{IntSub(5):d}", "%d" % IntSub(5), "%s" % IntSub(5), IntSub(5) + 1, [IntSub(5)])


class Accent:
    def __repr__(self):
        return "é\u4e2d\U0001f600"


print(ascii(Accent()), f"{Accent()!a}", ascii("aé"))
a = [1]
a.append(a)
d = {"self": a}
d["d"] = d
t = ([],)
t[0].append(t)
print(a, d, t)


class Rec:
    def __init__(self):
        self.items = [self]

    def __repr__(self):
        return f"Rec({len(self.items)})"


print(Rec(), [Rec()])
print(repr(Both)[:8], Both.__repr__(b), object.__str__(b), object.__repr__(b).startswith("<__main__.Both object at 0x"))
print(repr(len), repr(int), repr(print), repr(None), repr(...), repr(NotImplemented), repr(str.upper), repr(type))
print("<function" in repr(lambda: 0), "<bound method Both" in repr(b.__repr__), repr([].append)[:32], repr(range(3)), repr(slice(1, None)))
