# Recursion: depth, the recursion limit, RecursionError and recovery from it.
import sys


def depth(n):
    return 0 if n == 0 else 1 + depth(n - 1)


print(depth(500))


def forever():
    return forever()


try:
    forever()
except RecursionError as error:
    print(type(error).__name__, error, isinstance(error, RuntimeError))
print(depth(500))


def mutual_a(n):
    return mutual_b(n + 1)


def mutual_b(n):
    return mutual_a(n + 1)


try:
    mutual_a(0)
except RecursionError as error:
    print("mutual", error)


class Attr:
    def __getattr__(self, name):
        return getattr(self, name + "x")


try:
    Attr().a
except RecursionError as error:
    print("getattr")


class Eq:
    def __eq__(self, other):
        return self == other


try:
    Eq() == Eq()
except RecursionError as error:
    print("eq")


class Repr:
    def __repr__(self):
        return repr(self)


try:
    repr(Repr())
except RecursionError as error:
    print("repr")
nest = []
for _ in range(100000):
    nest = [nest]
for function in (repr, lambda v: v == [v], hash):
    try:
        print(len(function(nest)))
    except (RecursionError, TypeError) as error:
        print(type(error).__name__)
del nest
old = sys.getrecursionlimit()
print(old)
sys.setrecursionlimit(200)
reached = 0


def count(n):
    global reached
    reached = n
    count(n + 1)


try:
    count(1)
except RecursionError:
    print(reached > 100, reached < 200)
sys.setrecursionlimit(5000)
print(depth(4000))
sys.setrecursionlimit(old)
for bad in (0, -1, "x", 1.5):
    try:
        sys.setrecursionlimit(bad)
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)


def in_handler(n):
    try:
        in_handler(n + 1)
    except RecursionError:
        return "caught deep"


print(in_handler(0))


def generator(n):
    yield n
    yield from generator(n + 1)


try:
    for value in generator(0):
        pass
except RecursionError:
    print("generator", value > 100)
a, b = [], []
a.append(b)
b.append(a)
try:
    a == b
except RecursionError as error:
    print(error)
print(repr(a))
f = lambda x: x
for _ in range(3):
    f = (lambda g: lambda x: g(x) + 1)(f)
print(f(0))
