# What trace functions may do: return another one, raise, change variables, begin in frames that run already, ask for
# fewer or more events.
import sys
# tracer returning None / other local
def t2(f,e,a):
    print('t2',e,f.f_code.co_name); return None
def t3(f,e,a):
    if e=='call': print('t3 call'); return t4
def t4(f,e,a):
    print('t4',e,f.f_lineno-f.f_code.co_firstlineno); 
    return t5
def t5(f,e,a): print('t5',e,f.f_lineno-f.f_code.co_firstlineno)
def target():
    a=1
    b=2
    return a+b
for t in (t2,t3):
    sys.settrace(t); target(); sys.settrace(None)
# raising
def bad(f,e,a):
    if e=='line' and f.f_lineno-f.f_code.co_firstlineno==2: raise RuntimeError('bad')
    return bad
sys.settrace(bad)
try: target()
except RuntimeError as x:
    import traceback
    print(x, sys.gettrace(), [ (t.name) for t in traceback.extract_tb(x.__traceback__)])
def bad2(f,e,a): 
    if e==kind: raise RuntimeError(kind)
    return bad2
def target2():
    try:
        target()
        1/0
    except ZeroDivisionError: return 'zd'
    except RuntimeError as e: return 'rt',str(e)
for kind in ('call','line','return','exception'):
    sys.settrace(bad2)
    try: print(target2())
    except RuntimeError as x: print('out',x)
    print(sys.gettrace())
    sys.settrace(None)
# f_trace on running frames
def setback():
    def t(f,e,a):
        print('back',e,f.f_lineno-f.f_code.co_firstlineno); return t
    f=sys._getframe().f_back
    sys.settrace(lambda *a: None)
    f.f_trace=t
def uses():
    x=1
    setback()
    y=2
    return y
uses()
sys.settrace(None)
# modification of locals
def mod(f,e,a):
    if e=='line' and 'x' in f.f_locals: f.f_locals['x']=99; f.f_locals['w']=1
    return mod
def victim():
    x=1
    y=x
    def inner(): return x
    return x,y,inner()
def victim2():
    x=1
    y=x
    return x,y
sys.settrace(mod); r=victim(); r2=victim2(); sys.settrace(None); print(r,r2)
print(sys.getprofile(), sys.gettrace())
def lines_off(f,e,a):
    f.f_trace_lines=False
    print('lo',e); return lines_off
sys.settrace(lines_off); target(); sys.settrace(None)
def ops_on(f,e,a):
    f.f_trace_opcodes=True
    if e=='opcode': seen.add(e)
    return ops_on
seen=set()
sys.settrace(ops_on); target(); sys.settrace(None); print(seen)
f=sys._getframe()
for n,v in (('f_trace_lines',1),('f_trace_opcodes',2),('f_lineno','a'),('f_lineno',3)):
    try: setattr(f,n,v)
    except Exception as x: print(type(x).__name__,x)
try: del f.f_lineno
except Exception as x: print(type(x).__name__,x)
def ct():
    def t(f,e,a):
        print('ct',f.f_code.co_name,e)
        if f.f_code.co_name=='target' and e=='line' and not done:
            done.append(1)
            print(sys.call_tracing(target2,()))
        return t
    done=[]
    sys.settrace(t); target(); sys.settrace(None)
ct()
