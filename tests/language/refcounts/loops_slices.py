# Counts through loops, iteration variables, slices, unpacking in loops and enumerate.
from sys import getrefcount as rc


class Thing:
    pass


def run():
    x = Thing()
    base = rc(x)
    out = []
    items = [x, None, x]
    out.append(rc(x) - base)
    for v in items:
        out.append(rc(x) - base)
    out.append(("after", rc(x) - base))
    del v
    for i, v in enumerate(items):
        out.append(rc(x) - base)
    v = None
    out.append(("enumerated", rc(x) - base))
    for a, b in [(x, x), (x, 1)]:
        out.append(rc(x) - base)
    del a, b
    out.append(("pairs", rc(x) - base))
    for k, v in {"a": x}.items():
        out.append(rc(x) - base)
    v = None
    part = items[::2]
    out.append(("slice", rc(x) - base))
    items[:] = []
    out.append(rc(x) - base)
    part *= 4
    out.append(rc(x) - base)
    part[2:6] = [None]
    out.append(rc(x) - base)
    part.reverse()
    del part[-1]
    out.append(rc(x) - base)
    it = iter(part)
    next(it)
    out.append(("iter", rc(x) - base))
    del part
    out.append(rc(x) - base)
    del it
    out.append(rc(x) - base)
    for v in (x for _ in range(2)):
        out.append(rc(x) - base)
        break
    v = None
    out.append(("break", rc(x) - base))
    while True:
        w = x
        break
    out.append(rc(x) - base)
    w = w and None
    out.append(rc(x) - base)
    first, *rest = [x] * 4
    out.append(("star", rc(x) - base))
    first = rest = None
    out.append(rc(x) - base)
    t = tuple([x] * 3)
    u = tuple(t)
    out.append(("tuple", rc(x) - base))
    t = t[1:]
    out.append(rc(x) - base)
    u = None
    out.append(rc(x) - base)
    d = dict(a=x)
    d2 = {**d, "b": x}
    out.append(("dict", rc(x) - base))
    d2 |= d
    out.append(rc(x) - base)
    return out, [rc(q) - base for q in [x]]


print(*run(), sep="\n")
