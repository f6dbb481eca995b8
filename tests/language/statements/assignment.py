# Simple, chained, augmented and unpacking assignment, and the order in which their parts are evaluated.
trace = []


def note(name, value):
    trace.append(name)
    return value


class Box:
    def __init__(self):
        object.__setattr__(self, "log", [])

    def __setattr__(self, name, value):
        self.log.append(("setattr", name, value))

    def __setitem__(self, key, value):
        self.log.append(("setitem", key, value))

    def __getitem__(self, key):
        self.log.append(("getitem", key))
        return 10


a = b = c = []
a.append(1)
print(a is b is c, c)
x, y = 1, 2
x, y = y, x
print(x, y)
(p, q), [r, s] = (1, 2), "ab"
print(p, q, r, s)
first, *middle, last = range(6)
print(first, middle, last)
*init, tail = "xyz"
print(init, tail)
head, *rest = [1]
print(head, rest)
[m, [n, *o]] = 1, (2, 3, 4)
print(m, n, o)
box = Box()
note("target", box)[note("key", 1)] = note("value", 5)
print(trace)
trace.clear()
note("a", box).x = note("b", box).y = note("v", 7)
print(trace, box.log)
box.log.clear()
box[note("k", 3)] += note("w", 4)
print(trace, box.log)
i, values = 0, [0, 0, 0]
i, values[i] = 1, 9
print(i, values)
values = values2 = [1, 2]
values += (3,)
print(values2, values is values2)
values = values + [4]
print(values2, values)
t = (1, [2])
try:
    t[1] += [3]
except TypeError as error:
    print("TypeError", error, t)
for bad in ((1,), (1, 2, 3), 5, None):
    try:
        x, y = bad
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
try:
    x, *y, z = [1]
except ValueError as error:
    print(error)
try:
    x, y, z = iter([1, 2])
except ValueError as error:
    print(error)
n = 7
n **= 2
n //= 4
n %= 7
n <<= 3
n |= 1
n ^= 0xFF
n &= 0x7E
n >>= 1
n -= 3
n *= 2
n /= 4
print(n)
z: int = 3
w: "not evaluated at all"
print(z, __annotations__)
