# Counts of temporaries: results of expressions, chained operations, subscripts, and operands on the stack.
from sys import getrefcount as rc


class Num:
    def __init__(self, v):
        self.v = v

    def __add__(self, other):
        seen.append((rc(self), rc(other)))
        return Num(self.v + other.v)

    def __iadd__(self, other):
        seen.append(("i", rc(self)))
        return self

    def __getitem__(self, key):
        seen.append(("get", rc(key)))
        return key

    def __enter__(self):
        return self

    def __exit__(self, *a):
        pass


seen = []
print(rc(Num(1)), rc([]), rc({}), rc((1, [])), rc([1][0:]), rc(object()), rc(float("1.5")), rc(str(12345)), rc(10 ** 30), rc(lambda: 0), rc(x for x in ()))
a, b = Num(1), Num(2)
a + b
(a + b) + a
Num(3) + Num(4)
print(seen)
seen.clear()
a += b
print(seen)
seen.clear()
a[Num(5)]
a[b]
print(seen)
x = Num(0)
base = rc(x)
[x, rc(x) - base]
print([x, rc(x) - base][1], (x, x, rc(x) - base)[2], {"k": x, "c": rc(x) - base}["c"], [x, [x, rc(x) - base]][1][1])
print((x, rc(x) - base)[1] if x else None, (x and rc(x)) - base, (x or 1) is x, rc(x or 1) - base, rc([x][0]) - base, rc((x, 1)[0]) - base, rc({1: x}[1]) - base, rc(x if x else 1) - base)
y = [x]
print(rc(y[0]) - base, rc(y[-1]) - base, rc(y[0:1][0]) - base, rc(x) - base)
y = y + y
print(rc(x) - base)
y = y[:1]
print(rc(x) - base)
del y
print(f"{rc(x) - base}", "%d" % (rc(x) - base), str(rc(x) - base))
print((lambda: rc(x) - base)(), (lambda v: rc(v) - base)(x), max(rc(x) - base, -5), sum([rc(x) - base, 0]))
x.self = x
print(rc(x) - base, rc(x.self) - base, rc(x.self.self) - base)
del x.self
with x as w:
    print("with", rc(x) - base)
del w
print(rc(x) - base)
while rc(x) - base == 0:
    z = x
print(rc(x) - base)
del z
if x is x is x:
    print(rc(x) - base)
assert x
print(rc(x) - base, x is not None, [x] == [x], x in [x], rc(x) - base)
match x:
    case Num(v=value):
        print("match", rc(x) - base)
print(rc(x) - base)
t = x, x
del t
*u, v = x, x, x
print(rc(x) - base)
del u, v
print(rc(x) - base)
