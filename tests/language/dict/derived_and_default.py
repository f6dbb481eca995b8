# Classes derived from dict that iterate in their own way; defaultdict and OrderedDict wherever a dict is asked for.
class D1(dict):
    def keys(self): return ['k']
    def __getitem__(self,k): return 'v'+k
class D2(dict):
    def __iter__(self): return iter(['fake'])
    def __getitem__(self,k): return 'w'+k
class D3(dict):
    def __getitem__(self,k): return 'z'
def f(**k): return k
for D in (D1,D2,D3):
    d=D(a=1)
    for g in (dict, lambda x: dict(x,y=2), lambda x:{**x}, lambda x:f(**x), lambda x:{}|x, lambda x: x|{}, dict.copy, lambda x:(lambda e:(e.update(x),e))({}), lambda x: dict.fromkeys(x), list, lambda x: D(x), lambda x: D(x).__class__, lambda x: dict(x.items())):
        try: print(g(d))
        except Exception as e: print(type(e).__name__, e)
import collections
x=collections.defaultdict(int,a=1)
o=collections.OrderedDict(a=1)
for z in (x,o): print({}|z, dict(z), {**z}, f(**z), z|{}, eval('a',z.copy()), eval('a',{},z))
exec('b=1',x); print(sorted(k for k in x if k[0]!='_'))
class C: pass
c=C(); c.__dict__=x; print(c.a); 
def g(): pass
g.__dict__=x; print(g.a); g.__kwdefaults__=x; g.__annotations__=x
print(type('T',(),x).a)
import types
print(types.FunctionType(g.__code__,x).__name__)
