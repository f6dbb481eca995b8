# The events of sys.setprofile(): calls of Python functions and of natives, their ends, their exceptions.
import sys, math as M
ev=[]
def prof(f,e,a):
    ev.append((f.f_code.co_name,f.f_lineno-f.f_code.co_firstlineno,e,getattr(a,'__name__',a)))
def run(fn):
    ev.clear()
    sys.setprofile(prof)
    try: fn()
    except Exception as e: pass
    sys.setprofile(None)
    print(fn.__name__)
    for x in ev: print('  ',*x)
def a():
    len([1]); [].append(1); int('3')
    list.append([], 1)
    max(*[1,2]); max(1,2,key=lambda x: x)
    dict(a=1); {}.update(a=1); "a".join(["b"])
    str.upper("a"); dict.fromkeys([1]); (1).__add__(2)
    isinstance(1,int); sorted([2,1],key=abs)
run(a)
def b():
    try: len(1)
    except TypeError: pass
    int('x')
run(b)
def gen():
    yield 1
    yield 2
def c():
    sum(gen()); list(gen()); any(x for x in gen()); [x for x in gen()]
    for x in gen(): pass
    g=gen(); next(g); g.close()
    next(iter([]),None)
run(c)
class K:
    def __init__(self): self.x=1
    def __len__(self): return 3
    @property
    def p(self): return 1
def d():
    k=K(); len(k); k.p; print; getattr(k,'p')
    class L(K): pass
    exec('1')
    pass
    M.sqrt(4); M.floor(2.5)
run(d)
def badprof(f,e,a):
    if e=='c_call': raise ValueError('bp')
sys.setprofile(badprof)
try: len([])
except ValueError as x: print('got',x,sys.getprofile())
def both():
    len([])
    return 1
def tr(f,e,a):
    if f.f_code.co_name=='both': ev.append(('T',e))
    return tr
ev.clear()
sys.settrace(tr); sys.setprofile(prof)
both()
sys.setprofile(None); sys.settrace(None)
for x in ev: print(*x)
