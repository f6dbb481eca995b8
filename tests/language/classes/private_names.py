# Name mangling, qualified names, nested classes, class attributes shadowed, and type annotations.
class Outer:
    __secret = 1
    __dunder__ = 2
    _single = 3

    def __init__(self):
        self.__value = 10

    def __method(self, __arg=5):
        __local = __arg
        return self.__value + __local

    def call(self):
        return self.__method(), self.__method(_Outer__arg=7)

    class Inner:
        __secret = "inner"

        def get(self):
            return self.__secret

        class Deep:
            pass

    def lambda_in(self):
        return (lambda s: s.__value)(self)

    def names(self):
        def __nested():
            pass
        return __nested.__name__, [n for n in locals()]

    def string(self):
        return getattr(self, "_Outer__value"), hasattr(self, "__value")

    def glob(self):
        global __module_private
        __module_private = 1


class _Under:
    __x = 1


class __Two:
    __y = 2


o = Outer()
print(o.call(), Outer.Inner().get(), o.lambda_in(), o.names(), o.string())
print(sorted(n for n in vars(Outer) if "secret" in n or "method" in n), vars(o))
print(Outer._Outer__secret, Outer.__dunder__, Outer._single, Outer.Inner._Inner__secret)
print([n for n in vars(_Under) if "x" in n and "_" in n and not n.startswith("__")], [n for n in vars(__Two) if n.endswith("y")])
try:
    o.__value
except AttributeError as error:
    print(error)
o.glob()
print("_Outer__module_private" in globals())
print(Outer.Inner.Deep.__qualname__, Outer.Inner.__name__, Outer.call.__qualname__)


def make():
    class Local:
        class In:
            def f(self): pass
    return Local


print(make().__qualname__, make().In.f.__qualname__)


class Annotated:
    a: int
    b: str = "x"
    __c: float = 1.0
    (d): list = []
    o.attr: int = 5

    def f(self):
        local: int = 3
        other: "nonsense name"
        return local


print(Annotated.__annotations__, hasattr(Annotated, "a"), Annotated.b, o.attr, Annotated().f(), Annotated.f.__annotations__)


class Shadow:
    items = []

    def __init__(self):
        self.items.append(1)


Shadow(), Shadow()
print(Shadow.items)


class Qual:
    __qualname__ = "Replaced.Name"
    __module__ = "elsewhere"
    def m(self): pass


print(Qual.__qualname__, Qual.__module__, Qual, Qual.m.__qualname__, "__qualname__" in vars(Qual))
Qual.__name__ = "NewName"
print(Qual.__name__, Qual)
for value in (5, "a\0b", None):
    try:
        Qual.__name__ = value
    except (TypeError, ValueError) as error:
        print(error)
Qual.__doc__ = "doc set"
print(Qual.__doc__)
import sys
class LocalsOrder:
    z = 1
    y = 2
    a = 3
    order = list(n for n in locals() if len(n) == 1)
print(LocalsOrder.order, [n for n in vars(LocalsOrder) if len(n) == 1])
