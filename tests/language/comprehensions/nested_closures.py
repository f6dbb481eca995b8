# Comprehension scopes with closures, class bodies, walrus targets, generators and recursion.
def quick(items):
    if len(items) < 2:
        return items
    pivot, *rest = items
    return quick([v for v in rest if v < pivot]) + [pivot] + quick([v for v in rest if v >= pivot])


print(quick([5, 2, 9, 1, 5, 6, -3]))


def cells(n):
    fs = [[lambda: (n, i, j) for j in range(2)] for i in range(2)]
    n = "late"
    return [f() for row in fs for f in row]


print(cells(1))


def walrus():
    def inner():
        return last
    [last := v for v in range(4)]
    return last, inner(), [(total := total + v) for v in range(3)] if (total := 10) else None, total


print(walrus())


def nonlocal_walrus():
    seen = None

    def f(values):
        nonlocal seen
        return [seen := v for v in values]
    return f([1, 2, 3]), seen


print(nonlocal_walrus())


def global_walrus():
    global g
    [g := v for v in "xyz"]


global_walrus()
print(g)


def primes(n):
    return [p for p in range(2, n) if all(p % d for d in range(2, p))]


print(primes(40))


def gens():
    return ((x, y) for x in range(2) for y in (z * x for z in range(3)))


print(list(gens()))


def conditional(flag):
    return [a if flag else b for a, b in zip("ab", "cd")]


print(conditional(1), conditional(0))


def deep(n):
    return {n: [deep(i) for i in range(n)]} if n else {}


print(deep(3))
data = {"x": [1, 2], "y": [3]}
print([(k, v) for k, vs in data.items() for v in vs], {v: k for k, vs in data.items() for v in vs})


class Matrix:
    def __init__(self, rows):
        self.rows = [list(r) for r in rows]

    def __matmul__(self, other):
        return Matrix([[sum(a * b for a, b in zip(row, col)) for col in zip(*other.rows)] for row in self.rows])

    def transpose(self):
        return Matrix([[r[i] for r in self.rows] for i in range(len(self.rows[0]))])


m = Matrix([[1, 2], [3, 4]])
print((m @ m).rows, m.transpose().rows)


def lazy_capture():
    x = 1
    g = (x for _ in range(3))
    out = [next(g)]
    x = 2
    out += list(g)
    return out


print(lazy_capture())
print([[i * j for j in range(i)] for i in range(5) if i % 2], [[[k for k in range(j)] for j in range(i)] for i in range(3)])
try:
    list(1 / v for v in (1, 0))
except ZeroDivisionError as error:
    print(error)
print([str(e) for e in [*map(lambda q: q + 1, (w for w in range(3)))]])
print({frozenset(c for c in w) for w in ("ab", "ba", "cc")} == {frozenset("ab"), frozenset("c")})
