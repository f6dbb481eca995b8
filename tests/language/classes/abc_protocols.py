# isinstance and issubclass with tuples, unions, __class__ lies, and abstract classes.
class Liar:
    @property
    def __class__(self):
        return int


print(isinstance(Liar(), int), isinstance(Liar(), Liar), type(Liar()).__name__, Liar().__class__)
print(isinstance(1, (str, (float, (int,)))), isinstance(1, ()), isinstance(1, int | str), issubclass(bool, int | None), isinstance(None, int | None))
for action in (lambda: isinstance(1, 5), lambda: isinstance(1, "int"), lambda: issubclass(1, int), lambda: issubclass(int, 1), lambda: isinstance(1, (str, 5)), lambda: isinstance(1, list[int]), lambda: isinstance(1, [int]), lambda: isinstance(1, (int, 5))):
    try:
        print(action())
    except TypeError as error:
        print(error)
print(int | str, (int | None), int | str == str | int, (int | str).__args__, type(int | str), int | int, hash(int | str) == hash(str | int))
try:
    int | 5
except TypeError as error:
    print(error)
from abc import ABC, abstractmethod, ABCMeta


class Shape(ABC):
    @abstractmethod
    def area(self):
        """Area."""

    @property
    @abstractmethod
    def name(self):
        ...

    @classmethod
    @abstractmethod
    def make(cls):
        ...

    def describe(self):
        return f"{self.name} {self.area()}"


class Half(Shape):
    def area(self):
        return 1


class Full(Half):
    name = "full"

    @classmethod
    def make(cls):
        return cls()


for cls in (Shape, Half, Full):
    try:
        print(cls().describe(), sorted(cls.__abstractmethods__))
    except TypeError as error:
        print(error, sorted(cls.__abstractmethods__))


class Duck(metaclass=ABCMeta):
    @classmethod
    def __subclasshook__(cls, other):
        if cls is Duck:
            return hasattr(other, "quack") or NotImplemented
        return NotImplemented


class Quacker:
    quack = 1


class Registered:
    pass


Duck.register(Registered)
print(isinstance(Quacker(), Duck), issubclass(Registered, Duck), issubclass(int, Duck), isinstance(Registered(), Duck))


@Duck.register
class Decorated:
    pass


print(issubclass(Decorated, Duck), Duck.__subclasses__())
try:
    Duck.register(5)
except TypeError as error:
    print(error)
from collections.abc import Iterable, Sized, Hashable, Callable, Mapping, Sequence, Iterator, Container, MutableSequence, Generator


class Sizedlike:
    def __len__(self):
        return 0


class NoHash:
    __hash__ = None


for value in ([], (), {}, set(), "", 5, iter([]), (x for x in ()), len, Sizedlike(), NoHash(), range(2), b"", None):
    print(type(value).__name__, *(isinstance(value, c) for c in (Iterable, Sized, Hashable, Callable, Mapping, Sequence, Iterator, Container, MutableSequence, Generator)))


class Seq(Sequence):
    def __len__(self):
        return 3

    def __getitem__(self, i):
        if i >= 3:
            raise IndexError
        return i * 10


q = Seq()
print(list(q), 10 in q, q.index(20), q.count(0), list(reversed(q)))


class Map(Mapping):
    def __getitem__(self, key):
        if key == "a":
            return 1
        raise KeyError(key)

    def __iter__(self):
        return iter("a")

    def __len__(self):
        return 1


print(dict(Map()), Map().get("z"), "a" in Map(), list(Map().items()), Map() == {"a": 1})
