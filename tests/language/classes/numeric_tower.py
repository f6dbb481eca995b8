# A class with every arithmetic hook: rationals that work with int, float, comparison, hashing and sum.
from math import gcd


class Ratio:
    __slots__ = ("n", "d")

    def __init__(self, n, d=1):
        if d == 0:
            raise ZeroDivisionError("Ratio with a zero")
        g = gcd(n, d) * (1 if d > 0 else -1)
        self.n, self.d = n // g, d // g

    @staticmethod
    def wrap(v):
        return v if isinstance(v, Ratio) else Ratio(v) if isinstance(v, int) else None

    def binary(op):
        def forward(a, b):
            b = Ratio.wrap(b)
            return NotImplemented if b is None else op(a, b)

        def reverse(a, b):
            b = Ratio.wrap(b)
            return NotImplemented if b is None else op(b, a)
        return forward, reverse

    __add__, __radd__ = binary(lambda a, b: Ratio(a.n * b.d + b.n * a.d, a.d * b.d))
    __sub__, __rsub__ = binary(lambda a, b: Ratio(a.n * b.d - b.n * a.d, a.d * b.d))
    __mul__, __rmul__ = binary(lambda a, b: Ratio(a.n * b.n, a.d * b.d))
    __truediv__, __rtruediv__ = binary(lambda a, b: Ratio(a.n * b.d, a.d * b.n))
    __lt__ = binary(lambda a, b: a.n * b.d < b.n * a.d)[0]
    __gt__ = binary(lambda a, b: a.n * b.d > b.n * a.d)[0]
    __le__ = binary(lambda a, b: a.n * b.d <= b.n * a.d)[0]
    __eq__ = binary(lambda a, b: (a.n, a.d) == (b.n, b.d))[0]
    del binary

    def __pow__(self, k):
        return Ratio(self.n ** k, self.d ** k) if k >= 0 else Ratio(self.d ** -k, self.n ** -k)

    def __neg__(self):
        return Ratio(-self.n, self.d)

    def __abs__(self):
        return Ratio(abs(self.n), self.d)

    def __float__(self):
        return self.n / self.d

    def __int__(self):
        return self.n // self.d

    def __bool__(self):
        return self.n != 0

    def __hash__(self):
        return hash(self.n) if self.d == 1 else hash((self.n, self.d))

    def __repr__(self):
        return f"{self.n}/{self.d}" if self.d != 1 else str(self.n)

    def __format__(self, spec):
        return format(float(self), spec) if spec else repr(self)


a, b = Ratio(1, 2), Ratio(-3, 4)
print(a + b, a - b, a * b, a / b, a + 1, 1 + a, 1 - a, 3 * b, 1 / a, -b, abs(b), a ** 3, a ** -2, float(b), int(Ratio(7, 2)), bool(Ratio(0)))
print(a < b, a <= 1, 1 > a, a == Ratio(2, 4), a == 0.5, a != b, Ratio(4, 2) == 2, hash(Ratio(2)) == hash(2), {Ratio(2): "x"}[2], sorted([a, b, Ratio(1, 3), 0]), max(a, b, 0), f"{a:.3f} {a}")
print(sum([a, b, a], Ratio(0)), sum(Ratio(1, k) for k in range(1, 20)), a.__add__(1.5))
for f in (lambda: a + 1.5, lambda: "x" * a, lambda: a < "x", lambda: Ratio(1, 0), lambda: a / Ratio(0), lambda: a + None):
    try:
        print(f())
    except (TypeError, ZeroDivisionError) as error:
        print(type(error).__name__, error)
a += b
a *= 2
print(a)
