# Counts of instances through attribute access, bound methods, properties, super and descriptors.
from sys import getrefcount as rc


class Thing:
    def method(self):
        return rc(self) - base

    def through_super(self):
        return super().__repr__ and rc(self) - base

    @property
    def prop(self):
        return rc(self) - base

    def returns_self(self):
        return self

    def __len__(self):
        lens.append(rc(self) - base)
        return 1

    def __eq__(self, other):
        lens.append(rc(self) - base)
        return self is other

    __hash__ = None


lens = []
x = Thing()
base = rc(x)
print("method", x.method(), "prop", x.prop, rc(x) - base)
m = x.method
print("bound", rc(x) - base, m())
n = x.method
print(rc(x) - base)
del m, n
print(rc(x) - base)
f = Thing.method
print("function", rc(x) - base, f(x))
print("super", x.through_super(), rc(x) - base)
print("self", rc(x.returns_self()) - base, rc(x.returns_self().returns_self()) - base)
len(x)
x == x
print(lens, rc(x) - base)
x.me = x
print("cycle", rc(x) - base)
print(rc(x.me) - base, rc(x.me.me.me) - base)
del x.me
print(rc(x) - base)
methods = [x.method for _ in range(10)]
print("ten methods", rc(x) - base)
del methods
getattr(x, "method")()
print(rc(x) - base)
it = map(x.__eq__, [1])
print("map", rc(x) - base)
next(it)
print(rc(x) - base)
del it
print(rc(x) - base)


class Holder:
    def __init__(self, value):
        self.value = value

    def get(self):
        return self.value

    def count(self):
        return rc(self.value) - base


h = Holder(x)
print("held", rc(x) - base, rc(h.value) - base, rc(h.get()) - base, h.count())
d = h.__dict__
print("through dict", rc(x) - base)
del h
print(rc(x) - base)
del d
print(rc(x) - base)


class Slots:
    __slots__ = ("value",)


s = Slots()
s.value = x
print("slot", rc(x) - base, rc(s.value) - base)
s.value = s.value
print(rc(x) - base)
del s.value
print(rc(x) - base)
Thing.shared = x
print("class attribute", rc(x) - base, rc(x.shared) - base)
del Thing.shared
print(rc(x) - base)
cls_base = rc(Thing)
instances = [Thing() for _ in range(5)]
print("instances count their class", rc(Thing) - cls_base)
del instances
print(rc(Thing) - cls_base)
