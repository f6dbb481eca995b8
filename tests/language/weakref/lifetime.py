# Weak references show exactly when objects die: scopes, containers, exceptions, generators, cycles.
import gc
import weakref


class Thing:
    pass


def track(o):
    r = weakref.ref(o)
    return lambda: r() is not None


def local():
    t = Thing()
    return track(t)


print("local", local()())


def returned():
    t = Thing()
    return t, track(t)


t, alive = returned()
print("returned", alive())
t = None
print(alive())
l = [Thing()]
alive = track(l[0])
l[0] = 1
print("list", alive())
d = {"k": Thing()}
alive = track(d["k"])
d["k"] = None
print("dict", alive())
try:
    t = Thing()
    alive = track(t)
    raise ValueError(t)
except ValueError:
    t = None
    print("in handler", alive())
print("after handler", alive())


def raising():
    t = Thing()
    global alive
    alive = track(t)
    raise KeyError


try:
    raising()
except KeyError as error:
    print("frame alive", alive())
    error.__traceback__ = None
    print("without traceback", alive())


def gen():
    t = Thing()
    yield track(t)
    yield 1


g = gen()
alive = next(g)
print("generator", alive())
next(g)
g.close()
print(alive())
f = (lambda t: (lambda: t, track(t)))(Thing())
print("closure", f[1]())
alive = f[1]
f = None
print(alive())
t = Thing()
t.me = t
alive = track(t)
del t
print("cycle", alive())
gc.collect()
print(alive())
a = b = Thing()
alive = track(a)
del a
print("two names", alive())
del b
print(alive())
alive = track(Thing())
print("temporary", alive())
x = [Thing() for _ in range(3)]
checks = [track(v) for v in x]
x.pop(1)
print([c() for c in checks])
x.reverse()
del x[0]
print([c() for c in checks])
x = None
print([c() for c in checks])
for v in [Thing()]:
    alive = track(v)
print("loop variable", alive())
del v
print(alive())


class Owner:
    def __init__(self):
        self.child = Thing()

    @property
    def fresh(self):
        t = Thing()
        self.check = track(t)
        return t


o = Owner()
alive = track(o.child)
o.fresh
print("property", o.check(), alive())
o = None
print(alive())
T = type("T", (), {})
alive = track(T)
del T
print("class", alive())
gc.collect()
print(alive())
m = weakref.ref(print)
print(m() is print)
s = {Thing()}
alive = track(next(iter(s)))
s.clear()
print("set", alive())
with open("/dev/null") as fh:
    alive = track(fh)
del fh
print("file", alive())
