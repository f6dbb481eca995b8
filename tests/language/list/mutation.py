# Changing lists while they are iterated, compared, printed, extended or sorted; aliasing and nesting.
a = [1, 2, 3]
it = iter(a)
print(next(it), a.pop(), a.append(9), list(it), a.append(10), list(it))
a = [1, 2, 3, 4]
it = iter(a)
next(it)
a.clear()
print(list(it), it.__length_hint__(), a)
a = [1, 2, 3]
r = reversed(a)
a.append(4)
print(next(r), a.clear(), list(r))
out = []
a = list(range(5))
for v in a:
    out.append(v)
    if v == 1:
        del a[0]
    if v == 3:
        a.insert(0, "x")
    if len(out) > 10:
        break
print(out, a)


class Eq:
    def __init__(self, action):
        self.action = action

    def __eq__(self, other):
        self.action()
        return False


x = [1, 2, 3]
y = [Eq(lambda: x.clear()), 2, 3]
print(x == y, x)
x = [0, 0]
y = [Eq(lambda: y.clear()), 1]
print(y == x, y)


class Repr:
    def __repr__(self):
        if len(z) > 1:
            z.pop()
        return "R"


z = [Repr(), Repr(), 5, 6]
print(repr(z), len(z))
grid = [[0] * 3] * 2
grid[0][0] = 1
print(grid, grid[0] is grid[1])
grid = [[0] * 3 for _ in range(2)]
grid[0][0] = 1
print(grid)
s = [1]
s.append(s)
print(s, s[1][1][1] is s, len(s), s in s, s.index(s), s.count(s))
t = [s, s]
print(t)
n = []
m = [n]
n.append(m)
print(n, m)


def default(item, seen=[]):
    seen.append(item)
    return seen


print(default(1), default(2), default(3) is default(4))
a = b = [1, 2]
a = a + [3]
b += [4]
print(a, b)
c = [1, 2, 3]
c[0], c[1], c[2] = c[2], c[0], c[1]
print(c)
c[:], d = [c[0]], c[:]
print(c, d)


class Grow:
    def __iter__(self):
        for i in range(3):
            target.append("from iter %d" % i)
            yield i


target = []
target.extend(Grow())
print(target)
target[1:2] = Grow()
print(target)
e = [1, 2, 3]
e.extend(v for v in e if len(e) < 6)
print(e)
f = [[1, [2]], 3]
g = f.copy()
g[0][1].append(9)
g[1] = 4
print(f, g, f[0] is g[0])
h = []
for i in range(100):
    h.append(i)
    if i % 3 == 0:
        h.pop(0)
print(len(h), h[0], h[-1], sum(h))
del h[:]
print(h)
while len(h) < 5:
    h += [len(h)]
print(h)


class Del:
    def __del__(self):
        log.append(len(holder))


log = []
holder = [Del(), Del()]
holder[:] = [1]
print(log)
log.clear()
holder = [Del(), 1, 2]
holder[0] = None
print(log)
holder.append(Del())
holder.pop()
print(log)
holder.append(Del())
holder.clear()
print(log)
