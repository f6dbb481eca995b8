# Annotations on variables, functions and classes: what is evaluated, stored and in which order.
order = []


def note(x):
    order.append(x)
    return x


a: note("a") = note("value a")
b: note("b")
(c): note("c") = 1
box = type("Box", (), {})()
box.attr: note("attr") = note("attr value")
d = {}
d["k"]: note("item") = note("item value")
print(order, __annotations__, box.attr, d)
order.clear()


def f(x: note("x"), y: note("y") = note("default"), *args: note("args"), z: note("z") = 1, **kw: note("kw")) -> note("return"):
    local: note("never") = 5
    unset: note("never either")
    return local


print(order, f.__annotations__, f(1))


def g():
    q: int
    try:
        return q
    except UnboundLocalError as error:
        return str(error)


print(g())
order.clear()


class C:
    x: note("cx")
    y: note("cy") = 3
    __z: note("cz") = 4


class D(C):
    pass


print(order, C.__annotations__, "__annotations__" in vars(D), D.__annotations__ == C.__annotations__, hasattr(C, "x"))
lam = lambda x: x
print(lam.__annotations__)
f.__annotations__ = {"new": 1}
print(f.__annotations__)
del f.__annotations__
print(f.__annotations__)
try:
    f.__annotations__ = 5
except TypeError as error:
    print(error)
space = {}
exec("x: int = 1\ny: str", space)
print(space["__annotations__"], "y" in space)
exec("from __future__ import annotations\nx: undefined_name = 1\ndef f(a: also.undefined[5]) -> None: pass", space)
print(space["__annotations__"], space["f"].__annotations__)
