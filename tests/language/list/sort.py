# Sorting: stability, keys, reverse, errors raised in keys and comparisons, mutation during a sort, many sizes.
def lcg(seed):
    while True:
        seed = seed * 1103515245 + 12345 & 0x7FFFFFFF
        yield seed >> 8


for n in (0, 1, 2, 3, 10, 31, 32, 33, 63, 64, 65, 100, 500, 2000):
    g = lcg(n)
    data = [next(g) % (n // 2 + 1) for _ in range(n)]
    pairs = [(v, i) for i, v in enumerate(data)]
    by_value = sorted(pairs, key=lambda p: p[0])
    assert by_value == sorted(pairs)
    back = sorted(pairs, key=lambda p: p[0], reverse=True)
    assert [p[0] for p in back] == sorted(data, reverse=True)
    assert all(a[1] < b[1] for a, b in zip(back, back[1:]) if a[0] == b[0])
    down = sorted(data)[::-1]
    assert sorted(down) == sorted(data) and sorted(down, reverse=True) == down
    saw = [v % 10 for v in range(n)]
    saw.sort()
    organ = list(range(n // 2)) + list(range(n // 2))[::-1]
    organ.sort(key=lambda v: -v)
    print(n, sum(v * i for i, v in enumerate(sorted(data))) % 99991, saw[n // 2:n // 2 + 1], organ[:3])
count = 0


class Counted:
    def __init__(self, v):
        self.v = v

    def __lt__(self, other):
        global count
        count += 1
        return self.v < other.v


g = lcg(5)
for n in (10, 50, 200, 1000):
    count = 0
    sorted([Counted(next(g)) for _ in range(n)])
    forward = count
    count = 0
    sorted([Counted(i) for i in range(n)])
    print(n, forward < n * 12, count)
print(sorted("hello"), sorted({"b": 1, "a": 2}), sorted([3, 1.5, True, -2]), sorted(["b", "A", "a"], key=str.lower), sorted([[2], [1, 5], [1]]), sorted([(1, "b"), (1, "a"), (0, "z")]), sorted([], key=5), sorted(x for x in (3, 1)), sorted([None]), sorted("ab", reverse=1))
for f in (lambda: sorted([1, "a"]), lambda: sorted([None, None]), lambda: sorted([1j, 2j]), lambda: sorted(5), lambda: sorted([1], 5), lambda: sorted([1], key=5), lambda: sorted([1], reverse="x"), lambda: [].sort(5), lambda: [2, 1].sort(key=lambda v: 1 / 0), lambda: sorted([{}, {}]), lambda: sorted(), lambda: [1, 2].sort(cmp=1)):
    try:
        print(f())
    except (TypeError, ZeroDivisionError) as error:
        print(type(error).__name__, error)
broken = [3, 2, 1, "x", 5]
try:
    broken.sort()
except TypeError:
    print(sorted(map(str, broken)), len(broken))
items = [3, 1, 2]


def peek(v):
    seen.append(list(items))
    return v


seen = []
items.sort(key=peek)
print(seen, items)


def mutate(v):
    items.append(v)
    return v


try:
    items.sort(key=mutate)
except ValueError as error:
    print(error, items)
from functools import cmp_to_key
print(sorted([3, 1, 2], key=cmp_to_key(lambda a, b: b - a)), sorted(["aa", "b"], key=cmp_to_key(lambda a, b: len(a) - len(b))))
nan = float("nan")
print(len(sorted([2, nan, 1])), sorted([2 ** 70, 1, -2 ** 70, 2 ** 69]), sorted([0.5, 1, 2 ** 64, -0.0]), sorted(["é", "z", "a", "日"]), sorted([b"b", b"a"]), sorted([(2 ** 70,), (1,)]))
