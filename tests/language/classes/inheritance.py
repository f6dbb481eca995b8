# Method resolution order, super in diamonds, mixins and conflicts.
class A:
    def f(self):
        return ["A"]


class B(A):
    def f(self):
        return ["B"] + super().f()


class C(A):
    def f(self):
        return ["C"] + super().f()


class D(B, C):
    def f(self):
        return ["D"] + super().f()


class E(C):
    pass


class F(D, E):
    def f(self):
        return ["F"] + super().f()


print(D().f(), F().f())
print([c.__name__ for c in F.__mro__], [c.__name__ for c in F.mro()])
for bases in ((A, B), (B, A, C), (D, C, B), (A, A), (B, C, D)):
    try:
        print([c.__name__ for c in type("X", bases, {}).__mro__])
    except TypeError as error:
        print(error)
for bases in ((int, str), (bool,), (type(None),), (int, float), (list, dict), (1,), ("x",), (type(lambda: 0),), (range,), (slice,), (type(...),)):
    try:
        type("X", bases, {})
        print("fine")
    except TypeError as error:
        print(error)


class Init1:
    def __init__(self, **kw):
        print("Init1", kw)
        super().__init__(**kw)


class Init2:
    def __init__(self, x, **kw):
        print("Init2", x, kw)
        super().__init__(**kw)


class Both(Init2, Init1):
    def __init__(self, **kw):
        print("Both", kw)
        super().__init__(**kw)


Both(x=1)
try:
    Both(x=1, y=2)
except TypeError as error:
    print(error)


class Mixin:
    def describe(self):
        return "<" + self.name() + ">"


class Named(Mixin):
    def name(self):
        return "named"


print(Named().describe(), A.__subclasses__(), B.__base__, F.__base__.__name__)
B.f = lambda self: ["patched B"] + super(B, self).f()
print(F().f())
D.__bases__ = (C, B)
print([c.__name__ for c in D.__mro__], D().f())
for bases in ((), (int,), (F,), 5, (1,)):
    try:
        D.__bases__ = bases
        print("assigned")
    except TypeError as error:
        print(error)


class Custom(type):
    def mro(cls):
        return [cls, object]


class Odd(A, metaclass=Custom):
    pass


print(Odd.__mro__, hasattr(Odd, "f"), issubclass(Odd, A), isinstance(Odd(), A))


class IntSub(int):
    def __add__(self, other):
        return IntSub(int(self) + other + 100)


class ListSub(list):
    def append(self, item):
        super().append(item * 2)


class StrSub(str):
    extra = 1


class DictSub(dict):
    def __missing__(self, key):
        return key * 2


print(IntSub(1) + 2, type(IntSub(1) + 2).__name__, type(IntSub(1) * 2).__name__, IntSub(5) == 5)
items = ListSub([1])
items.append(2)
print(items, items + [3], type(items + [3]).__name__, type(items[:]).__name__, StrSub("ab").upper(), type(StrSub("ab").upper()).__name__)
print(DictSub(a=1)["a"], DictSub()["zz"], DictSub().get("q"))
