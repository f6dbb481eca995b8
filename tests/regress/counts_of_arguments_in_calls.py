# What a call holds: __call__ of a class packs its arguments; constants of a running text are kept by what the parser made.
from sys import getrefcount as rc


class C:
    def __call__(self, *args, **kw):
        return rc(x) - base

    def one(self, a):
        return rc(x) - base


class Direct:
    def __call__(self, a):
        return rc(x) - base


x = object()
base = rc(x)
c = C()
print(c(), c(x), c(x, x), c(k=x), c(*[x]), Direct()(x), c.one(x), Direct().__call__(x), rc(x) - base)
print(rc(12345678), rc(1.25), rc("some words"), rc(10**30), rc((1, 2, 3)), rc(b"bytes"))


def f():
    return rc(12345679), rc(2.25), rc("other words"), rc(10**31), rc((1, 2, 4)), rc(b"more")


print(f())
exec("print(rc(7654321), rc(3.25), rc((7, 'x y')))")
code = compile("print(rc(7654322), rc(4.25), rc((8, 'x y')))", "name", "exec")
exec(code)
print(eval("rc(87654321)"))
