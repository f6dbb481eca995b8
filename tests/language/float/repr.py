# repr of floats: the shortest text that reads back, exponents, and special values.
values = [0.0, -0.0, 1.0, -1.0, 0.1, 0.2, 0.3, 0.1 + 0.2, 1 / 3, 2 / 3, 1e15, 1e16, 123456789012345.6, 1234567890123456.7, 12345678901234567.8, 1e17, 1e21, 1e22, 1e23, 1e-4, 1e-5, 0.0001, 0.00001234,
          5e-324, 2.2250738585072014e-308, 2.225073858507201e-308, 1.7976931348623157e308, 9007199254740992.0, 9007199254740993.0, 4.35, 100.0, 1e100, 1.5e300, 3.141592653589793, 2.718281828459045, float("inf"), float("-inf"), float("nan"), 1e1000, -1e1000,
          123.456, 0.5, 1e3, 1e10, 99999999999999990.0, 1.1e-10, 6.02214076e23, 1.6e-35, 8.5, 1e16 + 2, 299792458.0, 4.9e-320]
for v in values:
    text = repr(v)
    print(text, str(v), f"{v}", float(text) == v or v != v)
state = 1
bad = 0
digest = 0
import struct
for _ in range(3000):
    state = (state * 6364136223846793005 + 1442695040888963407) & (2 ** 64 - 1)
    v = struct.unpack("<d", state.to_bytes(8, "little"))[0]
    text = repr(v)
    if v == v and float(text) != v:
        bad += 1
    digest = (digest * 31 + sum(map(ord, text))) % 1000000007
print(bad, digest)
for e in range(-30, 31, 3):
    print(10.0 ** e, 1.5 * 10.0 ** e, 2.0 ** e, -3.0 ** e)
print([0.1 * i for i in range(11)])
print(1e0, 1E5, 1.e2, .5, 1_0.0_1, 0e0, 00.5, 1e-0, 0x10 / 1, 1j, -1j, 1.5j, complex(1, 2), complex(-0.0, -2), complex(0, float("nan")), complex("1+2j"), (1 + 2j) * 1j)
print(repr(1e400 - 1e400), repr(-float("nan")), abs(-0.0), -0.0 + 0.0, 0.0 * -1, str(1e16), str(123456.0), int(1e22), int(1e23))
