# Classes made, assigned and asked in unusual ways.
import copyreg
import types


class G:
    __slots__ = ["a", "b"]


class H:
    __slots__ = ["b", "a"]


class LongG(G):
    __slots__ = ["e"]


class LongH(H):
    __slots__ = ["e"]


class Wide:
    __slots__ = ["x", "y", "z"]


def assign(value, cls):
    try:
        value.__class__ = cls
        print(type(value).__name__, end=" ")
    except TypeError as error:
        print(error)


for cls in G, H, LongG, LongH, Wide:
    for other in G, H, LongG, LongH, Wide:
        assign(cls(), other)
print()


class Method:
    @classmethod
    def __new__(*args):
        return args


print(Method(1, 2) == (Method, Method, 1, 2))


class Cell:
    __slots__ = ["__classcell__", "__qualname__"]

    def __init__(self):
        self.__classcell__ = 1


print(Cell().__classcell__)


class Setter:
    def __set__(self, instance, value):
        instance.__dict__["a"] = value


class Holder:
    a = Setter()


holder = Holder()
print(type(holder.a).__name__)
holder.a = 42
print(holder.a, getattr(holder, "a"))


class Meta(type):
    a = Setter()


class Made(metaclass=Meta):
    a = 3


print(Made.a)


class Dicts:
    pass


class MetaWithDict(Dicts, type):
    pass


class Module(Dicts, types.ModuleType):
    pass


cls = MetaWithDict("cls", (), {"x": 1})
print(type(cls.__dict__).__name__, cls.__dict__["x"])
for target in cls, Module("m"):
    try:
        Dicts.__dict__["__dict__"].__set__(target, {})
    except (AttributeError, TypeError) as error:
        print(error)


class Reduced:
    __slots__ = ["p"]

    def __getattr__(self, name):
        if name == "spam":
            return 42
        raise AttributeError(name)


Reduced.__slotnames__ = ["spam"]
print(Reduced().__reduce_ex__(2) == (copyreg.__newobj__, (Reduced,), (None, {"spam": 42}), None, None))


class Keywords(tuple):
    def __init__(self, items, extra=None):
        self.extra = extra


class ListKeywords(list):
    def __new__(cls, items, extra=None):
        self = super().__new__(cls, items)
        self.extra = extra
        return self


print(Keywords([1], extra=2), Keywords([1], extra=2).extra, ListKeywords([1], extra=3), ListKeywords([1], extra=3).extra)
for cls in tuple, type("T", (tuple,), {}), set, list, float:
    try:
        cls((), extra=1)
    except TypeError as error:
        print(error)


class Clears:
    def __eq__(self, other):
        items.clear()
        return NotImplemented


items = [Clears()]
print(items == [Clears()], [1].__eq__.__doc__, (1).__add__.__doc__, frozenset("ab").intersection() == frozenset("ab"))


class Evil:
    def __hash__(self):
        return hash("attr")

    def __eq__(self, other):
        if hasattr(Victim, "attr"):
            del Victim.attr
        return 0


class Bound:
    def __get__(self, instance, owner=None):
        return 1


class Victim:
    attr = Bound()


victim = Victim()
victim.__dict__[Evil()] = 0
print(victim.attr)


class Order(type):
    def mro(cls):
        if "ready" in cls.__dict__:
            if cls.__name__ == "B1":
                B2.__bases__ = (B1,)
            if cls.__name__ == "B2":
                B1.__bases__ = (B2,)
        return type.mro(cls)


class A(metaclass=Order):
    pass


class B1(A):
    pass


class B2(A):
    pass


B1.ready = B2.ready = True
try:
    B1.__bases__ = (B2,)
except TypeError as error:
    print(error)
print(B1.__bases__, B2.__bases__)
