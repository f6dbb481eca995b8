# Counts as names are bound, rebound, deleted and leave their scope.
from sys import getrefcount as rc


class Thing:
    pass


x = Thing()
base = rc(x)
print(base)
y = x
print(rc(x) - base)
z = y
print(rc(x) - base)
del y
print(rc(x) - base)
z = None
print(rc(x) - base)
a = b = c = x
print(rc(x) - base)
a, b, c = 1, 2, 3
print(rc(x) - base)


def local():
    first = x
    second = first
    seen = rc(x) - base
    del second
    return seen, rc(x) - base


print(local(), rc(x) - base)


def swap():
    p, q = x, Thing()
    p, q = q, p
    before = rc(x) - base
    q = p
    return before, rc(x) - base


print(swap(), rc(x) - base)


def in_loop():
    out = []
    for i in range(3):
        held = x
        out.append(rc(x) - base)
    return out


print(in_loop(), rc(x) - base)


def rebind():
    v = x
    v = x
    v = v
    return rc(x) - base


print(rebind(), rc(x) - base)
for v in [x]:
    print(rc(x) - base)
print(rc(x) - base)
del v
print(rc(x) - base)
globals()["dynamic"] = x
print(rc(x) - base)
del dynamic
print(rc(x) - base)
exec("executed = x")
print(rc(x) - base)
del executed
if (walrus := x) is x:
    print(rc(x) - base)
del walrus


def make():
    fresh = Thing()
    return rc(fresh), fresh


count, thing = make()
print(count, rc(thing), rc(Thing()))
x = None
print(rc(thing))
