# Complex numbers: arithmetic, parsing, attributes, comparison, hashing and errors.
def attempt(f, *args):
    try:
        return f(*args)
    except (ArithmeticError, ValueError, TypeError, AttributeError) as error:
        return f"{type(error).__name__}: {error}"


import operator as op
values = [0j, 1 + 2j, -1.5j, complex(-0.0, 3), 2 + 0j, complex(1e200, -1e200)]
for a in values:
    for f in (op.add, op.sub, op.mul, op.truediv, op.pow):
        print(f.__name__, a, [attempt(f, a, b) for b in values[:5]], attempt(f, a, 2), attempt(f, 2, a), attempt(f, a, 0.5))
    print(a.real, a.imag, a.conjugate(), abs(a), -a, +a, bool(a), a == a, a == a.real, hash(a) == hash(a.real) or a.imag != 0)
for f in (op.floordiv, op.mod, divmod, op.lt, op.ge, op.and_):
    print(attempt(f, 1j, 2j), attempt(f, 1j, 1))
for args in ((), (1,), (1, 2), (1.5, -2.5), (1j, 1j), ("1",), ("1", 2), (1, "2"), (None,), ([],), ("1+1j ",), ("1+ 1j",), (10 ** 400,), (True, False)):
    print(args if args != (10 ** 400,) else "big", attempt(complex, *args))


class C:
    def __complex__(self):
        return 3 + 4j


class Bad:
    def __complex__(self):
        return 5


class F:
    def __float__(self):
        return 2.5


print(complex(C()), attempt(complex, Bad()), complex(F()), complex(F(), F()), attempt(abs, complex(1e308, 1e308)))
print(attempt(int, 1j), attempt(float, 1j), attempt(round, 1j), attempt(setattr, 1j, "real", 2), attempt(lambda: 1j < 2j), attempt(pow, 1j, 2, 3), attempt(pow, 0j, -1), attempt(pow, 0j, 1j))
print((1 + 2j) ** 2, (1 + 2j) ** -1, (1 + 2j) ** 0, 1j ** 2, (2 + 0j) ** 10, (1 + 1j) ** 100, (-1 + 0j) ** 0.5, 2 ** 1j, (1j) ** 1j)
nan, inf = float("nan"), float("inf")
print(complex(nan, 1), complex(inf, nan), complex(0, -inf), complex(1, -0.0), -complex(0, 0), complex(nan, 1) == complex(nan, 1), abs(complex(inf, nan)), complex(inf, 0) * 2)
print(1 + 2j, 1 - 2j, -(1 + 2j), 1j * 1j, 3.0 + 0j, 1e20 + 1e-5j, str(1j), repr(-1j), [1j, 2 + 3j], sum([1j, 2, 3.5]), 1j == 1, 1 + 0j == 1 == True, {1: "x"}[1 + 0j])
print(hash(1j), hash(1 + 1j), hash(0.5 + 0.25j), (5).__add__(1j), (1j).__radd__(5), (1j).__eq__(5), (1j).__eq__("x"), isinstance(1j, complex), complex.__mro__, 1j.__class__)
