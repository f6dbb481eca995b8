# Natives that were taken off their objects, called many times from one place with changing callables.
import sys


def many(call, arguments, n=40):
    result = None
    for _ in range(n):
        result = call(*arguments) if len(arguments) > 3 else one(call, *arguments)
    return result


def one(call, *arguments):
    if len(arguments) == 0:
        return call()
    if len(arguments) == 1:
        return call(arguments[0])
    if len(arguments) == 2:
        return call(arguments[0], arguments[1])
    return call(arguments[0], arguments[1], arguments[2])


items = []
print(many(items.append, [1]), len(items), many("a,b".split, [","]), many({1: 2}.get, [1]), many({1: 2}.get, [3, 4]))
print(many("abc".replace, ["b", "x"]), many("abcabc".replace, ["b", "x", 1]), many([3, 1, 2].index, [2]), many((1, 2).count, [1]))
print(many(bytes.fromhex, ["61"]), many(dict.fromkeys, ["ab"]), many(str.upper, ["x"]), many(len, ["four"]), many("x".join, [["a", "b"]]))


def every(calls):
    out = []
    for call in calls:
        try:
            out.append(call(1))
        except (TypeError, ValueError, KeyError, IndexError, AttributeError) as error:
            out.append(f"{type(error).__name__}: {error}")
    return out


class Called:
    def __call__(self, x):
        return ("called", x)

    def method(self, x):
        return ("method", x)


class Own(list):
    def append(self, x):
        super().append(x)
        return "own"


kept = [0]
calls = [kept.append] * 10 + [[].append, kept.pop, [].pop, len, Called(), Called().method, Own().append, lambda x: -x, int, str]
calls += [{1: 5}.pop, {}.pop, {1: 5}.get, {1, 2}.add, {1, 2}.remove, set().remove, "a".join, (1, 2).index, None, 5, kept.append]
for _ in range(3):
    print(every(calls), kept)
print(every([kept.append] * 30 + ["x".encode, b"x".decode, (5).__add__, (5).__sub__, "s".__add__, [1].__getitem__, {1: 2}.__getitem__])[-7:])


def counts(n):
    for i in range(n):
        row = []
        append = row.append
        for k in range(5):
            append(k)
        del append
        yield row, sys.getrefcount(row)


print(list(counts(4)))


# The method is the last that holds its object, and the call lets go of the variable that holds the method.
class Item:
    def __eq__(self, other):
        global last
        last = None
        return False

    __hash__ = None


for _ in range(30):
    last = [Item(), Item(), 3].index
    try:
        last(3)
    except (ValueError, TypeError) as error:
        print(type(error).__name__, end=" ")
    last = [Item(), Item()].count
    print(last(7), last, end=" ")
print()
for arguments in ((), (1, 2), (1, 2, 3)):
    for _ in range(3):
        try:
            one([].append, *arguments)
        except TypeError as error:
            print(error)
