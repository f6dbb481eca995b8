# Bytes made piece by piece across the sizes at which a buffer changes, joined, compared and shown.
sizes = [0, 1, 2, 3, 4, 7, 8, 9, 15, 16, 17, 31, 32, 33, 63, 64, 127, 128, 129, 130, 191, 192, 193, 255, 256, 257, 1000]
check = 0
for n in sizes:
    data = bytes(i * 7 % 256 for i in range(n))
    for m in sizes:
        more = bytes(i * 11 % 256 for i in range(m))
        both = data + more
        assert len(both) == n + m and both[:n] == data and both[n:] == more
        assert both == bytes(bytearray(data) + more) == b"".join([data, more]) == bytes([*data, *more])
        assert both.hex() == data.hex() + more.hex() and bytes.fromhex(both.hex()) == both
        check = (check * 31 + hash(tuple(both))) % (2**61 - 1)
    assert (data + b"") == data and (b"" + data) == data
    assert data.replace(b"\x00", b"ab").replace(b"ab", b"\x00") == data
    print(n, len(repr(data)), len(data.decode("latin-1").encode()), len(data.replace(b"\x07", b"-" * 40)), data.translate(None, b"\x07\x0e")[:5])
    print(len(b"%s|%d|%b" % (data, n, data)), data.ljust(n + 3, b".")[-4:], data.center(140, b"*")[:3], data.expandtabs()[-3:])
print(check)

empty, short = b"", b"ab"
print((empty + short) is short, (short + empty) is short)


class Sub(bytes):
    def __radd__(self, other):
        return ("radd", other)

    def __eq__(self, other):
        return "eq"

    __hash__ = bytes.__hash__


print(type(Sub(b"a") + b"").__name__, type(b"" + bytearray(b"x")).__name__, b"a" + Sub(b"b"), b"a" == Sub(b"b"), b"" + memoryview(b"q"))
rows = [b"", b"\x00", b"a", b"a\x00", b"ab", b"b", b"\x7f", b"\x80", b"\xff", b"\xff\x00"]
for a in rows:
    print([(a < b, a <= b, a == b, a != b, a > b, a >= b) for b in rows] == [(list(a) < list(b), list(a) <= list(b), a is b, a is not b, list(a) > list(b), list(a) >= list(b)) for b in rows])
for other in ("a", None, 1, [97]):
    print(b"a" == other, b"a" != other)
    for call in (lambda: b"a" + other, lambda: b"a" < other, lambda: b"" + other):
        try:
            print(call())
        except TypeError as error:
            print(error)
