# The math module: values at ordinary and special points, and its errors.
import math

inf, nan = math.inf, math.nan
points = [0.0, -0.0, 0.5, 1.0, -1.0, 2.0, -2.5, 1e-5, 10.0, 100.5, 1e10, inf, -inf, nan]
one = [f for f in ("sqrt exp exp2 expm1 log log2 log10 log1p sin cos tan asin acos atan sinh cosh tanh asinh acosh atanh ceil floor trunc fabs degrees radians erf erfc gamma lgamma isfinite isinf isnan modf frexp cbrt ulp".split())]
for name in one:
    f = getattr(math, name)
    row = []
    for p in points:
        try:
            r = f(p)
            row.append("%.12g" % r if isinstance(r, float) else r)
        except (ValueError, OverflowError) as error:
            row.append(f"{type(error).__name__}: {error}")
    print(name, row)
for name in "atan2 pow fmod copysign remainder hypot dist nextafter ldexp".split():
    row = []
    for a in (0.0, -0.0, 1.5, -3.0, inf, nan):
        for b in (0.0, -0.0, 2.0, -1.5, inf, -inf, nan):
            try:
                f = getattr(math, name)
                r = f([a], [b]) if name == "dist" else f(a, int(b) if name == "ldexp" and abs(b) < inf else b)
                row.append("%.12g" % r)
            except (ValueError, OverflowError, TypeError) as error:
                row.append(str(error))
    print(name, row)
print(math.factorial(20), math.factorial(50), math.gcd(), math.gcd(12, 18, 27), math.gcd(0, 5), math.gcd(-4, 6), math.lcm(4, 6), math.lcm(), math.lcm(0, 5), math.isqrt(99), math.isqrt(10 ** 40), math.comb(10, 3), math.comb(3, 5), math.perm(5, 2), math.perm(5), math.prod([1, 2, 3]), math.prod([], start=5), math.prod([1.5, 2]))
print(math.fsum([0.1] * 10), math.fsum([1e100, 1, -1e100]), math.isclose(1, 1 + 1e-10), math.isclose(1, 1.1, rel_tol=0.2), math.isclose(0, 1e-9), math.isclose(0, 1e-9, abs_tol=1e-8), math.log(8, 2), math.log(10 ** 400), math.log2(2 ** 1000), math.pi, math.e, math.tau, math.hypot(3, 4), math.hypot(1, 2, 3), math.hypot(), math.dist([1, 2], [4, 6]))
for f in (lambda: math.factorial(-1), lambda: math.factorial(1.5), lambda: math.isqrt(-1), lambda: math.comb(-1, 2), lambda: math.sqrt("a"), lambda: math.sqrt(), lambda: math.gcd(1.5), lambda: math.log(0), lambda: math.log(-5), lambda: math.log(1, 1), lambda: math.fmod(1, 0), lambda: math.pow(0, -1), lambda: math.floor("a"), lambda: math.ceil(nan), lambda: math.fsum(["a"]), lambda: math.dist([1], [1, 2]), lambda: math.ldexp(1.5, 10 ** 10), lambda: math.exp(1000), lambda: math.perm(2, -1), lambda: math.prod(5), lambda: math.sqrt(10 ** 400), lambda: math.isclose(1, 1, rel_tol=-1), lambda: math.lcm(1, "a")):
    try:
        print(f())
    except (ValueError, TypeError, OverflowError, ZeroDivisionError) as error:
        print(type(error).__name__, error)


class T:
    def __ceil__(self): return "ceil"
    def __floor__(self): return "floor"
    def __trunc__(self): return "trunc"
    def __float__(self): return 4.0
    def __index__(self): return 5


t = T()
print(math.ceil(t), math.floor(t), math.trunc(t), math.sqrt(t), math.gcd(t, 10), math.factorial(t), math.ceil(10 ** 30), math.floor(1e20), math.frexp(8.5), math.modf(-2.5), math.ldexp(0.5, 4), math.nextafter(1, 2), math.ulp(1.0), math.copysign(1, -0.0))
