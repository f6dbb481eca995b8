# memoryview: casts to several dimensions and to none, and what can be done with such views.
def t(f):
    try:
        print(f())
    except Exception as error:
        print(type(error).__name__, error)


data = bytearray(range(24))
flat = memoryview(data)
for shape in ((2, 12), [4, 6], (2, 3, 4), (24,), (1, 24), (24, 1), (1, 1, 24), (2, 2, 2, 3)):
    v = flat.cast("B", shape)
    print(v.shape, v.strides, v.ndim, v.nbytes, len(v), v.itemsize, v.c_contiguous, v.f_contiguous, v.contiguous, v.suboffsets)
    print(v.tolist(), v.tobytes() == bytes(data), v.tobytes("F"), v.tobytes("C") == v.tobytes("A"), v == v.cast("B").cast("B", shape), v == flat)
h = flat.cast("H", (3, 4))
print(h.tolist(), h.strides, h[1, 2], h[-1, -1], h.format)
h[0, 1] = 65535
print(data, h.tolist())
part = h[1:]
print(part.shape, part.tolist(), part.contiguous, h[::2].tolist(), h[::2].strides, h[::2].contiguous, h[::-1].tolist(), h[::2].tobytes(), h[5:].shape, h[5:].tolist())
part[0, 0] = 7
print(h[::-1][1, 0], h[1:2].cast("B").tolist(), bytes(h[::2]))
zero = flat[:1].cast("B", ())
print(zero.shape, zero.ndim, zero.strides, len(zero), zero.tolist(), zero[()], zero[...].ndim, zero.nbytes, zero.contiguous, zero.tobytes(), zero == flat[:1], zero == flat[:1].cast("B", []))
zero[()] = 9
zero[...] = 10
print(flat[0])
for f in (lambda: zero[0], lambda: zero.__setitem__(0, 1), lambda: h[0], lambda: h[0, 0, 0], lambda: h[()], lambda: flat[()], lambda: flat[0, 0], lambda: flat[0:1, 0:1], lambda: h[0:1, 0:1], lambda: h[0, 9], lambda: h[9, 0],
          lambda: h["x"], lambda: h["x", 0], lambda: h.__setitem__(0, 1), lambda: h.__setitem__((0,), 1), lambda: h.__setitem__((0, 0, 0), 1), lambda: h.__setitem__(slice(1), b"x"), lambda: h.__setitem__((slice(1), slice(1)), 1), lambda: h.__setitem__("x", 1), lambda: h.__setitem__((0, 0), 1 << 20), lambda: h.__setitem__((0, 0), "a"),
          lambda: flat.cast("B", (5, 5)), lambda: flat.cast("B", 24), lambda: flat.cast("B", "24"), lambda: flat.cast("B", (-1, 24)), lambda: flat.cast("B", (0, 24)), lambda: flat.cast("B", (2.0, 12)), lambda: flat.cast("B", ("2", 12)), lambda: flat.cast("B", (True, 24)).shape, lambda: flat.cast("B", (2, 12)).cast("B", (3, 8)), lambda: flat.cast("B", (2, 12)).cast("B", (24,)).shape, lambda: flat.cast("B", (2, 12)).cast("H").shape,
          lambda: flat.cast("H", (2, 6)).cast("I"), lambda: flat[:0].cast("B", (0,)), lambda: flat.cast("B", [1] * 65), lambda: flat[:1].cast("B", [1] * 64).ndim, lambda: flat.cast("B", (1 << 40, 1 << 40)), lambda: list(h), lambda: list(zero), lambda: h[::2].cast("B"), lambda: flat.cast("z", (24,)), lambda: hash(h), lambda: hash(memoryview(b"abcdef").cast("B", (2, 3))) == hash(b"abcdef"), lambda: hash(memoryview(b"abcdef").cast("H", (3, 1))),
          lambda: flat.__setitem__(slice(0, 2), h), lambda: memoryview(b"ab").cast("b", (2, 1)).__setitem__((0, 0), 1), lambda: h.toreadonly().shape, lambda: memoryview(h).shape, lambda: h.hex(), lambda: len(bytes(h)), lambda: 1 in flat, lambda: h.cast("B", shape=(24,)).shape, lambda: flat.cast(format="B", shape=[3, 8]).shape, lambda: b"".join([h]), lambda: bytearray(h) == data, lambda: int.from_bytes(h[2:], "little") > 0):
    t(f)
