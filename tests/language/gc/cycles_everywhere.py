# Cycles through every kind of object are found: functions, methods, cells, generators, frames, classes, exceptions.
import gc
import sys

gc.disable()
gc.collect()
count = 0


class Probe:
    def __del__(self):
        global count
        count += 1


def check(name, make):
    global count
    gc.collect()
    count = 0
    make()
    before = count
    gc.collect()
    print(name, before, count)


def through_list():
    l = [Probe()]
    l.append(l)


def through_dict_value():
    d = {"p": Probe()}
    d["d"] = d


def through_tuple():
    l = []
    t = (l, Probe())
    l.append(t)


def through_set():
    class H:
        pass
    h = H()
    h.p = Probe()
    h.s = {h}


def through_instance():
    p = Probe()
    p.me = p


def through_slots():
    class S:
        __slots__ = ("a", "p")
    s = S()
    s.a, s.p = s, Probe()


def through_closure():
    p = Probe()

    def f():
        return f, p


def through_default():
    def f(a=[]):
        pass
    f.__defaults__[0].extend([f, Probe()])


def through_method():
    p = Probe()
    p.m = p.__init__
    q = Probe()
    q.m = q.__del__


def through_generator():
    def g():
        p = Probe()
        yield me
        yield p
    me = [g()]
    next(me[0])
    me.append(me[0])


def through_class():
    class C:
        p = Probe()
    C.c = C


def through_plain_class():
    type("Q", (), {"p": Probe()})


def through_exception():
    p = Probe()
    try:
        raise ValueError(p)
    except ValueError as error:
        kept = error


def through_traceback():
    p = Probe()
    try:
        1 / 0
    except ZeroDivisionError:
        tb = sys.exc_info()[2]


def through_property():
    class C:
        pass
    p = Probe()
    C.x = property(lambda self: (C, p))


def through_iterator():
    l = [Probe()]
    l.append(iter(l))


def through_partial():
    import functools
    l = [Probe()]
    l.append(functools.partial(print, l))


def through_map():
    l = [Probe()]
    l.append(map(str, l))
    l.append(zip(l))
    l.append(enumerate(l))
    l.append(filter(None, l))
    l.append(reversed(l))


def through_dict_views():
    d = {"p": Probe()}
    d["v"] = d.items()
    d["k"] = d.keys()


def through_module():
    import types
    m = types.ModuleType("m")
    m.m = m
    m.p = Probe()


def through_subclass():
    class L(list):
        pass
    l = L([Probe()])
    l.attr = l


def through_memo():
    a = [Probe() for _ in range(3)]
    b = {"a": a}
    a.append(b)
    c = (a, b)
    b["c"] = c


def through_coroutine():
    async def co(x):
        p = Probe()
    l = []
    c = co(l)
    l.append(c)
    c.close()
    l.append(Probe())
    l.append(l)


def through_slice():
    l = [Probe()]
    l.append(slice(l))


def through_super():
    class A:
        pass
    a = A()
    a.p = Probe()
    a.s = super(A, a)


for name, make in list(globals().items()):
    if name.startswith("through_"):
        check(name, make)
