# __init_subclass__, __set_name__, __class_getitem__, __new__ returning others, and __init__ return values.
class Base:
    registry = []

    def __init_subclass__(cls, /, tag=None, **kwargs):
        super().__init_subclass__(**kwargs)
        cls.tag = tag
        Base.registry.append(cls.__name__)


class One(Base, tag="one"):
    pass


class Two(One):
    pass


print(Base.registry, One.tag, Two.tag)
try:
    class Three(Base, unknown=1):
        pass
except TypeError as error:
    print(error)
try:
    class Plain(object, key=1):
        pass
except TypeError as error:
    print(error)


class Named:
    def __set_name__(self, owner, name):
        print("set_name", owner.__name__, name)
        self.name = name

    def __get__(self, instance, owner=None):
        return self.name


class Holder:
    first = Named()
    second = Named()
    later = None


Holder.later = Named()
print(Holder.first, Holder().second)
try:
    Holder.later
except AttributeError as error:
    print(error)


class Failing:
    def __set_name__(self, owner, name):
        raise ValueError("set_name failed")


try:
    class Bad:
        x = Failing()
except RuntimeError as error:
    print(error, repr(error.__cause__))


class Generic:
    def __class_getitem__(cls, item):
        return cls.__name__, item


print(Generic[int], Generic[1, 2], list[int], dict[str, int], tuple[int, ...], type[int], list[int].__origin__, list[int].__args__)
try:
    Generic()[0]
except TypeError as error:
    print(error)
try:
    int[0]
except TypeError as error:
    print(error)


class New:
    def __new__(cls, value):
        print("new", cls.__name__, value)
        if value == 0:
            return "not an instance"
        if value == 1:
            return object.__new__(Sub)
        return super().__new__(cls)

    def __init__(self, value):
        print("init", type(self).__name__, value)


class Sub(New):
    pass


print(New(0), type(New(1)).__name__, type(New(2)).__name__)


class BadInit:
    def __init__(self):
        return 5


for action in (BadInit, lambda: object(1), lambda: object.__new__(1), lambda: object.__new__(int), lambda: int.__new__(str), lambda: One(1), lambda: object.__new__(One, 1)):
    try:
        action()
    except TypeError as error:
        print(error)


class OnlyNew:
    def __new__(cls, *args):
        return super().__new__(cls)


class OnlyInit:
    def __init__(self, *args):
        pass


print(type(OnlyNew(1, 2)).__name__, type(OnlyInit(1, 2)).__name__)


class Immutable(tuple):
    def __new__(cls, a, b):
        return super().__new__(cls, (a, b))

    @property
    def a(self):
        return self[0]


print(Immutable(1, 2), Immutable(1, 2).a, Immutable(1, 2) == (1, 2), len(Immutable(3, 4)))
