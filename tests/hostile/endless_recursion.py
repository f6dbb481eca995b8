# Endless recursion, in every form it may take: RecursionError, and the runtime is as before.
import functools
import sys

LARGEST = int(sys.argv[1]) if len(sys.argv) > 1 else 5000


class Again:
    def __init__(self, *args):
        pass

    def __repr__(self):
        return repr(self)

    def __str__(self):
        return "%s" % self

    def __format__(self, spec):
        return format(self, spec)

    def __getattr__(self, name):
        return getattr(self, name + "x")

    def __eq__(self, other):
        return [self] == [other]

    def __hash__(self):
        return hash((self,))

    def __lt__(self, other):
        return sorted([self, other])

    def __bool__(self):
        return not self

    def __len__(self):
        return len(self)

    def __call__(self):
        return self()

    def __add__(self, other):
        return self + other

    def __radd__(self, other):
        return 1 + self

    def __iadd__(self, other):
        self += other
        return self

    def __contains__(self, other):
        return other in self

    def __getitem__(self, index):
        return self[index]

    def __setitem__(self, index, value):
        self[index] = value

    def __delitem__(self, index):
        del self[index]

    def __iter__(self):
        return iter(self)

    def __next__(self):
        return next(self)

    def __reversed__(self):
        return reversed(self)

    def __index__(self):
        return [1][self]

    def __int__(self):
        return int(self)

    def __float__(self):
        return float(self)

    def __abs__(self):
        return abs(self)

    def __neg__(self):
        return -self

    def __round__(self):
        return round(self)

    def __bytes__(self):
        return bytes(self)

    def __dir__(self):
        return dir(self)

    def __enter__(self):
        with self:
            pass

    def __exit__(self, *details):
        pass

    def __instancecheck__(self, other):
        return isinstance(other, self)

    def __missing__(self, key):
        return self[key]

    @property
    def value(self):
        return self.value

    @value.setter
    def value(self, new):
        self.value = new


class Attribute:
    def __getattribute__(self, name):
        return self.other


class Setting:
    def __setattr__(self, name, value):
        self.other = value


class Deleting:
    def __delattr__(self, name):
        del self.other


class Making:
    def __new__(cls):
        return cls()


class Starting:
    def __init__(self):
        Starting()


class Descriptor:
    def __get__(self, instance, owner):
        return instance.attribute


class Described:
    attribute = Descriptor()


class Meta(type):
    def __call__(cls):
        return cls()

    def __instancecheck__(cls, instance):
        return isinstance(instance, cls)

    def __subclasscheck__(cls, other):
        return issubclass(other, cls)


class Made(metaclass=Meta):
    pass


class Derived:
    def __init_subclass__(cls):
        type("Another", (cls,), {})


class Dict(dict):
    def __missing__(self, key):
        return self[key]


class List(list):
    def __repr__(self):
        return repr([self])


class Error(Exception):
    def __str__(self):
        return str(self)


def function():
    return function()


def spread(*args, **keywords):
    return spread(*args, *args[:1], **keywords)


def through_map(x):
    return list(map(through_map, [x]))


def through_filter(x):
    return list(filter(through_filter, [x]))


def through_key(x):
    return sorted([1, 2], key=through_key)


def through_max(x):
    return max([1, 2], key=through_max)


def through_reduce(a, b):
    return functools.reduce(through_reduce, [a, b])


@functools.lru_cache(None)
def cached(n):
    return cached(n + 1)


def generator():
    yield from generator()


def looping():
    for x in looping():
        yield x


def zipped():
    for pair in zip(zipped()):
        yield pair


def summed():
    return sum(summed() for _ in [1])


async def coroutine():
    await coroutine()


async def asynchronous():
    async for x in asynchronous():
        yield x


def comprehension():
    return [comprehension() for _ in [1]]


def executed():
    exec("executed()")


def evaluated():
    return eval("evaluated()")


def handled():
    try:
        raise ValueError
    except ValueError:
        handled()


def cleaned():
    try:
        cleaned()
    finally:
        len(())


partial = functools.partial(lambda: partial())

one = Again()
cases = {
    "a function": function,
    "*args": lambda: spread(1, a=2),
    "__repr__": lambda: repr(one),
    "__str__": lambda: str(one),
    "__format__": lambda: f"{one}",
    "__getattr__": lambda: one.nothing,
    "__getattribute__": lambda: Attribute().other,
    "__setattr__": lambda: setattr(Setting(), "other", 1),
    "__delattr__": lambda: delattr(Deleting(), "other"),
    "__eq__": lambda: one == Again(),
    "__eq__ as a key": lambda: {Dict: one}[Dict] == Again(),
    "__hash__": lambda: {one},
    "__lt__": lambda: sorted([one, one]),
    "__bool__": lambda: bool(one),
    "__len__": lambda: len(one),
    "__call__": one,
    "__add__": lambda: one + 1,
    "__radd__": lambda: 1 + one,
    "__iadd__": lambda: one.__iadd__(1),
    "__contains__": lambda: 1 in one,
    "__getitem__": lambda: one[0],
    "__setitem__": lambda: one.__setitem__(0, 1),
    "__delitem__": lambda: one.__delitem__(0),
    "__iter__": lambda: list(one),
    "__next__": lambda: next(one),
    "__reversed__": lambda: reversed(one),
    "__index__": lambda: [1][one],
    "__int__": lambda: int(one),
    "__float__": lambda: float(one),
    "__abs__": lambda: abs(one),
    "__neg__": lambda: -one,
    "__round__": lambda: round(one),
    "__bytes__": lambda: bytes(one),
    "__dir__": lambda: dir(one),
    "with": one.__enter__,
    "a property": lambda: one.value,
    "a setter": lambda: setattr(one, "value", 1),
    "__new__": Making,
    "__init__": Starting,
    "__get__": lambda: Described().attribute,
    "metaclass": Made,
    "isinstance": lambda: isinstance(1, Made),
    "issubclass": lambda: issubclass(int, Made),
    "__init_subclass__": lambda: type("First", (Derived,), {}),
    "__missing__": lambda: Dict()[1],
    "a list that shows itself": lambda: repr(List([1])),
    "str of an exception": lambda: str(Error()),
    "map": lambda: through_map(1),
    "filter": lambda: through_filter(1),
    "key of sorted": lambda: through_key(1),
    "key of max": lambda: through_max(1),
    "reduce": lambda: through_reduce(1, 2),
    "lru_cache": lambda: cached(0),
    "yield from": lambda: next(generator()),
    "generators": lambda: list(looping()),
    "zip": lambda: list(zipped()),
    "a generator expression": summed,
    "await": lambda: coroutine().send(None),
    "async for": lambda: asynchronous().asend(None).send(None),
    "a comprehension": comprehension,
    "exec": executed,
    "eval": evaluated,
    "except": handled,
    "finally": cleaned,
    "partial": partial,
}

for limit in (1000, 200, LARGEST):
    sys.setrecursionlimit(limit)
    for name, case in cases.items():
        try:
            case()
        except RecursionError:
            continue
        print("no RecursionError:", name, "with a limit of", limit)

# Without a limit to speak of it is the memory, or the stack of native code, that ends it.
sys.setrecursionlimit(2**31 - 1)
for name in ("a function", "__repr__", "__getattr__", "__eq__", "map", "generators", "eval"):
    try:
        cases[name]()
    except (RecursionError, MemoryError) as error:
        # Neither the traceback nor the stack that was may hold all the memory.
        room = [str(error)] * 10000
        continue
    print("no error:", name)
sys.setrecursionlimit(1000)
print("end")
