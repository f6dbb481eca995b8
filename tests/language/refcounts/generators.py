# Counts of objects held by generators: arguments, locals, sent values, yielded values, after close and exhaustion.
from sys import getrefcount as rc


class Thing:
    pass


x = Thing()
base = rc(x)


def holds(v):
    yield 1
    w = v
    yield 2
    del w
    yield 3


g = holds(x)
print("created", rc(x) - base)
next(g)
print("started", rc(x) - base)
next(g)
print("local", rc(x) - base)
next(g)
print("deleted", rc(x) - base)
print(next(g, "end"), rc(x) - base)
g = holds(x)
next(g)
g.close()
print("closed", rc(x) - base)
g = holds(x)
del g
print("never started", rc(x) - base)
g = holds(x)
next(g)
del g
print("dropped", rc(x) - base)


def receives():
    while True:
        got = yield
        yield rc(x) - base


g = receives()
next(g)
print("sent", g.send(x), rc(x) - base)
next(g)
print(rc(x) - base)
g.send(None)
print(rc(x) - base)
g.close()


def yields():
    yield x
    yield x


for v in yields():
    print("yielded", rc(x) - base)
del v
print(rc(x) - base)
g = yields()
print(rc(next(g)) - base, rc(x) - base)
print([rc(v) - base for v in yields()], rc(x) - base)


def delegate(v):
    yield from [v, v]


g = delegate(x)
next(g)
print("delegating", rc(x) - base)
print(list(g) == [x], rc(x) - base)


def throws(v):
    try:
        yield
    except ValueError:
        yield rc(x) - base


g = throws(x)
next(g)
print("thrown", g.throw(ValueError), rc(x) - base)
del g
print(rc(x) - base)
it = iter([x, x])
print("iterator", rc(x) - base)
next(it)
print(rc(x) - base)
list(it)
print("exhausted", rc(x) - base)
z = zip([x], [x])
print("zip", rc(x) - base)
pair = next(z)
print(rc(x) - base)
del pair, z
print(rc(x) - base)
e = enumerate([x])
print(rc(x) - base, next(e)[1] is x, rc(x) - base)
del e
m = map(lambda v: v, [x])
r = next(m)
print("map", rc(x) - base)
del m, r
f = filter(None, [x])
print("filter", next(f) is x, rc(x) - base)
del f
r = reversed([x])
print("reversed", rc(x) - base)
del r
print(rc(x) - base)
