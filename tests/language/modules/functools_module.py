# functools: partial, reduce, lru_cache, wraps, total_ordering, singledispatch, cached_property, cmp_to_key.
import functools


def attempt(f, *args, **kw):
    try:
        return f(*args, **kw)
    except Exception as error:
        return f"{type(error).__name__}: {error}"


p = functools.partial(lambda *a, **k: (a, sorted(k.items())), 1, x=2)
q = functools.partial(p, 3, y=4)
print(p(5), p(x=9), q(), q.args, q.keywords, q.func is p.func, attempt(functools.partial), attempt(functools.partial, 5), functools.partial(int, base=2)("101"))
p.attr = 1
print(p.attr, functools.partial(print).func is print)
print(functools.reduce(lambda a, b: a + b, [1, 2, 3]), functools.reduce(lambda a, b: a * b, [], 5), functools.reduce(max, [3, 9, 2]), attempt(functools.reduce, max, []), attempt(functools.reduce, max, 5), functools.reduce(lambda a, b: (a, b), "abcd"))
calls = []


@functools.lru_cache(maxsize=2)
def slow(x, y=0):
    calls.append(x)
    return x * 2


print(slow(1), slow(1), slow(2), slow(3), slow(1), slow(x=1), calls, slow.cache_info(), slow.cache_parameters())
slow.cache_clear()
print(slow.cache_info(), attempt(slow, []), slow.__name__, slow.__wrapped__(4))


@functools.cache
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


print(fib(90), fib.cache_info())


@functools.lru_cache(typed=True)
def typed(x):
    return type(x).__name__


print(typed(1), typed(1.0), typed(True), typed.cache_info().currsize)


def deco(f):
    @functools.wraps(f)
    def wrapper(*a):
        """wrapper doc"""
        return f(*a)
    return wrapper


@deco
def documented(x):
    """the doc"""
    return x


print(documented.__name__, documented.__doc__, documented.__wrapped__(5), documented.__qualname__)


@functools.total_ordering
class V:
    def __init__(self, v):
        self.v = v

    def __eq__(self, o):
        return self.v == o.v

    def __lt__(self, o):
        return self.v < o.v


print(V(1) <= V(1), V(2) > V(1), V(1) >= V(2), sorted([V(3), V(1)])[0].v)


@functools.singledispatch
def show(x):
    return "default"


@show.register
def _(x: int):
    return "int"


@show.register(list)
def _(x):
    return "list " + show(x[0])


show.register(str, lambda x: "str")
print(show(1), show([1]), show("a"), show(1.5), show(True), show.dispatch(dict)(1), sorted(k.__name__ for k in show.registry))


class C:
    @functools.cached_property
    def value(self):
        calls.append("computed")
        return 42

    @functools.singledispatchmethod
    def m(self, x):
        return "base"

    @m.register
    def _(self, x: int):
        return "int method"

    pm = functools.partialmethod(lambda self, a, b: (a, b), 1)


c = C()
calls.clear()
print(c.value, c.value, calls, vars(c), c.m(1), c.m("x"), c.pm(2))
print(sorted("bca", key=functools.cmp_to_key(lambda a, b: (a > b) - (a < b))), functools.cmp_to_key(lambda a, b: 0)(1) == functools.cmp_to_key(lambda a, b: 0)(2))
