# weakref.proxy: attribute access, operators, calls, comparison, and use after death.
import weakref


class Thing:
    def __init__(self, v):
        self.v = v

    def __call__(self, *a):
        return "called", a

    def __len__(self):
        return 3

    def __getitem__(self, k):
        return "item", k

    def __setitem__(self, k, v):
        self.v = (k, v)

    def __add__(self, other):
        return "add", other

    def __radd__(self, other):
        return "radd", other

    def __iter__(self):
        return iter("abc")

    def __contains__(self, x):
        return x == 1

    def __eq__(self, other):
        return "eq"

    def __str__(self):
        return "thing str"

    def __bool__(self):
        return False

    def __neg__(self):
        return "neg"

    def __int__(self):
        return 7

    def __index__(self):
        return 2

    def __enter__(self):
        return "entered"

    def __exit__(self, *a):
        return None

    def method(self):
        return self.v

    __hash__ = None


x = Thing(5)
p = weakref.proxy(x)
print(p.v, p.method(), p(1), len(p), p["k"], p + 1, 1 + p, list(p), 1 in p, 2 in p, p == 3, str(p), bool(p), -p, int(p), [0, 1, 2][p])
p.v = 6
p["a"] = 1
print(x.v, isinstance(p, Thing), type(p).__name__, p.__class__ is Thing, weakref.proxy(x) is p, hasattr(p, "nothing"))
p.new = 1
del p.new
print(hasattr(x, "new"))
try:
    hash(p)
except TypeError as error:
    print(error)
print("at 0x" in repr(p), repr(p).startswith("<weakproxy"))


class Plain:
    pass


q = Plain()
pp = weakref.proxy(q)
print(type(pp).__name__, callable(pp), callable(p))
try:
    pp()
except TypeError as error:
    print(error)
try:
    pp + 1
except TypeError as error:
    print(error)
try:
    pp.missing
except AttributeError as error:
    print(error)
log = []
c = weakref.proxy(q, lambda ref: log.append("dead"))
del q
print(log)
for action in (lambda: pp.x, lambda: setattr(pp, "x", 1), lambda: bool(pp), lambda: str(pp), lambda: pp == 1, lambda: c + 1, lambda: len(pp), lambda: pp[0], lambda: list(pp), lambda: delattr(pp, "x"), lambda: -pp, lambda: repr(pp)[:10]):
    try:
        print(action())
    except (ReferenceError, TypeError) as error:
        print(type(error).__name__, error)
for bad in (5, "x", []):
    try:
        weakref.proxy(bad)
    except TypeError as error:
        print(error)
a = b = Thing(1)
pa = weakref.proxy(a)
pa += 5
print(pa)
print(weakref.getweakrefcount(b))
