# Every binary operator on every pair of built-in types: the result or the error.
import operator

values = [None, True, 0, 5, -3, 2 ** 70, 1.5, 2j, "ab", b"xy", [1], (2,), {3}, {"k": 4}, frozenset([5]), range(2), bytearray(b"q"), slice(1), ..., int, len]
names = "add sub mul truediv floordiv mod pow lshift rshift and_ or_ xor matmul lt le eq ne gt ge contains getitem is_ iadd imul ior concat".split()
for name in names:
    f = getattr(operator, name)
    for a in values:
        row = []
        for b in values:
            if name in ("lshift",) and isinstance(b, int) and b > 1000 or name in ("pow", "mul", "imul") and isinstance(b, int) and b > 1000 and not isinstance(a, float) or name in ("mul", "imul") and isinstance(a, int) and a > 1000 and not isinstance(b, (int, float, complex)):
                row.append("skipped")
                continue
            if name in ("iadd", "ior", "imul"):
                a2 = type(a)(a) if isinstance(a, (list, set, dict, bytearray)) else a
            else:
                a2 = a
            try:
                r = f(a2, b)
                if isinstance(r, (set, frozenset)):
                    r = type(r).__name__, sorted(map(repr, r))
                row.append(r)
            except Exception as error:
                row.append(f"{type(error).__name__}: {error}")
        print(name, repr(a)[:24], row)
for name in ("neg", "pos", "invert", "abs", "not_", "truth", "index"):
    f = getattr(operator, name)
    row = []
    for a in values:
        try:
            row.append(f(a))
        except Exception as error:
            row.append(f"{type(error).__name__}: {error}")
    print(name, row)
