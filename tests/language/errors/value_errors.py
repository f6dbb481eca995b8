# Messages of ValueError, IndexError, KeyError, AttributeError, NameError, OverflowError and others.
class C:
    x = 1


expressions = """
int('a')
int('')
int('12', 1)
int('9', 8)
float('a')
float('')
complex('a')
[].index(1)
[].remove(1)
().index(1)
'a'.index('b')
'a'.split('')
'a'.partition('')
b'a'.index(b'b')
range(3).index(5)
range(1, 2, 0)
[1][5]
[1][-5]
()[0]
''[0]
b''[0]
range(0)[0]
[].pop()
[1].pop(9)
{}.popitem()
set().pop()
{}['a']
{}[1, 2]
{}[None]
set().remove(1)
{}.pop('a')
del_ = {}; del del_['k']
del_ = []; del del_[0]
chr(-1)
chr(1114112)
bytes([256])
bytes(-1)
bytearray([1]).__setitem__(0, 300)
a, b = 1, 2, 3
a, b, c = 1, 2
a, *b, c = [1]
a, b = 'x'
[1, 2, 3].__setitem__(slice(0, 3, 2), [1])
max([])
min(())
list(zip([1], [1, 2], strict=True))
'{} {}'.format(1)
'{a}'.format()
'{'.format()
'}'.format()
'{0.x}'.format(1)
'{!z}'.format(1)
'%' % ()
'%y' % 1
format(1, 'y')
format('a', 'd')
format(1.5, 'd')
'a'.encode('ascii', 'nope') and 'é'.encode('ascii', 'nope')
'a'.encode('nope')
b'\\xff'.decode()
'é'.encode('ascii')
1 / 0
1 // 0
1 % 0
1.0 / 0
1.0 // 0
1.0 % 0
divmod(1, 0)
0 ** -1
0.0 ** -1
1j / 0
2.0 ** 10000
1 << -1
1 << 10 ** 20
int(float('nan'))
int(float('inf'))
round(float('nan'))
float(10 ** 400)
10 ** 400 * 1.0
(1).to_bytes(0, 'big')
(-1).to_bytes(1, 'big')
(256).to_bytes(1, 'big')
int.from_bytes(b'a', 'x')
pow(2, -1, 4)
pow(2, 2, 0)
undefined
undefined.attr
undefined()
del undefined
C.missing
C().missing
del C.missing
C().x.y
(1).missing
'a'.missing
[].missing
None.missing
len.missing
(lambda: 0).missing
int.missing
type.missing
C.x.missing
C().__dict__.missing
import missing_module
from sys import missing_name
import sys.missing
from missing.pkg import x
raise ValueError
raise ValueError('a', 'b')
raise KeyError('k')
raise StopIteration(5)
assert 0
assert 0, 'text'
assert [], ('a', 1)
next(iter([]))
[].__iter__().__next__()
(x for x in []).__next__()
iter([]).missing
bytes.fromhex('x')
float.fromhex('x')
'a'.center(5, 'ab')
'a'.translate(1)
str.maketrans('a', 'bc')
slice(1).indices(-1)
memoryview(b'a').cast('z')
memoryview(b'ab')[0:1].__setitem__(0, 1)
sys_ = __import__('sys').setrecursionlimit(0)
object().x = 1
(1).x = 1
'a'.x = 1
int.x = 1
None.x = 1
C().__class__ = 5
C.__name__ = 5
C.__bases__ = ()
[].__class__ = C
(lambda: 0).__code__ = 1
C.__dict__['x'] = 1
hash.__self__ = 1
""".strip().splitlines()
for source in expressions:
    try:
        exec(source)
        print(source, "-> no error")
    except Exception as error:
        print(source, "->", type(error).__name__, error, error.args if not isinstance(error, (UnicodeError, ImportError)) else "")
