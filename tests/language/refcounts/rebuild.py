# Counts are back to where they were after heavy use: a check for leaks over many operations.
from sys import getrefcount as rc
import gc


class Thing:
    def __init__(self):
        self.a = 1

    def method(self, *args, **kw):
        return args


x = Thing()
key = "some_key_text"


def g(v):
    yield v
    yield from [v]


def operations():
    for i in range(20):
        l = [x] * i
        l.sort(key=id)
        t = tuple(l)
        d = {j: x for j in range(i)}
        s = {x}
        x.method(x, x, k=x)
        x.method(*l, **{"q": x})
        list(g(x))
        next(g(x))
        y = lambda: x
        y()
        try:
            raise ValueError(x)
        except ValueError as error:
            error.extra = x
        try:
            x.missing
        except AttributeError:
            pass
        try:
            x + x
        except TypeError:
            pass
        try:
            [][x]
        except TypeError:
            pass
        x.b = [x]
        del x.b
        f"{x is None}"
        z = [v for v in l if v is x]
        w = sorted(l, key=lambda v: 0)
        q = dict(zip(range(i), l))
        setattr(x, "c", x)
        delattr(x, "c")
        vars(x)["d"] = x
        del vars(x)["d"]
        isinstance(x, (int, Thing))
        {key: x}.get(key)
        max([x, x], key=lambda v: 1)
        (x, x) == (x, x)
        x in l
        a, b = x, x
        a, *b = [x, x, x]
        with open("/dev/null") as f:
            held = f, x
            del held
        match x:
            case Thing(a=1):
                pass
        exec("m = x", {"x": x})
        type("T", (Thing,), {"v": x})


gc.collect()
before = rc(x), rc(Thing), rc(key), rc(Thing.method), rc(operations)
operations()
gc.collect()
print([b - a for a, b in zip(before, (rc(x), rc(Thing), rc(key), rc(Thing.method), rc(operations)))])
operations()
gc.collect()
print([b - a for a, b in zip(before, (rc(x), rc(Thing), rc(key), rc(Thing.method), rc(operations)))])
print(vars(x))
