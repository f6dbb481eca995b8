# Counts seen inside calls: positional, keyword, starred, default and nested arguments.
from sys import getrefcount as rc


class Thing:
    pass


x = Thing()
base = rc(x)


def one(a):
    return rc(x) - base


def two(a, b):
    return rc(x) - base


def stars(*args):
    return rc(x) - base


def keywords(**kw):
    return rc(x) - base


def deleted(a):
    before = rc(x) - base
    del a
    return before, rc(x) - base


def rebound(a):
    a = None
    return rc(x) - base


def nested(a):
    return one(a)


def depth(a, n):
    return rc(x) - base if n == 0 else depth(a, n - 1)


def keep(a, bag=[]):
    bag.append(a)
    return rc(x) - base


print("one", one(x), rc(x) - base)
print("keyword", one(a=x), rc(x) - base)
print("two", two(x, x), rc(x) - base)
print("star", stars(x), stars(x, x), rc(x) - base)
print("unpacked", stars(*[x, x]), one(*[x]), one(*(x,)), rc(x) - base)
print("kwargs", keywords(k=x), keywords(**{"k": x}), rc(x) - base)
print("deleted", deleted(x), "rebound", rebound(x), rc(x) - base)
print("nested", nested(x), "depth", depth(x, 5), rc(x) - base)
print("keep", keep(x), keep(x), rc(x) - base)
keep.__defaults__[0].clear()
print(rc(x) - base)


def default(a=x):
    return rc(x) - base


print("default", rc(x) - base, default(), default(x))
del default
print(rc(x) - base)
print("lambda", (lambda a: rc(a) - base)(x), (lambda a: rc(x) - base)(x))
print("native", len([x]), rc(x) - base, isinstance(x, Thing), rc(x) - base)


class Callee:
    def method(self, a):
        return rc(x) - base

    @staticmethod
    def static(a):
        return rc(x) - base

    @classmethod
    def cls(cls, a):
        return rc(x) - base

    def __call__(self, a):
        return rc(x) - base

    def __getitem__(self, a):
        return rc(x) - base

    def __add__(self, a):
        return rc(x) - base


c = Callee()
print("method", c.method(x), c.static(x), c.cls(x), c(x), c[x], c + x, rc(x) - base)


def returns(a):
    return a


print("returned", rc(returns(x)) - base, rc(returns(returns(x))) - base, rc(x) - base)
r = returns(x)
print(rc(x) - base)
del r


def raises(a):
    raise ValueError


try:
    raises(x)
except ValueError:
    print("in handler", rc(x) - base)
print("after", rc(x) - base)
try:
    one(x, x)
except TypeError:
    print(rc(x) - base)
print(rc(x) - base)
