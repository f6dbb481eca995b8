# Counts as objects enter and leave lists, tuples, dicts, sets and attributes.
from sys import getrefcount as rc


class Thing:
    pass


x = Thing()
base = rc(x)


def delta():
    return rc(x) - base


l = [x]
print("list", delta())
l.append(x)
l.extend([x, x])
l.insert(0, x)
print(delta())
l.pop()
l.remove(x)
print(delta(), len(l))
l[0] = None
print(delta())
m = l + l
print(delta())
m = l * 3
print(delta())
del m[:2]
print(delta())
m.clear()
l.clear()
print(delta())
t = (x, x, (x,))
print("tuple", delta())
s = t[:2]
print(delta())
u = t + s
print(delta())
del t, s, u
print(delta())
d = {"k": x, x: "v"}
print("dict", delta())
d["k"] = x
print(delta())
d.setdefault("n", x)
e = d.copy()
print(delta())
d.update(e)
print(delta())
del e
d.pop("n")
del d[x]
print(delta())
d.clear()
f = dict.fromkeys(range(3), x)
print(delta())
f.popitem()
print(delta())
del f
q = {x}
q.add(x)
w = frozenset([x])
print("set", delta())
r = q | w
print(delta())
q.discard(x)
del w, r
print(delta())
h = Thing()
h.a = x
h.b = x
print("attributes", delta())
h.a = 1
print(delta())
vars(h)["c"] = x
print(delta())
del h.b
del h
print(delta())
n = [[x] for _ in range(5)]
print("nested", delta())
n[0] = n[1]
print(delta())
del n
a, *b = x, x, x
print("unpack", delta())
del a, b
c = [x] * 1000
print("many", delta())
c[::2] = [0] * 500
print(delta())
c.sort(key=lambda v: v is x)
print(delta())
c = tuple(c)
print(delta())
c = set(c)
print(delta())
c = list(zip([x, x], [x, x]))
print(delta())
c = list(enumerate([x]))
print(delta())
del c
print(list(map(type, [x]))[0] is Thing, delta(), max([x, x], key=id) is x, delta(), sorted([x], key=id)[0] is x, delta())
