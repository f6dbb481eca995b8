# Counts of objects in cells, closures, defaults, comprehensions and functions themselves.
from sys import getrefcount as rc


class Thing:
    pass


x = Thing()
base = rc(x)


def close(v):
    def inner():
        return rc(v) - base

    def other():
        return v
    return inner, other


inner, other = close(x)
print("closed", rc(x) - base, inner(), rc(other()) - base)
del inner
print(rc(x) - base)
cell = other.__closure__[0]
del other
print("cell", rc(x) - base)
del cell
print(rc(x) - base)
f = lambda v=x: v
print("default", rc(x) - base)
f.__defaults__ = (1,)
print(rc(x) - base)
f.attribute = x
print("attribute", rc(x) - base)
del f
print(rc(x) - base)


def comprehension():
    out = [rc(x) - base for v in [x]]
    out += [rc(x) - base for _ in range(2)]
    return out, rc(x) - base


print(comprehension(), rc(x) - base)
fs = [lambda: v for v in [x, x]]
print("lambdas over one cell", rc(x) - base)
del fs
print(rc(x) - base)
g = (rc(x) - base for v in [x])
print("generator expression", rc(x) - base)
print(next(g), rc(x) - base, list(g), rc(x) - base)


def outer():
    v = x

    def one():
        nonlocal v
        v = None
        return rc(x) - base
    before = rc(x) - base
    return before, one(), rc(x) - base


print(outer(), rc(x) - base)


def decorated():
    return 1


function_base = rc(decorated)
alias = decorated
holder = [decorated, decorated]
print("function", rc(decorated) - function_base)
del alias, holder
print(rc(decorated) - function_base)
wrapped = (lambda fn: lambda: fn())(decorated)
print(rc(decorated) - function_base)
del wrapped
code_base = rc(decorated.__code__)
made = [type(decorated)(decorated.__code__, {}) for _ in range(3)]
print("code", rc(decorated.__code__) - code_base)
del made
print(rc(decorated.__code__) - code_base)


def recursive():
    def fact(n):
        return 1 if n < 2 else n * fact(n - 1)
    fact(3)
    return rc(fact)


print(recursive())


class WithClass:
    kept = x
    method = lambda self, v=x: v


print("class body", rc(x) - base)
del WithClass
import gc
gc.collect()
print(rc(x) - base)
partial = __import__("functools").partial(print, x, end=x)
print("partial", rc(x) - base)
del partial
print(rc(x) - base)
