# Slices of lists: reading, assignment, extended assignment, deletion, self-assignment, errors.
def attempt(f, *args):
    try:
        f(*args)
        return "fine"
    except (ValueError, TypeError, IndexError) as error:
        return f"{type(error).__name__}: {error}"


base = list(range(10))
points = [None, 0, 1, 3, 9, 10, 15, -1, -3, -10, -15]
digest = 0
for lo in points:
    for hi in points:
        for step in (None, 1, 2, 3, -1, -2, -4, 20, -20):
            s = slice(lo, hi, step)
            got = base[s]
            assert got == [base[i] for i in range(*s.indices(10))]
            for v in got:
                digest = (digest * 31 + v + 1) % 1000000007
            w = base[:]
            del w[s]
            assert w == [v for v in base if v not in got]
            digest = (digest * 31 + len(w)) % 1000000007
            w = base[:]
            if step in (None, 1):
                w[s] = "xyz"
                digest = (digest * 31 + len(w) + w.index("x")) % 1000000007
            else:
                w[s] = [v * 100 for v in got]
                digest = (digest * 31 + sum(w)) % 1000000007
    print(lo, digest)
a = [1, 2, 3, 4, 5]
a[1:3] = []
print(a)
a[1:1] = [7, 8, 9]
print(a)
a[:] = range(4)
print(a)
a[5:] = [1]
a[-1:] = "pq"
print(a)
a[:2] = (x for x in "gen")
print(a)
a[::2] = range(len(a[::2]))
print(a)
a[1:3] = a
print(a)
a[:] = a
print(a)
a[2:] = a[:2]
print(a)
a[::-1] = a[:]
print(a)
for f in (lambda: a.__setitem__(slice(None, None, 2), [1]), lambda: a.__setitem__(slice(0, 1), 5), lambda: a.__setitem__(slice(0, 1, 2), 5), lambda: a.__setitem__(slice(None, None, 0), []), lambda: a.__setitem__(10, 1), lambda: a.__setitem__("x", 1), lambda: a.__delitem__(10), lambda: a.__delitem__("x"), lambda: a["x"], lambda: a[1.0], lambda: a[None], lambda: a[1, 2], lambda: a[::0], lambda: a["a":"b"], lambda: a[1.0:2], lambda: a[10 ** 30], lambda: a.__setitem__(slice(3, 1, -1), [1]), lambda: a.__setitem__(-100, 1)):
    print(attempt(f), a)


class Index:
    def __init__(self, n):
        self.n = n

    def __index__(self):
        return self.n


print(base[Index(2)], base[Index(1):Index(4)], base[Index(-1)], base[True], base[False:True])
w = list(range(10))
del w[2:4]
del w[::3]
del w[-1]
del w[Index(0)]
print(w)
del w[5:100], w[10:], w[:0]
print(w)
w[len(w):] = w
print(w, w[::-1][::-1] == w, w[-2:], w[:-2], w[10 ** 30:], w[:-10 ** 30])
