# Operators of sequences beside numbers, their methods called directly, messages of natives, exec with a closure.
def t(f,*a,**k):
    try: print(f(*a,**k))
    except Exception as e: print(type(e).__name__, e)
t(super,1,2,3); t(super,int,2,3); t(super, x=1)
class A:
    def f(self): super(1,2,3)
t(A().f)
import types
t(types.ModuleType); t(types.ModuleType,1); t(types.ModuleType,1,2,3)
t(types.ModuleType,"a",x=1)
NT=type(None)
t(NT,1); t(NT,1,2,3);t(NT,a=1); t(type(...),1); t(type(NotImplemented),1); t(type(...),a=1)
import collections, itertools, operator
t(collections.deque([1]).remove,'zz')
t(itertools.zip_longest, [1], bad=2)
t(itertools.zip_longest, [1], fillvalue=2, bad=2)
t(operator.itemgetter); t(operator.contains, 5, 1); t(operator.itemgetter,x=1); t(operator.attrgetter); t(operator.countOf,5,1); t(operator.indexOf,5,1)
t(operator.methodcaller)
m=types.ModuleType('q')
def s(): m.__dict__={}
t(s)
def s(): del m.__dict__
t(s)
t(str.__add__,"a",1); t([].__mul__,'a'); t([].__mul__,1.5);t(().__add__,[1]); t(b''.__add__,'q'); t(bytearray().__iadd__,'q');t(bytearray().__add__,1)
class X:
    def __index__(self): return 2
    def __rmul__(self,o): return 'rm'
    def __radd__(self,o): return 'ra'
class Y(X):
    def __rmul__(self,o): return NotImplemented
class I(int): pass
for s in ('ab',[1],(1,),b'c',bytearray(b'd'),collections.deque([1])):
    for x in (X(),Y(),I(2),True,'a',1.5,None):
        t(lambda: s*x); t(lambda: x*s); t(lambda: s+x); t(lambda:x+s)
        t(lambda: type(s).__mul__(s,x)); t(lambda: type(s).__add__(s,x)); 
        t(lambda: type(s).__rmul__(s,x)) if hasattr(s,'__rmul__') else 0
class L(list):
    def __add__(self,o): return super().__add__(o)
t(lambda: L()+1); t(lambda: L()+X())
t(eval,'1',5);t(eval,'1',{},5);t(eval,'1',[], {}); t(exec,'1',5);t(exec,'1',{},5); t(exec,'1',[]);t(eval,'1',None,[])
t(eval,5); t(exec,5); t(compile,5,'f','exec'); t(eval,bytearray(b'1+1')); t(eval,memoryview(b'1+2')); t(compile,'1',5,'exec'); t(compile,'1','f','x');t(compile,'1','f','exec',99999999)
def outer():
    a=1
    def inner(): return a
    return inner
f=outer()
t(exec,f.__code__,{}); t(exec,f.__code__,{},closure=f.__closure__); t(exec,f.__code__,{},closure=()); t(exec,f.__code__,{},closure=(1,)); t(exec,"1",closure=f.__closure__); t(eval,f.__code__); t(exec,compile("1","f","exec"),closure=f.__closure__); t(exec,compile("1","f","exec"),closure=None); t(exec,f.__code__,{},closure=[1]) 
