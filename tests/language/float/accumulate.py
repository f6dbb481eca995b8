# Accumulated rounding, conversions between int and float at the edges, and sorting of special values.
import math

total = 0.0
for i in range(1, 2001):
    total += 1 / i
print(total, repr(total), f"{total:.20f}")
backward = 0.0
for i in range(2000, 0, -1):
    backward += 1 / i
print(backward, backward == total, math.fsum(1 / i for i in range(1, 2001)))
x = 0.5
orbit = []
for _ in range(30):
    x = 3.9 * x * (1 - x)
    orbit.append(x)
print(orbit)
y, t = 1.0, 0.0
while t < 1:
    y += 0.01 * y
    t += 0.01
print(y, t)
for e in (52, 53, 54, 62, 63, 64, 100, 1023):
    n = 2 ** e
    print(e, float(n) == n, float(n + 1) == n + 1, int(float(n + 1)) - n, float(n - 1), n < float(n) + 1, float(n) / 3)
for n in (2 ** 53 + 1, 2 ** 53 + 2, 2 ** 54 + 3, 10 ** 23, 9007199254740993 * 3, -(2 ** 53 + 1), 123456789012345678, 2 ** 1023 + 2 ** 969):
    print(n if n < 10 ** 30 else "big", float(n), int(float(n)) == n, n == float(n), n < float(n), n > float(n))
values = [1.0, -1.0, 0.0, -0.0, 0.1, 1e308, -1e308, 5e-324, math.inf, -math.inf, 1, 0, 2 ** 70, -2 ** 70, True]
print(sorted(values), max(values), min(values), sorted(values, key=abs), [v for v in values if v == 0], [math.copysign(1, v) for v in values])
for a, b in ((0.1, 3), (1e16, 1.0), (1e308, 10), (5e-324, 0.5), (-7.0, 2.5), (7.5, -2.0), (1e20, 3.0), (0.3, 0.1)):
    print(a + b, a - b, a * b, a / b, a // b, a % b, divmod(a, b), (a // b) * b + a % b)
for v in (0.5, 1.5, 2.5, 3.5, -0.5, -1.5, 0.49999999999999994, 4503599627370497.5, 1e15 + 0.5):
    print(round(v), int(v), math.floor(v), math.ceil(v), math.trunc(v), round(v, 0), f"{v:.0f}", "%d" % v)
for base in (2.0, 10.0, 0.5, 1.1, -2.0, -3.0):
    print([base ** k for k in (-3, -1, 0, 1, 2, 10, 50)])
print(2 ** 0.5 * 2 ** 0.5, math.sqrt(2) ** 2, (0.1 + 0.2) - 0.3, 0.1 * 3 == 0.3, 1e16 + 1 - 1e16, sum([0.1] * 3), 1 - 0.9, 4.35 * 100, 1.1 + 2.2, 3 * 1.1, 100 * 1.1, 0.7 + 0.1, 0.57 * 100, 1.15 * 100)
print([float(str(v)) == v for v in orbit].count(True), [float("%.17g" % v) == v for v in orbit].count(True), [float.fromhex(v.hex()) == v for v in orbit].count(True))
mean = sum(orbit) / len(orbit)
variance = sum((v - mean) ** 2 for v in orbit) / len(orbit)
print(mean, variance, variance ** 0.5, max(orbit) - min(orbit), sorted(orbit)[len(orbit) // 2])
