# Finalizers of cyclic garbage: each runs once, resurrection, errors, and what they may see.
import gc
import sys

gc.disable()
gc.collect()
log = []


class Node:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        log.append((self.name, getattr(self, "other", None) and self.other.name))


def pair(a, b):
    x, y = Node(a), Node(b)
    x.other, y.other = y, x


pair("a", "b")
gc.collect()
print(sorted(log))
log.clear()
n = Node("self")
n.other = n
del n
gc.collect()
print(log)
log.clear()
saved = []


class Resurrect:
    def __init__(self, name):
        self.name = name
        self.me = self

    def __del__(self):
        log.append("del " + self.name)
        saved.append(self)


Resurrect("r")
gc.collect()
print(log, [s.name for s in saved], saved[0].me is saved[0])
log.clear()
saved.clear()
gc.collect()
print("second time", log, saved)
r = Resurrect("direct")
r.me = None
del r
print(log, len(saved))
log.clear()
saved.clear()
print("finalized only once", log)


class Half:
    def __init__(self, name, resurrect):
        self.name, self.resurrect = name, resurrect

    def __del__(self):
        log.append(self.name)
        if self.resurrect:
            saved.append(self)


a, b = Half("dies?", False), Half("lives", True)
a.other, b.other = b, a
del a, b
gc.collect()
print(sorted(log), saved[0].other.name, saved[0].other.other is saved[0])
log.clear()
saved.clear()
gc.collect()
print("after", log)
caught = []
sys.unraisablehook = lambda u: caught.append((type(u.exc_value).__name__, str(u.exc_value), u.object.__qualname__))


class Raises:
    def __init__(self):
        self.me = self

    def __del__(self):
        raise ValueError("in del")


Raises()
print(gc.collect() > 0, caught)
caught.clear()
r = Raises()
r.me = None
del r
print(caught)


class Outside:
    def __del__(self):
        log.append("outside")


class Inside:
    pass


i = Inside()
i.me = i
i.out = Outside()
del i
print(log, gc.collect() > 0, log)
log.clear()


class Allocates:
    def __init__(self):
        self.me = self

    def __del__(self):
        x = []
        x.append(x)
        log.append(gc.collect())


Allocates()
print(gc.collect() > 0, len(log))
gc.collect()
log.clear()


class Chain:
    def __init__(self, n):
        self.n = n
        self.next = Chain(n - 1) if n else None
        self.cycle = self

    def __del__(self):
        log.append(self.n)


Chain(5)
gc.collect()
print(sorted(log), gc.garbage)


def gen():
    try:
        yield me
    finally:
        log.append("generator finalized")


log.clear()
me = []
g = gen()
next(g)
me.append(g)
del g, me
gc.collect()
print(log)
