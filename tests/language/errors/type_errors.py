# Messages of TypeError for wrong operands, calls, subscripts, attributes and conversions.
class C:
    def m(self, a):
        pass


def f(a, b=1, *, c):
    pass


expressions = """
1 + 'a'
'a' + 1
[] + ()
() + []
{} + {}
None + 1
1 - None
'a' * 'b'
'a' - 'b'
-'a'
~1.0
+[]
not_callable = 5; not_callable()
None()
'abc'()
[1]()
C().m()
C().m(1, 2)
C.m()
C(1)
f()
f(1)
f(1, 2, 3, c=1)
f(1, c=2, d=3)
f(1, a=2, c=3)
len()
len(1)
len(1, 2)
len(x=1)
abs('a')
int([])
int('1', 2, 3)
float([])
str(1, 2)
list(1)
tuple(None)
dict(1)
set(1)
1[0]
None[0]
'abc'['a']
[1]['a']
(1,)['a']
{}[[]]
{[]: 1}
{{}}
C()[0]
C[0]
del_ = 1; del del_[0]
x = 1; x[0] = 2
x = 'abc'; x[0] = 'd'
x = (1,); x[0] = 2
C() + C()
C() < C()
1 < 'a'
[] < {}
1 in 1
'a' in 1
1 in 'abc'
for i in 5: pass
[*5]
f(*5)
f(**5)
a, b = 5
a, b = None
with 5: pass
raise 5
raise 'text'
import_ = __import__(5)
iter(5)
next([])
next(5)
isinstance(1, 1)
issubclass(1, int)
range('a')
range()
range(1, 2, 3, 4)
sum(['a'])
max(1)
max()
sorted(1)
sorted([1, 'a'])
reversed(1)
zip(1)
map()
enumerate()
chr('a')
ord(1)
ord('ab')
hex('a')
round('a')
pow(1)
pow('a', 2)
divmod(1, 'a')
hash([])
hash({})
hash(set())
type(1, 2)
object(1)
super()
getattr(1)
setattr(1, 2)
print(1, sep=1)
'%d' % 'a'
'%s %s' % 1
'{:d}'.format('a')
'a'.join([1])
'a'.split(1)
'a'.replace(1, 2)
b'a' + 'a'
b'a'.join(['a'])
bytes('a')
bytearray('a')
memoryview('a')
slice()
complex('1', 2)
[].append()
[].append(1, 2)
[].sort(1)
{}.get()
{}.update(1)
set().add()
(1).real()
int.from_bytes(1, 'big')
(1).to_bytes('a', 'big')
open(1.5)
eval(1)
exec(1)
lambda x: x + y; (lambda x: x)()
class D(1): pass
class D(int, str): pass
class D(C, C): pass
yield_ = (x for x in 5)
{**5}
{**[]}
[1, 2][1.0]
[1, 2]['a':]
'a' 'b' + 5
1 @ 2
[] @ []
1 << 'a'
1.5 >> 1
1.5 & 1
'a' | 'b'
[] ** 2
[] // 2
'a' % ()
'%(a)s' % 1
async_ = len.__call__()
C.__init__()
object.__new__()
int.__add__(1)
str.upper()
str.upper(1)
list.append(1, 2)
dict.fromkeys()
""".strip().splitlines()
for source in expressions:
    try:
        exec(source)
        print(source, "-> no error")
    except Exception as error:
        print(source, "->", type(error).__name__, error)
