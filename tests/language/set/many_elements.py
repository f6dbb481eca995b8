# Large sets, growth and shrinkage, hash collisions, frozensets of frozensets, and iteration counts.
state = 7
a, b = set(), set()
for i in range(5000):
    state = (state * 1103515245 + 12345) & 0x7FFFFFFF
    a.add(state % 3001)
    b.add(state // 7 % 2999)
    if i % 3 == 0:
        a.discard(state % 1000)
for s in (a & b, a | b, a - b, b - a, a ^ b):
    print(len(s), sum(s), min(s), max(s))
print(a >= a & b, a | b >= b, (a & b) <= a, a.isdisjoint(b), (a - b).isdisjoint(b), len(a) + len(b) == len(a | b) + len(a & b), (a ^ b) == (a | b) - (a & b))
c = set(a)
while len(c) > 10:
    c.pop()
print(len(c), c <= a)
for i in range(100):
    c.add(i)
    c.discard(i - 3)
print(sum(x in c for x in range(97, 100)), len(c & set(range(100))))


class Collides:
    def __init__(self, v):
        self.v = v

    def __hash__(self):
        return self.v % 4

    def __eq__(self, other):
        return isinstance(other, Collides) and self.v == other.v


k = {Collides(i) for i in range(200)}
print(len(k), Collides(150) in k, Collides(300) in k, len(k & {Collides(i) for i in range(100, 300)}), len(k | {Collides(i) for i in range(100, 300)}), len(k - {Collides(0)}))
for i in range(0, 200, 2):
    k.remove(Collides(i))
print(len(k), sorted(x.v for x in k)[:4], Collides(1) in k, Collides(2) in k)
powerset = {frozenset()}
for x in range(6):
    powerset |= {s | {x} for s in powerset}
print(len(powerset), frozenset({1, 3}) in powerset, {1, 3} in powerset, {9} in powerset, len({len(s) for s in powerset}), sum(len(s) for s in powerset), hash(frozenset(range(100))) == hash(frozenset(range(99, -1, -1))))
mixed = {1, 1.0, True, "1", b"1", (1,), None, frozenset([1]), 1 + 0j, 2 ** 70, -1, -2, "", ()}
print(len(mixed), 1 in mixed, "1" in mixed, (1,) in mixed, 2.0 ** 70 in mixed, False in mixed, -1 in mixed)
words = "the quick brown fox jumps over the lazy dog the end".split()
seen, repeated = set(), []
for w in words:
    (repeated.append if w in seen else seen.add)(w)
print(len(seen), repeated, sorted(seen)[:3], sorted(set(words), key=words.index))
graph = {i: {i * 2 % 101, i * 3 % 101} for i in range(101)}
reached, frontier = {1}, {1}
while frontier:
    frontier = set().union(*(graph[i] for i in frontier)) - reached
    reached |= frontier
print(len(reached), 0 in reached)
it = iter({1, 2, 3})
print(it.__length_hint__(), sum(1 for _ in it), list(it))
sets = [set(range(i, i + 10)) for i in range(0, 50, 5)]
print(len(set.union(*sets)), set.intersection(*sets[:2]) == {5, 6, 7, 8, 9}, set().union(*sets, [99]) - set.union(*sets))
