# Deep structures whose elements have finalizers, and finalizers that change what is being destroyed.
log = []


class D:
    def __init__(self, name, *children):
        self.name = name
        self.children = list(children)

    def __del__(self):
        log.append(self.name)


def tree(name, depth):
    return D(name, *[tree(name + str(i), depth - 1) for i in range(2)] if depth else ())


t = tree("r", 3)
del t
print(*log)
log.clear()


class Link:
    dead = 0

    def __init__(self, next):
        self.next = next

    def __del__(self):
        Link.dead += 1


head = None
for _ in range(50000):
    head = Link(head)
del head
print(Link.dead)
chain = None
for i in range(5):
    chain = [D("chain%d" % i), chain]
del chain
print(*log)
log.clear()


class Clears:
    def __init__(self, target):
        self.target = target

    def __del__(self):
        log.append("clears %d" % len(self.target))
        self.target.clear()


items = [D("x"), D("y")]
items.append(Clears(items))
del items[2]
print(*log, items)
log.clear()
shared = [D("s0"), D("s1")]
shared.append(Clears(shared))
shared.clear()
print(*log, shared)
log.clear()


class Adds:
    def __init__(self, target, n):
        self.target, self.n = target, n

    def __del__(self):
        log.append(self.n)
        if self.n:
            self.target.append(Adds(self.target, self.n - 1))


bag = []
bag.append(Adds(bag, 3))
bag.pop()
print(*log, len(bag))
bag.clear()
print(*log, len(bag))
bag.clear()
bag.clear()
print(*log, len(bag))
log.clear()


class Resurrects:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        log.append(self.name)
        kept.append(self)


kept = []
r = Resurrects("once")
del r
print(log, len(kept))
kept.clear()
print(log)
log.clear()
l = [Resurrects("in list"), D("beside")]
del l
print(log, len(kept), kept[0].name)
kept.clear()
log.clear()


class Deletes:
    def __del__(self):
        global victim
        log.append("deletes")
        victim = None


victim = D("victim")
x = Deletes()
del x
print(*log)
log.clear()


class Attr:
    def __init__(self):
        self.a = D("a")
        self.b = D("b")

    def __del__(self):
        log.append("owner")
        del self.a
        log.append("after a")


x = Attr()
del x
print(*log)
log.clear()


class Dict(dict):
    def __del__(self):
        log.append("dict %s" % sorted(self))


d = Dict(k=D("value"))
del d
print(*log)
log.clear()


class Raise:
    def __del__(self):
        raise ValueError("ignored")


import sys
sys.unraisablehook = lambda u: log.append(repr(u.exc_value))
l = [D("before"), Raise(), D("after")]
del l
print(*log)
log.clear()
try:
    raise KeyError("current")
except KeyError as error:
    x = Raise()
    del x
    print(repr(error), log)
