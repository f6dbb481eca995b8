# Counts of small integers, cached strings and constants: they rise and fall like those of any other object.
from sys import getrefcount as rc


def chain():
    base = rc(123)
    out = []
    a = 123
    out.append(rc(123) - base)
    b = a
    out.append(rc(123) - base)
    c = [a, b]
    out.append(rc(123) - base)
    d = {"k": 123, 123: "v"}
    out.append(rc(123) - base)
    del a
    out.append(rc(123) - base)
    b = 124
    out.append(rc(123) - base)
    c.pop()
    out.append(rc(123) - base)
    d.clear()
    out.append(rc(123) - base)
    c.clear()
    out.append(rc(123) - base)
    return out


print(chain())


def computed():
    n = 200
    base = rc(n)
    a = 100 + 100
    b = int("200")
    c = len("x" * n)
    d = [n - 0, n * 1, n // 1]
    return rc(n) - base


print(computed())


def strings():
    s = "interned_name"
    base = rc(s)
    a = "interned_name"
    b = s
    c = {s: s}
    middle = rc(s) - base
    del a, b, c
    return middle, rc(s) - base


print(strings())


def chars():
    base = rc("q")
    held = ["xqx"[1] for _ in range(10)]
    middle = rc("q") - base
    del held
    return middle, rc("q") - base


print(chars())


def singletons():
    out = []
    for v in (None, True, False, ..., NotImplemented, (), ""):
        base = rc(v)
        held = [v] * 100
        middle = rc(v) - base
        del held
        out.append((middle, rc(v) - base))
    return out


print(singletons())


def big_ints():
    n = int("1000000007")
    base = rc(n)
    m = n
    k = [n]
    return base, rc(n) - base, rc(int("1000000007")), rc(n + 1)


print(big_ints())


def loop():
    base = rc(50)
    for i in range(100):
        if i == 50:
            inside = rc(50) - base
    return inside, rc(50) - base


print(loop())


def types():
    out = []
    for t in (int, list, dict):
        base = rc(t)
        held = [t, t, (t,)]
        out.append(rc(t) - base)
        del held
        out.append(rc(t) - base)
    return out


print(types())
