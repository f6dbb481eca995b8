# Containers nested far deeper than any stack: made, shown, compared, hashed, copied, freed, collected.
import collections
import functools
import gc
import itertools
import sys
import types
import weakref

DEPTH = int(sys.argv[1]) if len(sys.argv) > 1 else 100000


class List(list):
    pass


class Node:
    def __init__(self, inner):
        self.inner = inner

    def __repr__(self):
        return "Node(%r)" % (self.inner,)

    def __eq__(self, other):
        return self.inner == other.inner

    def __hash__(self):
        return hash(("Node", self.inner))


class Slotted:
    __slots__ = ("inner", "__weakref__")

    def __init__(self, inner):
        self.inner = inner


class Finalized:
    def __init__(self, inner):
        self.inner = inner

    def __del__(self):
        pass


def closure(inner):
    return lambda: inner


def generator(inner):
    yield inner


def started(inner):
    result = generator(inner)
    next(result)
    return result


makers = {
    "list": lambda x: [x],
    "tuple": lambda x: (x,),
    "dict": lambda x: {1: x},
    "key": lambda x: {(x,): 1} if x == () else {1: x},
    "class derived from list": lambda x: List([x]),
    "instance": Node,
    "slots": Slotted,
    "__del__": Finalized,
    "slice": slice,
    "exception": Exception,
    "deque": lambda x: collections.deque([x]),
    "partial": lambda x: functools.partial(print, x),
    "SimpleNamespace": lambda x: types.SimpleNamespace(a=x),
    "GenericAlias": lambda x: types.GenericAlias(list, x),
    "MappingProxyType": lambda x: types.MappingProxyType({1: x}),
    "frozenset": lambda x: frozenset([x]),
    "method": lambda x: types.MethodType(print, x),
    "dict view": lambda x: {1: x}.values(),
    "closure": closure,
    "generator": started,
    "map": lambda x: map(None, [x]),
    "chain": lambda x: itertools.chain([x]),
    "weak reference with a callback": lambda x: weakref.ref(WEAK, lambda reference, x=x: None),
}


class Weak:
    pass


WEAK = Weak()


def build(make):
    inner = ()
    for _ in range(DEPTH):
        inner = make(inner)
    return inner


def tries(operation):
    try:
        operation()
    except (RecursionError, TypeError, AttributeError):
        pass


for name, make in makers.items():
    a = build(make)
    b = build(make)
    tries(lambda: repr(a))
    tries(lambda: str([a]))
    tries(lambda: a == b)
    tries(lambda: a != b)
    tries(lambda: a < b)
    tries(lambda: hash(a))
    tries(lambda: {a: 1})
    tries(lambda: b in [a])
    tries(lambda: f"{a!r:>10}")
    del a
    ring = [b]
    ring.append(ring)
    del b, ring
    gc.collect()

# A chain of native iterators, each of which asks the next. The native stack is what ends this, however slow the build.
DEPTH = max(DEPTH, 100000)
steps = {
    "chain": itertools.chain,
    "map": lambda x: map(int, x),
    "filter": lambda x: filter(None, x),
    "zip": zip,
    "enumerate": enumerate,
    "islice": lambda x: itertools.islice(x, 5),
    "takewhile": lambda x: itertools.takewhile(bool, x),
    "accumulate": itertools.accumulate,
    "starmap": lambda x: itertools.starmap(int, x),
    "cycle": itertools.cycle,
    "groupby": itertools.groupby,
    "batched by zip": lambda x: zip(x, x),
}
for name, step in steps.items():
    iterator = iter([1, 2, 3])
    for _ in range(DEPTH):
        iterator = step(iterator)
    try:
        next(iterator)
        print("no RecursionError:", name)
    except RecursionError:
        pass
    del iterator

# Classes to match against, nested.
classes = (int,)
for _ in range(DEPTH):
    classes = (classes,)
for ask in (lambda: isinstance("", classes), lambda: issubclass(str, classes)):
    try:
        ask()
        print("no RecursionError of isinstance")
    except RecursionError:
        pass
try:
    "x".startswith(classes)
except TypeError:
    pass

# Exceptions that one another caused.
chain = None
for _ in range(DEPTH):
    error = Exception()
    error.__context__ = chain
    error.__cause__ = chain
    chain = error
del chain, error
print("end")
