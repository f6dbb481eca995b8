# Float arithmetic, rounding, floor division and modulo signs, comparison with integers, special values.
nan, inf = float("nan"), float("inf")
values = [0.0, -0.0, 1.0, -1.5, 2.5, 1e308, -1e-308, inf, -inf, nan, 7.0, -7.0, 0.1]


def attempt(f, *args):
    try:
        return f(*args)
    except (ArithmeticError, ValueError, TypeError) as error:
        return f"{type(error).__name__}: {error}"


import operator as op
for a in values:
    for f in (op.add, op.sub, op.mul, op.truediv, op.floordiv, op.mod, op.pow, divmod):
        print(f.__name__, a, [attempt(f, a, b) for b in values])
for a in values:
    print(a, -a, +a, abs(a), bool(a), a.is_integer(), attempt(a.as_integer_ratio), attempt(int, a), attempt(round, a), attempt(a.__floor__), attempt(a.__ceil__), a.conjugate(), a.real, a.imag)
    print([a < b for b in values], [a == b for b in values], [a >= b for b in values])
for v in (0.5, 1.5, 2.5, -0.5, -1.5, 2.675, 1.005, 12345.6789, -12345.6789, 1e16, 5e-324, 0.05, 0.15, 0.25):
    print(v, [round(v, n) for n in (None, 0, 1, 2, 3, -1, -2, -10, 20, 400, -400)])
for v in (nan, inf):
    print(attempt(round, v), attempt(round, v, 2))
print(attempt(round, 1e308, -308), attempt(round, 1.7e308, -308), attempt(round, 1.5, "x"))
print(-7.5 // 2, -7.5 % 2, 7.5 // -2, 7.5 % -2, divmod(-7.5, 2), 1e300 % 7, -1e-20 % 1, 5.0 // 0.1, 5 % 0.1, 0.0 % -1, -0.0 % 1)
for a, b in ((1, 1.0), (2 ** 53, float(2 ** 53)), (2 ** 53 + 1, float(2 ** 53)), (10 ** 308, 1e308), (10 ** 309, inf), (-10 ** 309, -inf), (1, 1.5), (10 ** 400, 1e300)):
    print(a < b, a <= b, a == b, a != b, a >= b, a > b, b < a, b == a)
print(hash(1.0), hash(0.5), hash(-0.0), hash(inf), hash(-inf), hash(1e300), hash(0.1), hash(2.0 ** 61), hash(-1.0), {1.0: "a"}[1], {1: "b"}[True])
print(2 ** 0.5, (-8) ** (1 / 3), (-1) ** 0.5, (-2.0) ** 3, 0 ** 0.0, nan ** 0, 1 ** nan, inf ** -1, attempt(op.pow, 0.0, -1.5), attempt(op.pow, 10.0, 400), (-inf) ** 3, (-inf) ** -3)
print(sum([0.1] * 10), sum([1e100, 1.0, -1e100]), max(nan, 1), max(1, nan), min(-0.0, 0.0), sorted([3.5, -1, 2, inf, -inf]), 0.1 + 0.2 == 0.3)
print(attempt(op.add, 1.0, "x"), attempt(op.mod, 1.0, None), attempt(op.lt, 1.0, "x"), attempt(op.and_, 1.0, 1), attempt(op.lshift, 1.0, 1), attempt(op.getitem, 1.0, 0), attempt(lambda: [1][1.0]), attempt(range, 1.0), attempt(lambda: "a" * 2.0))
print((0.75).as_integer_ratio(), (1e-300).as_integer_ratio()[0], (2.5).__trunc__(), (1.5).__eq__("x"), (1.5).__add__(1), (1.5).__radd__(True), (1.5).__rpow__(2), (1.5).__divmod__(1))
