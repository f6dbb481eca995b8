# weakref.ref: calls, callbacks, equality, hashing, subclasses, reuse and errors.
import gc
import weakref


class Thing:
    def __init__(self, v=0):
        self.v = v

    def __eq__(self, other):
        return isinstance(other, Thing) and self.v == other.v

    def __hash__(self):
        return hash(self.v)


x = Thing(1)
r = weakref.ref(x)
print(r() is x, weakref.ref(x) is r, weakref.getweakrefcount(x), weakref.getweakrefs(x) == [r], "to 'Thing' at" in repr(r))
log = []
c = weakref.ref(x, lambda ref: log.append(ref is c and ref() is None))
d = weakref.ref(x, log.append)
print(c is r, weakref.getweakrefcount(x), c == r, hash(r) == hash(x), r.__callback__, c.__callback__ is not None)
y = Thing(1)
s = weakref.ref(y)
print(r == s, r != s, s == r, r == x, {r: 1}[s])
del x
print(r(), log[0] is d or log[1] is True, len(log), r == s, r == r, hash(r) == hash(y), "dead" in repr(r))
t = weakref.ref(Thing(5))
print(t(), "dead" in repr(t))
try:
    hash(t)
except TypeError as error:
    print(error)
for bad in (5, "s", None, (1,), [], {}, object(), 1.5, b"", True):
    try:
        weakref.ref(bad)
        print("fine", bad)
    except TypeError as error:
        print(error)
for good in ({1}, frozenset(), lambda: 0, len, Thing, Thing().__eq__, (x for x in ()), type, weakref):
    print(type(weakref.ref(good)).__name__, end=" ")
print()
m = weakref.ref(Thing().__eq__)
print(m())


class Ref(weakref.ref):
    def __init__(self, target, callback=None, tag=None):
        super().__init__(target, callback)
        self.tag = tag


z = Thing()
q = Ref(z, tag="t")
print(q() is z, q.tag, isinstance(q, weakref.ref), Ref(z) is q, weakref.getweakrefcount(z))
order = []
refs = [weakref.ref(z, lambda ref, i=i: order.append(i)) for i in range(5)]
del z
print(order)
order.clear()
w = Thing()
refs = [weakref.ref(w, lambda ref, i=i: order.append(i)) for i in range(3)]
del refs[1]
del w
print(order)
import sys
caught = []
sys.unraisablehook = lambda u: caught.append(str(u.exc_value))


def bad_callback(ref):
    raise ValueError("callback failed")


v = Thing()
r1 = weakref.ref(v, bad_callback)
r2 = weakref.ref(v, lambda ref: caught.append("second still runs"))
del v
print(sorted(caught))


class Slots:
    __slots__ = ("__weakref__",)


class NoWeak:
    __slots__ = ()


print(weakref.ref(Slots()) is not None)
try:
    weakref.ref(NoWeak())
except TypeError as error:
    print(error)


class L(list):
    pass


class I(int):
    pass


for cls in (L, I, type("S", (str,), {}), type("D", (dict,), {}), type("T", (tuple,), {})):
    try:
        o = cls()
        print(cls.__name__, weakref.ref(o)() is o)
    except TypeError as error:
        print(error)
for args in ((), (Thing(), 1, 2), (Thing(), 5)):
    try:
        print(type(weakref.ref(*args)).__name__)
    except TypeError as error:
        print(error)
