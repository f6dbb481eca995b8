# Integer methods: to_bytes, from_bytes, as_integer_ratio, rounding, attributes, conversions and bool.
for n, length, order, signed in ((0, 1, "big", False), (255, 1, "big", False), (256, 2, "little", False), (-1, 1, "big", True), (-128, 1, "big", True), (-129, 2, "little", True), (2 ** 64, 9, "big", False), (-2 ** 63, 8, "little", True), (1, 5, "big", False), (0, 0, "big", False), (10 ** 30, 20, "little", True)):
    data = n.to_bytes(length, order, signed=signed)
    print(n, data, int.from_bytes(data, order, signed=signed))
for n, length, order, signed in ((256, 1, "big", False), (-1, 1, "big", False), (128, 1, "big", True), (-129, 1, "big", True), (1, -1, "big", False), (1, 1, "middle", False), (1, 0, "big", False), (1, "x", "big", False)):
    try:
        print(n.to_bytes(length, order, signed=signed))
    except (OverflowError, ValueError, TypeError) as error:
        print(type(error).__name__, error)
print(int.from_bytes([1, 2, 3], "big"), int.from_bytes(b"", "big"), int.from_bytes(bytearray(b"\xff\x00"), "little"), int.from_bytes(b"\xff" * 20, "big", signed=True), (5).to_bytes(), int.from_bytes(b"\x05"))
for bad in ("text", 5, [256], None):
    try:
        int.from_bytes(bad, "big")
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
print((7).real, (7).imag, (7).numerator, (7).denominator, (7).conjugate(), (-7).as_integer_ratio(), True.real, type(True.real).__name__)
for n in (12345, -12345, 15, 25, -15, 5, 0, 10 ** 20 + 5):
    print([round(n, d) for d in (None, 0, 1, -1, -2, -5, -30)])
try:
    round(5, 1.5)
except TypeError as error:
    print(error)
print((5).__floor__(), (5).__ceil__(), (5).__trunc__(), (5).__index__(), (5).__int__(), (5).__float__(), (5).__hash__(), (5).__bool__(), (5).__neg__(), (5).__divmod__(3), (5).__rsub__(10), (5).__pow__(2, 7), (5).__add__("x"), (5).__lt__(2.0), (5).__eq__(5.0), (5).__lshift__(2))
print(1 + True, True + True, True * 5, ~True, -True, True << 3, True & 3, True | False, type(True & True).__name__, type(True & 1).__name__, True ^ True, not True, True == 1, bool("False"), bool([]), bool(0.0))
print(bool.__new__(bool, 5), bool(), int(), (True).bit_length(), {True: "a", 1: "b"}, [10, 20][True], "ab"[False], sum([True, True]), True > False, divmod(True, True))
for a, b in ((1, 1.0), (2 ** 53, 2.0 ** 53), (2 ** 53 + 1, 2.0 ** 53), (10 ** 400, float("inf")), (-10 ** 400, float("-inf")), (0, float("nan")), (1, 1 + 0j), (3, "3")):
    print(a == b, a != b, hash(a) == hash(b), *((a < b, a > b) if not isinstance(b, (complex, str)) else ()))
x = 5
x.__class__
for f in (lambda: x.foo, lambda: int.foo, lambda: (5)[0], lambda: (5)(), lambda: 5 + "a", lambda: "a" + 5, lambda: 5 @ 5, lambda: len(5), lambda: iter(5), lambda: 5 in 5, lambda: int(5, 10), lambda: -"a", lambda: ~1.5, lambda: 1 & 1.0, lambda: 5 << 1.0, lambda: divmod(5, "x"), lambda: 1 < "a", lambda: 5 .real(), lambda: setattr(x, "y", 1)):
    try:
        print(f())
    except (TypeError, AttributeError) as error:
        print(error)
