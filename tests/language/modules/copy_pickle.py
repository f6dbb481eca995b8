# copy and deepcopy over cycles, subclasses, slots and hooks; struct packing.
import copy
import struct


class P:
    def __init__(self, x):
        self.x = x

    def __eq__(self, o):
        return type(o) is P and self.x == o.x


class Slots:
    __slots__ = ("a", "b")


class Custom:
    def __copy__(self):
        return "copied"

    def __deepcopy__(self, memo):
        return "deep", len(memo)


class Reduce:
    def __reduce__(self):
        return Reduce, (), {"state": 1}


class State:
    def __getstate__(self):
        return {"from": "getstate"}

    def __setstate__(self, state):
        self.got = state


l = [1, [2, 3], (4, [5]), {"k": [6]}, {7}, P([8])]
s, d = copy.copy(l), copy.deepcopy(l)
l[1].append("x")
l[5].x.append("y")
print(s[1] is l[1], d[1], d[5].x, s == l, d == l, d[2][1] is l[2][1], type(d[4]).__name__)
c = []
c.append(c)
e = copy.deepcopy(c)
print(e[0] is e, e is not c)
t = ([],)
t[0].append(t)
u = copy.deepcopy(t)
print(u is not t, u[0][0] is u)
shared = [1]
pair = copy.deepcopy([shared, shared])
print(pair[0] is pair[1], pair[0] is shared)
o = Slots()
o.a = [1]
q, r = copy.copy(o), copy.deepcopy(o)
print(q.a is o.a, r.a, r.a is o.a, hasattr(r, "b"))
print(copy.copy(Custom()), copy.deepcopy(Custom()), vars(copy.copy(Reduce())), copy.deepcopy(State()).got, copy.copy(State()).got)
for v in (1, 1.5, "s", b"b", None, (1, 2), frozenset([1]), len, int, P, range(3), ..., 1j):
    print(copy.copy(v) is v, copy.deepcopy(v) is v, end=" ")
print()


class L(list):
    pass


class D(dict):
    pass


x = L([1])
x.attr = [2]
y = copy.deepcopy(x)
print(type(y).__name__, y, y.attr, y.attr is x.attr, type(copy.copy(D(a=1))).__name__)
try:
    copy.copy(x for x in [])
except TypeError as error:
    print(error)
print(copy.replace if hasattr(copy, "replace") else "no replace", copy.deepcopy({"a": {"b": (1, [2])}}), copy.deepcopy(bytearray(b"x")))
for fmt, values in (("<i", (5,)), (">h", (-2,)), ("<bBhHiIqQ", (-1, 255, -2, 65535, -3, 4, -5, 6)), ("<d", (1.5,)), (">f", (0.1,)), ("3s", (b"abcd",)), ("<2h", (1, 2)), ("?c", (True, b"x")), ("<5p", (b"ab",)), ("<e", (1.0,)), ("xb", (1,))):
    data = struct.pack(fmt, *values)
    print(fmt, data, struct.unpack(fmt, data), struct.calcsize(fmt))
for fmt, values in (("<b", (200,)), ("<i", ("x",)), ("<i", ()), ("z", (1,)), ("<i", (1, 2)), ("<f", ("x",))):
    try:
        struct.pack(fmt, *values)
    except struct.error as error:
        print(fmt, error)
