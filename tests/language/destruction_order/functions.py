# When locals die: return, exceptions, generators, closures, loops and arguments.
log = []


class D:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        log.append(self.name)


def flush(label):
    print(label, *log)
    log.clear()


def locals_():
    a = D("a")
    b = D("b")
    c = D("c")
    log.append("returning")


locals_()
flush("locals")


def args(x, y, *rest, k=None):
    log.append("body")


args(D("x"), D("y"), D("r0"), D("r1"), k=D("k"))
flush("arguments")


def rebinding(x):
    x = None
    log.append("body")


rebinding(D("x"))
flush("rebound argument")


def returns():
    a = D("kept")
    b = D("dropped")
    return a


r = returns()
flush("return")
del r
flush("result")


def raising():
    a = D("in frame")
    raise ValueError


try:
    raising()
except ValueError as error:
    flush("in handler")
flush("after handler")


def early():
    for i in range(3):
        v = D("v%d" % i)
        if i == 1:
            return "early"


print(early())
flush("loop return")
for i in range(3):
    D("iteration %d" % i)
flush("loop")
for v in [D("e0"), D("e1"), D("e2")]:
    log.append("see " + v.name)
flush("for over temporary")
del v
flush("last")


def generator():
    a = D("gen local")
    try:
        yield 1
        yield 2
    finally:
        log.append("gen finally")


g = generator()
next(g)
del g
flush("generator dropped")
g = generator()
del g
flush("generator not started")
for v in generator():
    break
flush("break")


def closure():
    v = D("closed over")
    return lambda: v


f = closure()
flush("closure made")
del f
flush("closure dropped")


def cell_order():
    a = D("cell a")
    b = D("plain b")
    c = D("cell c")
    f = lambda: (a, c)
    log.append("end")


cell_order()
flush("cells")


def finally_order():
    a = D("a")
    try:
        b = D("b")
        return D("result")
    finally:
        log.append("finally")
        del a


finally_order()
flush("finally")


def nested():
    outer = D("outer")

    def inner():
        local = D("inner local")
    inner()
    log.append("back")


nested()
flush("nested")
[D("c%d" % i) for i in range(3)]
flush("comprehension")
print([D("n%d" % i).name for i in range(2)])
flush("names")
list(map(lambda v: v.name, [D("m0"), D("m1")]))
flush("map")


class C:
    attr = D("class attribute")
    log.append("class body")


import gc
del C
gc.collect()
flush("class")


def default(v=D("default")):
    pass


del default
flush("default")


def unwind(n):
    d = D("frame %d" % n)
    if n:
        unwind(n - 1)
    else:
        raise KeyError


try:
    unwind(3)
except KeyError:
    pass
flush("unwind")
with_ = type("M", (), {"__enter__": lambda s: D("entered"), "__exit__": lambda s, *a: log.append("exit")})
with with_():
    log.append("with body")
flush("with")
with with_() as v:
    pass
del v
flush("with as")
