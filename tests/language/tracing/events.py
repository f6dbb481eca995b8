# Events and their arguments: exceptions on their way, iterators, generators, coroutines, asynchronous generators,
# methods called by operators, modules.
import sys
events=[]
def tracer(f,e,a):
    if f.f_code.co_filename!=__file__ or f.f_code.co_name=='run': return None
    if e=='exception': a=(a[0].__name__,str(a[1]),a[2] is not None)
    elif e=='return': a='' if f.f_code.co_name=='agen' else type(a).__name__
    events.append((f.f_code.co_name,f.f_lineno-f.f_code.co_firstlineno,e,a))
    return tracer
def run(fn,*args):
    events.clear()
    sys.settrace(tracer)
    try:
        r=fn(*args)
    except BaseException as x: r=repr(x)
    sys.settrace(None)
    print(fn.__name__,r)
    for e in events: print('  ',*e)
class Awaitable:
    def __await__(self):
        yield 5
        return 6
async def co(x):
    y = await Awaitable()
    return y + x
async def agen():
    yield 1
    await co(1)
    yield 2
class ACM:
    async def __aenter__(self): return 1
    async def __aexit__(self,*a):
        return True
async def main():
    async for v in agen():
        w = v
    async with ACM() as q:
        raise ValueError
    r = [v async for v in agen()]
    try:
        async for v in agen():
            raise KeyError
    except KeyError:
        pass
    return r
def driveco():
    c = main()
    n = 0
    try:
        while True:
            c.send(None)
            n += 1
    except StopIteration as e:
        return n, e.value
run(driveco)
class It:
    def __init__(self): self.n=0
    def __iter__(self): return self
    def __next__(self):
        self.n+=1
        if self.n>2: raise StopIteration
        return self.n
def useit():
    for i in It():
        i
    a, b = It()
    return list(It())
run(useit)
def inner():
    raise ValueError('x')
def outer():
    try:
        inner()
    except ValueError as e:
        raise KeyError from e
    finally:
        x = 1
run(outer)
def deep(n):
    if n: return deep(n-1)
    return 1/0
def catches():
    try:
        deep(2)
    except ZeroDivisionError:
        return 'caught'
run(catches)
class P:
    @property
    def x(self):
        return 1
    def __getitem__(self,i):
        return i
    def __add__(self,o):
        return o
    def __bool__(self):
        return True
    def __init__(self):
        self.y=2
    def __eq__(self,o):
        return True
    def __del__(self):
        pass
def ops():
    p=P()
    p.x
    p[1]
    p+1
    if p:
        pass
    p==1
    sorted([3,1],key=lambda v:
        v)
    del p
    exec("a=1\nb=2")
    eval("1+\\\n1")
run(ops)
def genexc():
    try:
        yield 1
        yield 2
    except ValueError:
        yield 3
    finally:
        z=1
def usegen():
    g=genexc()
    next(g)
    g.throw(ValueError)
    g.close()
    g=genexc()
    next(g)
    del g
    g=genexc()
    g.close()
    def d():
        r=yield from genexc()
    for x in d(): x
    g=d()
    next(g)
    try:
        g.throw(KeyError)
    except KeyError:
        return 1
run(usegen)
src='''import os
def f():
    return 1
class A:
    x = 1
    def m(self): pass

for i in range(2):
    f()
if i:
    pass
'''
def modules():
    exec(compile(src,__file__,'exec'),{})
run(modules)
