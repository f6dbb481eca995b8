# memoryview: slicing, assignment, formats, casting, comparison, release and errors.
def attempt(f, *args):
    try:
        return f(*args)
    except (ValueError, TypeError, IndexError, NotImplementedError, BufferError, AttributeError) as error:
        return f"{type(error).__name__}: {error}"


data = bytearray(b"abcdefgh")
m = memoryview(data)
print(len(m), m[0], m[-1], m[1:3].tobytes(), bytes(m), m.tolist(), m.nbytes, m.itemsize, m.format, m.ndim, m.shape, m.strides, m.readonly, m.contiguous, m.obj is data)
m[0] = 65
m[1:3] = b"BC"
print(data, m[::2].tobytes(), m[::-1].tobytes(), m[::2].contiguous, m[2:][1], m[1:][1:][1:].tobytes())
m[::2] = b"1357"
print(data)
for f in (lambda: m.__setitem__(0, 256), lambda: m.__setitem__(0, "a"), lambda: m.__setitem__(slice(0, 2), b"abc"), lambda: m[100], lambda: m["x"], lambda: memoryview(b"x").__setitem__(0, 1), lambda: memoryview("str"), lambda: memoryview(5), lambda: m.__delitem__(0), lambda: m[0, 0], lambda: hash(m), lambda: m < m):
    print(attempt(f))
print(memoryview(b"ab") == b"ab", memoryview(b"ab") == bytearray(b"ab"), memoryview(b"ab") == memoryview(b"ac"), memoryview(b"ab") == "ab", hash(memoryview(b"ab")) == hash(b"ab"), 97 in memoryview(b"ab"), list(memoryview(b"ab")), memoryview(b"abc").hex("-"))
c = memoryview(bytearray(range(8)))
h = c.cast("H")
print(h.tolist(), h.itemsize, len(h), h.format, h[1])
h[0] = 0xFFFF
print(c.tolist(), c.cast("b").tolist(), c.cast("I").tolist(), c.cast("B", (2, 4)).tolist(), c.cast("B", (2, 4)).shape)
for f in (lambda: c.cast("z"), lambda: c[1:].cast("H"), lambda: h.cast("I"), lambda: h.__setitem__(0, 70000), lambda: c[::2].cast("H"), lambda: c.cast("B", (3, 3))):
    print(attempt(f))
with memoryview(data) as w:
    print(w[0])
print(attempt(lambda: w[0]), attempt(len, w), attempt(w.tobytes), attempt(w.release))
r = memoryview(b"xyz").toreadonly()
print(r.readonly, m.toreadonly().readonly, attempt(m.toreadonly().__setitem__, 0, 1))
m.release()
data.extend(b"more")
print(data, bytes(memoryview(b"ab")[1:]), b"".join([memoryview(b"x"), b"y"]), b"a" + memoryview(b"b"), bytes(memoryview(b"abcd")[::2]), int.from_bytes(memoryview(b"\x01\x02"), "big"), memoryview(b"").tolist(), str(memoryview(b"t"), "ascii"))
