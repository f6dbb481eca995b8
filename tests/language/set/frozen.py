# frozenset: immutability, hashing, mixing with sets, use as keys, subclass behaviour and identity.
def attempt(f):
    try:
        return f()
    except (TypeError, AttributeError, KeyError) as error:
        return f"{type(error).__name__}: {error}"


f = frozenset([3, 1, 2])
print(sorted(f), len(f), 2 in f, f == {1, 2, 3}, f == frozenset((1, 2, 3)), hash(f) == hash(frozenset([1, 2, 3])), f <= {1, 2, 3, 4}, f < f, f != {1}, bool(frozenset()), repr(frozenset()), repr(frozenset([5])))
for name in ("add", "remove", "discard", "pop", "clear", "update", "__ior__", "__iand__", "intersection_update"):
    print(name, hasattr(f, name), hasattr(set, name))
for op in (lambda: f | {9}, lambda: {9} | f, lambda: f & {1}, lambda: {1} & f, lambda: f - {1}, lambda: {1, 9} - f, lambda: f ^ {1}, lambda: {1} ^ f, lambda: f.union([7]), lambda: f.copy(), lambda: f.difference([1], [2]), lambda: f.symmetric_difference([1]), lambda: f.intersection((1,), {1, 2})):
    r = op()
    print(type(r).__name__, sorted(r))
print(attempt(lambda: f | [1]), attempt(lambda: hash(frozenset([[]]))), attempt(lambda: {f: 1}[frozenset([1, 2, 3])]), attempt(lambda: {set(): 1}), attempt(lambda: f[0]), attempt(lambda: f < [1]), attempt(lambda: f.add(1)), attempt(lambda: frozenset(5)), attempt(lambda: frozenset(1, 2)), attempt(lambda: f + f))
g = f
g |= {10}
print(sorted(g), sorted(f), g is f, frozenset(f) is f, frozenset() is frozenset(), f.copy() is f)
nested = frozenset([frozenset([1]), frozenset([frozenset()])])
print(len(nested), frozenset([1]) in nested, {1} in nested, nested == frozenset([frozenset([1]), frozenset([frozenset([])])]), hash(nested) == hash(frozenset(nested)))


class Sub(frozenset):
    def __new__(cls, items, tag=None):
        self = super().__new__(cls, items)
        self.tag = tag
        return self


s = Sub([1, 2], tag="t")
print(sorted(s), s.tag, type(s | {3}).__name__, type(s.copy()).__name__, s == {1, 2}, hash(s) == hash(frozenset([1, 2])), frozenset(s) is s, type(frozenset(s)).__name__, {s: "k"}[frozenset([2, 1])])
table = {}
for i in range(50):
    table.setdefault(frozenset((i % 3, i % 5)), []).append(i)
print(len(table), table[frozenset((0,))], table[frozenset((1, 2))], sorted(map(sorted, table))[:4])
edges = {frozenset(p) for p in (("a", "b"), ("b", "a"), ("b", "c"), ("c", "c"))}
print(len(edges), frozenset("ba") in edges, sorted("".join(sorted(e)) for e in edges), sorted(len(e) for e in edges))
print([h1 == h2 for h1, h2 in ((hash(frozenset()), hash(frozenset())), (hash(frozenset([1])), hash(frozenset([1.0]))), (hash(frozenset([0])), hash(frozenset([False]))))], min(frozenset([3, 1])), sum(frozenset([1, 2])), sorted({*f, *s}), isinstance(f, set), isinstance(f, frozenset), f.__class__.__mro__)
