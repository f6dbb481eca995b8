# Bound methods, classmethod and staticmethod objects, wrapped callables and method equality.
class C:
    def m(self, x=0):
        return self, x

    @classmethod
    def c(cls, x=0):
        return cls, x

    @staticmethod
    def s(x=0):
        return x

    nested = classmethod(staticmethod(len))
    builtin = len
    python = lambda *a: len(a)
    klass = int


c = C()
print(c.m(1)[0] is c, C.m(c, 2)[1], c.c()[0] is C, C.c(3)[1], c.s(4), C.s(5))
print(C.builtin("abc"), c.builtin("abcd"), c.python(1), C.python(1), c.klass("5"), C.nested("ab"))
m = c.m
print(m.__self__ is c, m.__func__ is C.m, m.__name__, m.__qualname__, c.m is c.m, c.m == c.m, hash(c.m) == hash(c.m), C().m == c.m, C.c == C.c, C.c.__self__ is C)
print(type(C.__dict__["c"]).__name__, type(C.__dict__["s"]).__name__, C.__dict__["s"].__func__ is C.s, C.__dict__["c"].__func__.__name__, C.__dict__["c"].__wrapped__.__name__)
for name in ("x", "__name__", "__self__"):
    try:
        setattr(m, name, 1)
    except AttributeError as error:
        print(error)
c.m.__func__.attribute = "on function"
print(c.m.attribute)
try:
    c.m.nothing
except AttributeError as error:
    print(error)
MethodType = type(m)
bound = MethodType(print, "self!")
bound("arg")
bound2 = MethodType(lambda self, x: (self, x), [1])
print(bound2(2), bound2.__self__)
for args in ((5, 1), (print, None), (print,), ()):
    try:
        MethodType(*args)
    except TypeError as error:
        print(error)


class Sub(C):
    def m(self, x=0):
        return "sub", super().m(x)[1]

    @classmethod
    def c(cls, x=0):
        return "sub", super().c(x)[0].__name__

    @staticmethod
    def s(x=0):
        return "sub", C.s(x)


print(Sub().m(1), Sub.c(), Sub().s(3))
unbound = list.append
items = []
unbound(items, 1)
append = items.append
append(2)
print(items, append.__self__ is items, append.__name__, append == items.append, [].append == [].append)
print(classmethod(len).__func__ is len, staticmethod(len)("abc"), staticmethod(5).__func__)
try:
    classmethod(5).__get__(None, int)()
except TypeError as error:
    print(error)


class Callable:
    def __call__(self, *args):
        return "callable", len(args)


class Uses:
    plain = Callable()
    cm = classmethod(Callable())
    sm = staticmethod(Callable())


print(Uses().plain(1), Uses().cm(1), Uses().sm(1), Uses.cm(1))
methods = {c.m: "a", C.m: "b"}
print(methods[c.m], methods[C.m], len({c.m, c.m, C().m}))
partial = C.m.__get__(c)
print(partial(9)[1], partial == c.m)


def free(self):
    return "free function bound to " + str(self)


print(free.__get__(5, int)(), free.__get__("x")())
C.added = free
print("free function" in c.added())
try:
    C.m()
except TypeError as error:
    print(error)
try:
    c.s(1, 2)
except TypeError as error:
    print(error)
print(int.from_bytes(b"\x01\x00", "big"), dict.fromkeys("ab", 0), str.maketrans("a", "b"), bytes.fromhex("ff"), float.fromhex("0x1p3"))
print((5).__add__(6), "a".__add__("b"), [1].__contains__(1), {}.__len__(), (1).__class__.__name__, type.__call__(int, "5"))
