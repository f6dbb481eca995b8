# Set algebra with operators and methods, subsets, mutation, errors; only sorted contents are printed.
def show(s):
    return type(s).__name__, sorted(s)


def attempt(f, *args):
    try:
        return f(*args)
    except (TypeError, KeyError, RuntimeError, AttributeError) as error:
        return f"{type(error).__name__}: {error}"


sets = [set(), {1}, {1, 2, 3}, {2, 3, 4}, frozenset(), frozenset({3, 4}), {5}]
for a in sets:
    for b in sets:
        print(show(a | b), show(a & b), show(a - b), show(a ^ b), a <= b, a < b, a == b, a >= b, a.isdisjoint(b))
s = {1, 2, 3}
print(show(s.union([4], (5,), {6})), show(s.intersection([1, 2], {2})), show(s.difference([1], [2])), show(s.symmetric_difference([3, 4])), show(s.union()), show(s.intersection()), s.issubset(range(10)), s.issuperset([1]), s.isdisjoint([9]))
s.add(4)
s.discard(1)
s.discard(99)
s.remove(2)
print(sorted(s), attempt(s.remove, 99), attempt(s.remove, "text"), attempt(s.add, []), attempt(s.discard, []), attempt(s.__contains__, []), sorted(s), {3} in [{3}], frozenset({3}) in {frozenset({3})}, {3} in {frozenset({3})})
s.update([7], {8}, (9,))
s.intersection_update([3, 4, 7, 8])
s.difference_update([3])
s.symmetric_difference_update([4, 100])
print(sorted(s))
t = s
s |= {1}
s &= {1, 7, 100}
s -= {100}
s ^= {7, 55}
print(sorted(s), s is t)
f = g = frozenset([1])
f |= {2}
print(sorted(f), sorted(g), f is g)
for fn in (lambda: {1} | [1], lambda: {1} & "a", lambda: {1} - (1,), lambda: {1} < [1], lambda: {1} + {2}, lambda: hash({1}), lambda: frozenset([1]).add(2), lambda: set(5), lambda: set([[]]), lambda: {1}.union(5), lambda: set().pop(), lambda: {{1}}, lambda: {1}[0], lambda: set(1, 2), lambda: {1}.update(5), lambda: frozenset().clear, lambda: {1}.issubset(5), lambda: {}.add(1), lambda: set(a=1), lambda: [] in {1}):
    print(attempt(fn))
print(set("hello") == set("olleh"), len(set("hello")), sorted(set("hello")), set([1, 1.0, True]), {True, 1}, frozenset("ab") == set("ab"), hash(frozenset([1, 2])) == hash(frozenset([2, 1])), {1, 2} == {2, 1}, set() == frozenset(), not set(), bool({0}), sorted({*[1, 2], *(2, 3)}), {1: 2}.keys() == {1})
print(repr(set()), repr({1}), repr(frozenset()), repr(frozenset({1})), repr({frozenset()}), sorted(s.copy()), s.copy() is s, f.copy() is f, set(s) is s)
popped = set()
p = set(range(10))
while p:
    popped.add(p.pop())
print(sorted(popped), p)
s.clear()
print(s)
big = set(range(1000))
big -= set(range(0, 1000, 3))
big |= {5000 + i for i in range(10)}
print(len(big), sum(big), 3 in big, 4 in big, max(big), min(big), len(big & set(range(100))), len(big ^ set(range(500))), sorted(big)[:4])


def change(action):
    e = {1, 2, 3}
    try:
        for x in e:
            action(e, x)
    except RuntimeError as error:
        return str(error)
    return sorted(e)


print(change(lambda e, x: e.add(x + 100)), change(lambda e, x: e.add(x)), change(lambda e, x: e.discard(x)))


class S(set):
    def __or__(self, other):
        return "sub or"

    def __ror__(self, other):
        return "sub ror"


print(S([1]) | {2}, {1} | S([2]), show(S([1]) & {1}), show(S([1]).union([2])), show(S("a").copy()), S([1]) == {1}, type(frozenset(S([1]))).__name__)
x, *y = sorted({3, 1, 2})
print(x, y, [i for i in sorted({"b", "a"})], sum({1, 2}), max({1, 5}), len({None, (), 0, ""}), {1, 2} > {1}, sorted(map(abs, {-1, 1, 2})))
