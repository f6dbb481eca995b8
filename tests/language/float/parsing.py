# float() from text: forms, spaces, underscores, special values, rounding, fromhex and hex.
def attempt(f, *args):
    try:
        return f(*args)
    except (ValueError, TypeError, OverflowError) as error:
        return f"{type(error).__name__}: {error}"


for text in ("1", "1.", ".5", "-1.5e3", "+2E-3", " 1.5\n", "1_0.5_0", "1__0", "_1", "1_", "1._5", "1e_5", "inf", "-Infinity", "NAN", "+nan", "infin", "nanx", "", " ", ".", "e5", "1e", "1e+", "0x10", "1.5.5", "1 5", "१.५", "1e400", "-1e400", "1e-400", "4.9e-324", "2.4e-324", "2.5e-324", "9007199254740993", "9007199254740992.9999", "0.1", "123456789" * 5, "1" * 400, "0." + "0" * 400 + "1", "1.7976931348623158e308", "1.7976931348623159e308", "2.2250738585072011e-308", "1\x00", "\u00a02.5", "1,5", "1e5.5", "--1", "+-1", b"1.5", bytearray(b"2"), None, [], 1j, "1j", "é"):
    print(repr(text)[:50], attempt(float, text))
for v in (0.0, -0.0, 1.0, -1.5, 0.1, 3.141592653589793, 1e300, 5e-324, 2.0 ** -1022, float("inf"), float("-inf"), float("nan"), 255.9375):
    print(v.hex(), float.fromhex(v.hex()) == v)
for text in ("0x1.8p3", "1.8", "0x.8p0", "0x1p-1074", "0x1p-1075", "0x1p1024", "inf", "-nan", "ABC", "0x", "0x1.fffffffffffff8p1023", "", "xyz", " 0x1p0 ", "1p", "0x1.0000000000001p0", "0x1.00000000000008p0", "0x123456789abcdef01"):
    print(text, attempt(float.fromhex, text))
print(float(), float(5), float(True), float(10 ** 20), attempt(float, 10 ** 400), attempt(float, "x" * 100), attempt(float, 1, 2))


class F:
    def __float__(self):
        return 2.5


class I:
    def __index__(self):
        return 3


class Bad:
    def __float__(self):
        return "x"


print(float(F()), float(I()), attempt(float, Bad()), attempt(float, object()))
print(2 ** 53 + 1 == float(2 ** 53 + 1), float(2 ** 53 + 1), float(2 ** 53 + 3), float(2 ** 64 - 1), attempt(float, 2 ** 1024 - 2 ** 969), float(10 ** 22 + 1), float(-10 ** 23))
for text in ("1+2j", "1", "j", "-j", "1e5j", " 1+2j ", "(1-1j)", "1 + 2j", "nan+infj", "x", "", "1+2", "1+j", "1_0j"):
    print(text, attempt(complex, text))
