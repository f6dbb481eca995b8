# The lines that a trace function is told, as CPython's instructions pass them: statements, loops, expressions over
# several lines.
import sys

events = []


def tracer(f, e, a):
    if f.f_code.co_filename != __file__ or f.f_code.co_name == 'run':
        return tracer
    events.append((f.f_code.co_name, f.f_lineno - f.f_code.co_firstlineno, e))
    return tracer


def run(fn, *args):
    events.clear()
    sys.settrace(tracer)
    try:
        r = fn(*args)
    except BaseException as x:
        r = repr(x)
    sys.settrace(None)
    print(fn.__name__, r)
    for e in events:
        print('  ', *e)


def passes(x):
    if x:
        pass
    if not x:
        pass
    else:
        pass
    try:
        pass
    except ValueError:
        pass
    finally:
        pass
    for i in ():
        pass
    for i in (1,2):
        pass
    else:
        pass
    while x:
        x -= 1
    while False:
        pass
    1
    ...
    return
run(passes,2)
def multi(a,b):
    c = (a +
         b)
    d = (a,
         b,
         c)
    e = [
        a,
        b,
    ]
    g = {
        'x': a,
        'y': b,
        'z':
            c,
    }
    h = max(
        a,
        b,
        key=lambda q:
            q)
    i = (a and
         b and
         c)
    j = (a
         if b
         else c)
    k = a < \
        b < \
        c
    print
    s = f"""{a}
    {b}
    {c}"""
    l = d[
        0
    ]
    m = (
        a
    )
    n = o = \
        a
    d2, \
    e2 = a, b
    return (a +
            b)
run(multi,1,2)
def loops():
    for i in range(2): pass
    for i in range(2):
        if i: continue
        else: break
    for i in range(3):
        if i == 1:
            continue
        if i == 2:
            break
    i = 0
    while True:
        i += 1
        if i > 2:
            break
    while i:
        i -= 1
        if i == 1:
            continue
    else:
        i = 7
    for (a,
         b) in [(1,2)]:
        a
    return i
run(loops)
def matching(v):
    match v:
        case 1:
            x = 1
        case [a, b]:
            x = a
        case {'k': q} if q:
            x = q
        case str() | int():
            pass
        case _:
            x = 0
    return x if v == 1 else 0
run(matching,1); run(matching,[1,2]); run(matching,{'k':1}); run(matching,'s'); run(matching,2.5)
def deco(f): return f
def nested():
    @deco
    @deco
    def inner(
        a=1,
        b=2,
    ):
        """doc"""
        return a
    class K:
        """doc"""
        x = 1
        @deco
        def m(self):
            return self
        y: int = 3
        z: int
    @deco
    class L(K):
        pass
    return inner() + K().m().x
run(nested)
def comps(n):
    a = [i
         for i in range(n)
         if i]
    b = {i: i for i in range(n)}
    c = {i for i in range(n)}
    d = list(i for i in range(n))
    e = [j for i in range(n)
           for j in range(i)]
    return a
run(comps,2)
def implicit(x):
    if x:
        x = 1
run(implicit,1); run(implicit,0)
def implicit2(x):
    for i in x:
        y = 1
run(implicit2,[1])
def dels():
    x = 1
    y = [1]
    del y[0], \
        x
    global zz
    zz = 1
    assert zz
    assert zz, 'm'
    try:
        assert not zz, \
          'foo'
    except AssertionError: pass
    import os, \
        re
    from os import (path,
        sep)
    lam = lambda: 1
    lam()
    x = not zz
    y = -zz
    x += 1
    y[0] if 0 else 1
run(dels)
def elifs(x):
    if x == 1:
        y = 1
    elif x == 2:
        y = 2
    elif x == 3:
        pass
    else:
        y = 4
for i in range(1,5): run(elifs,i)
def boolconds(a,b):
    if (a and
        b):
        x = 1
    if (a or
        b):
        x = 2
    if not (a
            or b):
        x = 3
    while (a and
           not b):
        a = 0
    x = a if b else \
        b
    return (not a
            or b)
run(boolconds,1,0); run(boolconds,0,1)
def chain(o):
    return (o
        .strip()
        .upper()
        .lower(
        ))
run(chain,' a ')
def calls():
    return dict(
        a=1,
        b=2,
        **{'c':
           3},
    )
run(calls)
def yields():
    x = yield 1
    y = yield (
        2)
    try:
        yield 3
    finally:
        z = 1
    yield from [1,
                2]
    return 4
def drive():
    for v in yields():
        v
    g = yields()
    next(g); g.send(4)
    next(g)
    g.close()
    g = yields()
    try:
        g.throw(KeyError)
    except KeyError: pass
    g = yields(); next(g)
    try: g.throw(KeyError)
    except KeyError: pass
run(drive)
def inf():
    n = 0
    while 1:
        n += 1
        if n == 3: return n
run(inf)
def loopif(n):
    for i in range(n):
        if i:
            x = 1
    for i in range(n):
        if i:
            x = 1
        else:
            x = 2
    for i in range(n):
        if i: x = 1
    while n:
        if n == 1:
            n = 0
        else:
            n = 1
run(loopif,2)
