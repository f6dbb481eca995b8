# Tuples: construction, operations, comparison, hashing, unpacking, immutability and subclasses.
def attempt(f, *args):
    try:
        return f(*args)
    except (ValueError, TypeError, IndexError, AttributeError) as error:
        return f"{type(error).__name__}: {error}"


t = (1, "a", [2], (3, (4,)))
print(t, (), (1,), ((),), tuple("ab"), tuple(), tuple([1]), tuple(x for x in range(2)), len(t), t[0], t[-1][1][0], t[1:3], t[::-1], t + (5,), t * 2, () * 5, (1,) * 0, 2 * (1, 2), 1 in t, [2] in t, t.index("a"), t.count(1))
for f in (lambda: t[10], lambda: t["x"], lambda: t + [1], lambda: t * 1.5, lambda: t.index(99), lambda: t.index(), lambda: hash(t), lambda: t.append, lambda: tuple(5), lambda: tuple(1, 2), lambda: t < 1, lambda: (1, "a") < (1, 2), lambda: t.__setitem__, lambda: tuple(x=1), lambda: t.index(1, 1), lambda: ()[0], lambda: (1, 2)[::0]):
    print(attempt(f))
try:
    t[0] = 1
except TypeError as error:
    print(error)
try:
    del t[0]
except TypeError as error:
    print(error)
t[2].append(9)
print(t)
print((1, 2) == (1, 2), (1, 2) == [1, 2], (1, 2) < (1, 3), (1,) < (1, 0), () < (0,), (2,) > (1, 9), (1, 2) != (2, 1), (1.0, True) == (1, 1), ("a", 1) <= ("a", 1))
print(hash(()) == hash(tuple()), hash((1, 2)) == hash((1.0, 2.0)), hash((1, 2)) != hash((2, 1)), hash((1, 2)), hash(()), hash((0,)), hash((1, (2, 3))), hash((-1, -2)), hash((1, 2, 3, 4, 5, 6, 7, 8, 9, 10)), {(1, 2): "k"}[1, 2])
a, b = 1, 2
(a), b = b, a
print(a, b)
(x, (y, *z)), w = (1, (2, 3, 4)), 5
print(x, y, z, w)
for i, (p, q) in enumerate([(1, 2), (3, 4)]):
    print(i, p, q)
print(*t[:2], *(), *(5, 6), (*t[:1], *"xy"), ((1, 2), *[3]))


def many():
    return 1, 2, *(3, 4)


print(many(), (lambda *a: a)(1), (lambda: (1, 2))(), 1, 2 == (1, 2)[1])
nested = ()
for _ in range(50):
    nested = (nested,)
print(str(nested).count("("), hash(nested) == hash(nested), nested == nested)
deep = ()
for _ in range(100000):
    deep = (deep,)
del deep
print("deep tuple dropped")


class T(tuple):
    def __new__(cls, *items):
        return super().__new__(cls, items)

    def __getitem__(self, i):
        return ("sub", super().__getitem__(i))


s = T(1, 2)
print(s, s[0], s == (1, 2), s + (3,), tuple(s), list(s), hash(s) == hash((1, 2)), isinstance(s, tuple), {s: 1}[(1, 2)], len(s), max(s), sorted(s), s.count(1))
s.attr = 5
print(vars(s), tuple.__getitem__(s, 0), s.__class__.__name__, tuple.__new__(tuple, "ab"), attempt(tuple.__new__, list))
print(sorted([(2, "a"), (1, "b"), (1, "a")]), max((1, 2), (1, 3)), min([(3,), (2, 9)]), sum([(1,), (2,)], ()), tuple(zip((1, 2), (3, 4))), dict([(1, 2)]), tuple(map(abs, (-1, 2))), tuple(reversed((1, 2))), tuple(enumerate("a")), any((0,)), (0, 1)[True])
