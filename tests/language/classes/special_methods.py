# Operator special methods: binary, reflected, in-place, unary, NotImplemented and subclass priority.
class N:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return self.name


def define(cls, name, result=None):
    def method(self, *args):
        log.append((cls.__name__, name))
        return NotImplemented if result is NotImplemented else (name, *map(str, args))
    setattr(cls, name, method)


import operator

OPS = ["add", "sub", "mul", "truediv", "floordiv", "mod", "pow", "lshift", "rshift", "and", "or", "xor", "matmul"]


class Left(N):
    pass


class Right(N):
    pass


class Child(Left):
    pass


class Refuses(N):
    pass


for op in OPS:
    define(Left, f"__{op}__")
    define(Right, f"__r{op}__")
    define(Child, f"__r{op}__")
    define(Refuses, f"__{op}__", NotImplemented)
    define(Refuses, f"__i{op}__", NotImplemented)
for op in OPS:
    function = getattr(operator, {"and": "and_", "or": "or_"}.get(op, op))
    inplace = getattr(operator, "i" + op)
    for a, b in ((Left("l"), Right("r")), (5, Right("r")), (Left("l"), Child("c")), (Refuses("x"), Right("r")), (Right("r"), Left("l"))):
        log = []
        try:
            print(op, function(a, b), log, inplace(a, b))
        except TypeError as error:
            print(op, error, log)
log = []


class Unary:
    def __neg__(self): return "neg"
    def __pos__(self): return "pos"
    def __invert__(self): return "invert"
    def __abs__(self): return "abs"
    def __round__(self, n=None): return "round", n
    def __trunc__(self): return 7
    def __floor__(self): return "floor"
    def __ceil__(self): return "ceil"
    def __int__(self): return 3
    def __float__(self): return 2.5
    def __complex__(self): return 1j
    def __index__(self): return 4
    def __divmod__(self, other): return "divmod", other
    def __rdivmod__(self, other): return "rdivmod", other
    def __pow__(self, other, mod=None): return "pow", other, mod
    def __bool__(self): return False


u = Unary()
import math
print(-u, +u, ~u, abs(u), round(u), round(u, 2), math.trunc(u), math.floor(u), math.ceil(u), int(u), float(u), complex(u))
print(divmod(u, 1), divmod(1, u), pow(u, 2), pow(u, 2, 3), bool(u), [10, 11, 12, 13, 14][u], hex(u), range(u), "ab" * u, bytes(u))


class InPlace(N):
    def __iadd__(self, other):
        self.name += str(other)
        return self

    def __add__(self, other):
        return InPlace("fresh")

    def __isub__(self, other):
        return "not self"


p = q = InPlace("p")
p += 1
print(p, p is q)
p -= 1
print(p, q)
for expression in ("-N('')", "+N('')", "~N('')", "abs(N(''))", "N('') + 1", "1 + N('')", "N('') @ 1", "N('') ** 2", "pow(N(''), 2, 3)", "divmod(1, N(''))",
                   "N('')[0]", "N('')()", "len(N(''))", "iter(N(''))", "next(N(''))", "1 in N('')", "N('') < N('')", "round(N(''))", "int(N(''))", "float(N(''))", "[][N('')]", "x = N(''); x += 1"):
    try:
        exec(expression)
    except TypeError as error:
        print(expression, "->", error)
