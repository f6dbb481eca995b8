"""array.array: items of every kind, slices, operators, bytes, pickling, what is refused and in which words."""
import array
import collections.abc
import copy
import io
import pickle
import weakref
from array import array as A

INTEGERS = "bBhHiIlLqQ"
LIMITS = {"b": 8, "B": 8, "h": 16, "H": 16, "i": 32, "I": 32, "l": 64, "L": 64, "q": 64, "Q": 64}


def shown(f):
    try:
        return f()
    except Exception as e:
        return type(e).__name__, str(e)


print(array.typecodes, array.ArrayType is A, A.__module__, issubclass(A, collections.abc.MutableSequence))
for code in INTEGERS:
    bits = LIMITS[code]
    low, high = (-(1 << bits - 1), (1 << bits - 1) - 1) if code.islower() else (0, (1 << bits) - 1)
    a = A(code, [low, 0, 1, high])
    print(a, a.itemsize, a.typecode, a.tobytes().hex(), a[-1] == high)
    for value in (low - 1, high + 1, 1 << 100, -1 << 100, 1.5, "x", None):
        print(code, shown(lambda: A(code, [value])))
for code in "fd":
    a = A(code, [1, 2.5, -0.0, float("inf"), 1e300 if code == "d" else 1e30])
    print(a, a.tobytes().hex(), shown(lambda: A(code, ["x"])))
print(A("u", "abc\u20ac\U0001f600"), A("u", "xyz").tounicode(), shown(lambda: A("u", ["ab"])), shown(lambda: A("u", [1])))

for given in ((), ("i",), (1,), ("x",), ("ii",), ("i", "abc"), ("i", A("u")), ("i", 5), ("i", [1, 2], 3),
              ("i", b"\1\0\0\0"), ("i", b"123"), ("h", A("b", [1, 2])), ("d", range(3)), ("i", bytearray(4))):
    print(given, shown(lambda: A(*given)))
print(shown(lambda: A("i", x=1)))

a = A("i", range(10))
for s in (slice(2, 5), slice(None, None, 3), slice(8, 2, -2), slice(5, 2), slice(-3, None), slice(None, None, -1)):
    print(s, a[s])
for i in (0, -1, 9, 10, -11, "a", 1.0, None, True):
    print(i, shown(lambda: a[i]))

for s, items in ((slice(2, 4), [7, 8, 9]), (slice(0, 0), [1]), (slice(None, None, 2), [0] * 5), (slice(None, None, 2), [0]),
                 (slice(3, 8), []), (slice(20, 30), [5]), (slice(None, None, -3), [1, 2, 3, 4])):
    b = A("i", range(10))
    print(s, shown(lambda: b.__setitem__(s, A("i", items))), b)
b = A("i", range(4))
b[1:3] = b
print(b)
for value in ([1], A("b", [1]), 5, "x"):
    print(shown(lambda: b.__setitem__(slice(0, 1), value)))
for key in (0, -1, slice(0, 2), slice(None, None, 2), 99, "k"):
    b = A("i", range(6))
    print(key, shown(lambda: b.__delitem__(key)), b, shown(lambda: b.__setitem__(key, 5)), b)

a = A("i", [3, 1, 2, 3])
print(a + a, a * 2, 2 * a, a * 0, a * -1, 3 in a, 9 in a, a.count(3), a.index(3), a.index(3, 1), len(a))
for f in (lambda: a + [1], lambda: a + A("b"), lambda: a * "x", lambda: a.index(9), lambda: a.index(3, 1, 2),
          lambda: a.remove(9), lambda: A("i").pop(), lambda: a.pop(9), lambda: a.extend([1, "x"]), lambda: a.extend(5),
          lambda: a.extend(A("b")), lambda: a.__iadd__([1]), lambda: a.append("x"), lambda: a.insert(0, 1.5),
          lambda: a.fromlist((1,)), lambda: a.fromlist([1, 2, "x"]), lambda: a.frombytes("x"), lambda: a.frombytes(b"x"),
          lambda: a.tounicode(), lambda: a.fromunicode("x"), lambda: hash(a), lambda: a < [1], lambda: a.fromfile(5, 1)):
    print(shown(f), a)
a += A("i", [5])
a *= 2
a.insert(0, 0)
a.insert(-1, 77)
a.insert(99, 99)
print(a, a.pop(), a.pop(0), a.remove(1), a)
a.reverse()
print(a, a.tolist())
a.byteswap()
print(a)
a.byteswap()
a.extend(x for x in (1, 2))
a.extend(a)
print(a)

print([A("i", x) == A(c, y) for x, c, y in (([1], "i", [1]), ([1], "b", [1]), ([1], "d", [1.0]), ([1], "i", [2]), ([], "d", []))])
print(A("i", [1, 2]) < A("i", [1, 3]), A("i", [1]) < A("i", [1, 0]), A("d", [2]) >= A("b", [1, 5]), A("i") != [])
nan = float("nan")
print(A("d", [nan]) == A("d", [nan]), nan in A("d", [nan]))

a = A("h", [1, 2, 3])
view = memoryview(a)
print(view.format, view.itemsize, view.tolist(), view.shape, bytes(view))
view[1] = -5
for f in (lambda: a.append(1), lambda: a.pop(), lambda: a.extend(a), lambda: a.__delitem__(0), lambda: a.frombytes(b"11")):
    print(shown(f))
a[0] = 9
view.release()
a.append(4)
print(a, bytearray(a), b"".join([A("b", [1]), b"x"]))

for protocol in range(6):
    for a in (A("i", [1, 2]), A("u", "h\u00e9"), A("d", [1.5]), A("Q")):
        b = pickle.loads(pickle.dumps(a, protocol))
        print(protocol, b, b.typecode, a == b)
print(A("i", [1]).__reduce_ex__(2), A("i", [1]).__reduce_ex__(3)[1:])
R = array._array_reconstructor
print(R(A, "d", 15, b"\x3f\x80\0\0"), R(A, "i", 5, b"\1\0\xff\xfe"), R(A, "l", 12, bytes(8)), R(A, "u", 18, b"a\0b\0"))
for given in ((1, "i", 5, b""), (A, "i", 55, b""), (A, "x", 5, b""), (A, "i", 5, ""), (int, "i", 5, b""), (A, "i", 5, b"1"),
              (A, "i", 8, b"1"), (A, "ii", 8, b"")):
    print(shown(lambda: R(*given)))


class Named(A):
    def __new__(cls, code, items=(), name=None):
        self = super().__new__(cls, code, items)
        self.name = name
        return self


n = Named("i", [1, 2], name="n")
print(n, n.name, n[:1], type(n[:1]), copy.copy(a), copy.deepcopy(n), pickle.loads(pickle.dumps(n)).__dict__)
ref = weakref.ref(n)
print(ref() is n)
del n
print(ref())

it = iter(A("i", [1, 2, 3]))
print(next(it), type(it), it.__reduce__(), list(pickle.loads(pickle.dumps(it))), list(it), it.__reduce__(), list(it))
f = io.BytesIO()
A("i", [1, 2, 3]).tofile(f)
f.seek(0)
a = A("i")
print(shown(lambda: a.fromfile(f, 2)), a, shown(lambda: a.fromfile(f, 2)), a, shown(lambda: a.fromfile(f, -1)))


class Shrinks:
    def __init__(self, a):
        self.a = a

    def __eq__(self, other):
        del self.a[:]
        return False


a = A("i", range(10))
print(Shrinks(a) in a, a)
match A("i", [1, 2]):
    case [x, y]:
        print(x, y)
