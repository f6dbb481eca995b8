# yield from: delegation of send, throw, close and return values; over iterators and generators.
def inner():
    try:
        got = yield "inner 1"
        print("inner got", got)
        got = yield "inner 2"
        print("inner got", got)
    except ValueError as error:
        print("inner caught", error)
        yield "inner recovered"
    finally:
        print("inner finally")
    return "inner result"


def outer():
    result = yield from inner()
    print("result", result)
    result = yield from [10, 20]
    print("list result", result)
    result = yield from (x for x in "ab")
    return "outer result"


g = outer()
print(next(g), g.gi_yieldfrom.__name__, g.send("A"), g.send("B"))
print(list(g))
g = outer()
next(g)
print(g.throw(ValueError("to inner")))
g.close()
g = outer()
next(g)
g.close()


def drain(gen):
    out = []
    try:
        while True:
            out.append(next(gen))
    except StopIteration as stop:
        return out, stop.value


print(drain(outer()))


class Custom:
    def __init__(self):
        self.n = 0

    def __iter__(self):
        return self

    def __next__(self):
        self.n += 1
        if self.n > 3:
            raise StopIteration("custom value")
        return self.n

    def send(self, value):
        print("custom send", value)
        return self.__next__()

    def throw(self, *args):
        print("custom throw", args[0] if isinstance(args[0], type) else repr(args[0]))
        return "thrown"

    def close(self):
        print("custom close")


def delegate(iterable):
    result = yield from iterable
    print("got", result)


g = delegate(Custom())
print(next(g), g.send("x"), g.throw(KeyError("k")), next(g))
g.close()
print(list(delegate(Custom())))
g = delegate([1, 2])
next(g)
try:
    g.send("list has no send")
except AttributeError as error:
    print(error)
g = delegate([1, 2])
next(g)
try:
    g.throw(LookupError("no throw"))
except LookupError as error:
    print(error)
for bad in (5, None):
    try:
        next(delegate(bad))
    except TypeError as error:
        print(error)


def tree(depth):
    if depth:
        yield from tree(depth - 1)
    yield depth
    if depth:
        yield from tree(depth - 1)


print(list(tree(3)))


def deep(n):
    if n == 0:
        received = yield "bottom"
        return received
    return (yield from deep(n - 1)) + 1


g = deep(100)
next(g)
try:
    g.send(0)
except StopIteration as stop:
    print(stop.value)


def broken():
    yield 1
    raise KeyError("inside")


def catches():
    try:
        yield from broken()
    except KeyError as error:
        yield "caught " + str(error)


print(list(catches()))


def self_delegate():
    yield from own


own = self_delegate()
try:
    next(own)
except ValueError as error:
    print(error)


def flatten(items):
    for item in items:
        if isinstance(item, (list, tuple)):
            yield from flatten(item)
        else:
            yield item


print(list(flatten([1, [2, (3, [4, []])], [[5]]])))
