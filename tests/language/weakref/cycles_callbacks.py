# Weak references in cyclic garbage: when callbacks run, when references clear, and resurrection.
# no-stress: it counts on when collections run
import gc
import weakref

gc.disable()
gc.collect()
log = []


class Node:
    def __init__(self, name):
        self.name = name


def cycle(name):
    a, b = Node(name + "1"), Node(name + "2")
    a.o, b.o = b, a
    return a


n = cycle("x")
r = weakref.ref(n, lambda ref: log.append("outside callback"))
del n
print(r() is not None, log)
gc.collect()
print(r(), log)
log.clear()
n = cycle("y")
n.inner = weakref.ref(n.o, lambda ref: log.append("inside callback"))
del n
gc.collect()
print("callback of a dead reference does not run", log)


class Fin:
    def __del__(self):
        log.append(("del sees ref", self.ref() is self))


f = Fin()
f.me = f
f.ref = weakref.ref(f)
del f
gc.collect()
print(log)
log.clear()


class Lazarus:
    def __del__(self):
        saved.append(self)


saved = []
z = Lazarus()
z.me = z
r = weakref.ref(z, lambda ref: log.append("cleared"))
del z
gc.collect()
print(len(saved), r() is None, log)
saved.clear()
log.clear()
z = Lazarus()
r = weakref.ref(z)
del z
print("without a cycle", len(saved), r() is saved[0] if r() else None)
saved.clear()
print(r())
a = Node("a")
ra = weakref.ref(a)
holder = {"a": a}
del a
print(ra().name)
holder.clear()
print(ra())
p = weakref.proxy(cycle("p"))
print(p.name)
gc.collect()
try:
    p.name
except ReferenceError as error:
    print(error)
order = []


class Del:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        order.append("del " + self.name)


d = Del("d")
w = weakref.ref(d, lambda ref: order.append("ref"))
del d
print(order)
order.clear()
d = Del("cyc")
d.me = d
w = weakref.ref(d, lambda ref: order.append("ref"))
del d
gc.collect()
print(order)
order.clear()
x = Node("x")
rx = weakref.ref(x, lambda ref: order.append(ry() is None))
y = Node("y")
ry = weakref.ref(y, lambda ref: order.append(rx() is None))
x.o, y.o = y, x
del x, y
gc.collect()
print(order)
gc.enable()
many = [weakref.ref(cycle(str(i))) for i in range(3000)]
gc.collect()
print(sum(m() is not None for m in many))
t = Node("t")
refs = [weakref.ref(t) for _ in range(10)]
print(len(set(map(id, refs))), weakref.getweakrefcount(t), all(v is refs[0] for v in refs))
