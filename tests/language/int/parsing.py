# int() from strings in every base, with signs, spaces, underscores, Unicode digits; the digit limit; errors.
def attempt(*args):
    try:
        return int(*args)
    except (ValueError, TypeError) as error:
        return f"{type(error).__name__}: {error}"


for text in ("0", "12", " 12 ", "\t-12\n", "+5", "-0", "1_000", "0_0", "1__0", "_1", "1_", "", " ", "+", "-", "--1", "1 2", "0x10", "1e5", "1.0", "१२", "٣", "12\x00", "1\u2003", "\u00a07", "abc", "é", b"42", b" 7_0 ", b"x", bytearray(b"11"), None, [], 1j, "9" * 30, "00012", "0_7"):
    print(repr(text), attempt(text))
for text, base in (("ff", 16), ("0xff", 16), ("0XFF", 16), ("-0xff", 16), ("0x", 16), ("0x_f", 16), ("0x_f", 0), ("101", 2), ("0b101", 2), ("0b101", 0), ("0o17", 0), ("0o17", 8), ("017", 0), ("0", 0), ("00", 0), ("0_0", 0), ("12", 2), ("z", 36), ("Zz", 36), ("z", 35), ("10", 1), ("10", 37), ("10", -1), ("10", 0), ("1" * 70, 2), ("f" * 20, 16), ("z" * 20, 36), ("2" * 30, 3), (10, 10), ("10", "x"), ("10", 10.0), (b"10", 2), ("0b12", 0), ("0b", 0), ("1_0", 10), ("9", 8)):
    print(text, base, attempt(text, base))
print(attempt(), attempt(3.99), attempt(-3.99), attempt(1e20), attempt(True), attempt(float("1e300")) == 10 ** 300, attempt(2.0 ** 80))
try:
    int(base=10)
except TypeError as error:
    print(error)
try:
    int(x=1)
except TypeError as error:
    print(error)


class Index:
    def __index__(self):
        return 5


class Trunc:
    def __trunc__(self):
        return 6


class Int:
    def __int__(self):
        return 7


class BadInt:
    def __int__(self):
        return "x"


class BadIndex:
    def __index__(self):
        return 1.5


for cls in (Index, Int, BadInt, BadIndex, object):
    print(cls.__name__, attempt(cls()), attempt("11", cls()))
for n in (4300, 4301):
    print(n, str(attempt("1" * n))[:60])
try:
    str(10 ** 4300)
except ValueError as error:
    print(error)
print(len(str(10 ** 4299)), len(hex(10 ** 5000)), int("f" * 5000, 16) == 16 ** 5000 - 1)
import sys
print(sys.get_int_max_str_digits())
for limit in (0, 640, 639, -1):
    try:
        sys.set_int_max_str_digits(limit)
        print(limit, "set")
    except ValueError as error:
        print(error)
print(0xFF, 0o17, 0b101, 1_000_000, 0x_f, 00, 0_0, 0XaB, 0B1, 0O7)
