# Generators that all, any, sum, list, tuple and sorted use up: items, errors, early ends, nesting, what runs when.
import sys


def noisy(n, fail_at=None, stop_at=None):
    try:
        for i in range(n):
            if i == fail_at:
                raise ValueError(f"at {i}")
            if i == stop_at:
                raise StopIteration(i)
            yield i
    finally:
        print("closed", n)


class Odd:
    def __init__(self, value):
        self.value = value

    def __bool__(self):
        if self.value < 0:
            raise RuntimeError("no truth")
        return self.value % 2 == 1

    def __radd__(self, other):
        return other + self.value

    def __lt__(self, other):
        return self.value < other.value

    def __repr__(self):
        return f"Odd({self.value})"


def attempt(function, *args):
    try:
        return function(*args)
    except Exception as error:
        return type(error).__name__, str(error), type(error.__cause__).__name__


def drive(kind, make):
    # The same call again and again, so that it meets its specialised form, and other arguments than generators.
    results = []
    for round in range(3):
        if kind == "all":
            results.append(attempt(lambda: all(make())))
        elif kind == "any":
            results.append(attempt(lambda: any(make())))
        elif kind == "sum":
            results.append(attempt(lambda: sum(make())))
        elif kind == "list":
            results.append(attempt(lambda: list(make())))
        elif kind == "tuple":
            results.append(attempt(lambda: tuple(make())))
        else:
            results.append(attempt(lambda: sorted(make())))
    return results


makers = {
    "plain": lambda: (i for i in range(1, 6)),
    "empty": lambda: (i for i in ()),
    "one": lambda: (i for i in (0,)),
    "big": lambda: (i << 62 for i in range(5)),
    "floats": lambda: (i / 4 for i in range(9)),
    "mixed": lambda: (x for x in (1, 2.5, True, 10**20)),
    "odd": lambda: (Odd(i) for i in (3, 1, 2)),
    "no truth": lambda: (Odd(-i) for i in (1, 2)),
    "strings": lambda: (c for c in "hello"),
    "failing": lambda: noisy(5, fail_at=3),
    "stopping": lambda: noisy(4, stop_at=2),
    "closing": lambda: noisy(6),
    "list": lambda: [3, 2, 1],
    "nested": lambda: (sum(j for j in range(i)) for i in range(6)),
}
for kind in ("all", "any", "sum", "list", "tuple", "sorted"):
    for name, make in makers.items():
        print(kind, name, drive(kind, make)[-1])


def started():
    g = noisy(4)
    next(g)
    return list(g), list(g)


print(started())


def handling():
    try:
        raise KeyError("outer")
    except KeyError:
        inner = list(sys.exc_info()[1] for _ in range(2))
        total = sum(i for i in range(10))
    return inner, total, sys.exc_info()


print(handling())


def within():
    def gen():
        for i in range(3):
            try:
                raise ValueError(i)
            except ValueError as error:
                yield str(error), str(sys.exc_info()[1])
        yield sys.exc_info()

    return [list(gen()) for _ in range(3)][-1]


print(within())


def itself():
    def gen():
        yield 1
        yield list(g)

    g = gen()
    return attempt(lambda: list(g))


print(itself(), itself())


def deep(n):
    return 0 if n == 0 else 1 + sum(deep(n - 1) for _ in (0,))


print(deep(100))
try:
    deep(10**6)
except RecursionError as error:
    print("RecursionError", str(error)[:32])
print(any(all(x < y for y in (5, 6)) for x in (9, 8, 4)), max(sum(row) for row in ((i, 2) for i in range(4))))


def delegating():
    def inner(n):
        yield from (i * i for i in range(n))
        return n

    def outer():
        got = yield from inner(4)
        yield ("returned", got)

    for _ in range(3):
        result = list(outer())
    return result


print(delegating())
import traceback


def failing():
    def gen():
        yield 1
        raise OSError("deep in it")

    return sum(gen())


for _ in range(3):
    try:
        failing()
    except OSError as error:
        frames = [f.name for f in traceback.extract_tb(error.__traceback__)]
print(frames)
