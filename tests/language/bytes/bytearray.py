# bytearray: mutation, slices, methods, aliasing, resizing and errors.
def attempt(f, *args):
    try:
        return f(*args)
    except (ValueError, TypeError, IndexError, OverflowError, AttributeError, BufferError) as error:
        return f"{type(error).__name__}: {error}"


a = bytearray(b"hello")
b = a
a[0] = 72
a[-1:] = b"O!"
print(a, b is a, bytes(a), repr(a), len(a), a[1], a[1:3], type(a[1:3]).__name__)
a.append(33)
a.extend(b"xy")
a.extend([122])
a.insert(0, 62)
print(a, a.pop(), a.pop(0), a)
a.remove(33)
a.reverse()
print(a, a.index(72), a.count(b"l"), a.copy() == a, a.copy() is a)
a += b"end"
print(a, a is b)
a *= 2
print(a, a is b)
del a[0], a[::3]
print(a)
a[1:3] = b""
a[::2] = b"." * len(a[::2])
print(a)
a.clear()
print(a, not a, bytearray(), bytearray(3), bytearray([1, 2]), bytearray("é", "utf-8"), bytearray(b"a") == b"a", b"a" == bytearray(b"a"), bytearray(b"a") + b"b", b"a" + bytearray(b"b"), type(b"a" + bytearray()).__name__, type(bytearray() + b"a").__name__)
c = bytearray(b"abcdef")
for f in (lambda: c.__setitem__(0, 256), lambda: c.__setitem__(0, -1), lambda: c.__setitem__(0, "a"), lambda: c.__setitem__(0, b"a"), lambda: c.__setitem__(100, 1), lambda: c.__setitem__(slice(0, 4, 2), b"abc"), lambda: c.__setitem__(slice(1), 5), lambda: c.__setitem__(slice(1), "x"), lambda: c.append(256), lambda: c.append("a"), lambda: c.extend("ab"), lambda: c.extend([300]), lambda: c.extend(5), lambda: c.remove(1), lambda: c.pop(100), lambda: bytearray().pop(), lambda: hash(c), lambda: c.insert("x", 1), lambda: c.__iadd__("x"), lambda: c["x"], lambda: bytearray("x"), lambda: bytearray(-1), lambda: c.index(b"zz"), lambda: c.__delitem__(50), lambda: c.__setitem__(slice(0, 3), iter([1, 2]))):
    print(attempt(f), c)
d = bytearray(b"x,y")
print(d.split(b","), d.upper(), d.replace(b",", b";"), d.find(b"y"), d.startswith(b"x"), d.decode(), d.hex(), d.join([b"1", b"2"]), d.center(7), d.partition(b","), d.translate(None, b","), d.isalpha(), bytearray.fromhex("ff00"), d.strip(b"x"), d % (), bytearray(b"%d") % 5)
m = memoryview(d)
print(attempt(d.append, 1), attempt(d.extend, b"z"), attempt(d.clear), d)
m[0] = 90
print(d)
m.release()
d.append(1)
print(d, attempt(lambda: m[0]))
e = bytearray()
for i in range(1000):
    e.append(i % 256)
print(len(e), sum(e), e[255:258])
del e[10:990]
print(e)
while e:
    e.pop(0)
print(e, list(bytearray(b"ab")), bytearray(b"b") > bytearray(b"a"), bytearray(b"abc")[::-1], 97 in bytearray(b"a"), b"a" in bytearray(b"ab"))
