# Dictionary views: set operations, liveness, comparison, iteration errors, and repr.
def attempt(f):
    try:
        return f()
    except (TypeError, RuntimeError, AttributeError, KeyError, StopIteration) as error:
        return f"{type(error).__name__}: {error}"


d = {"a": 1, "b": 2, "c": 3}
k, v, i = d.keys(), d.values(), d.items()
print(k, v, i, len(k), len(v), len(i), "a" in k, 2 in v, ("a", 1) in i, ("a", 2) in i, "a" in i, 5 in i)
d["d"] = 4
del d["a"]
print(k, list(v), list(i), k.mapping == d, type(k.mapping).__name__)
print(sorted(k & {"b", "z"}), sorted(k | {"z"}), sorted(k - {"b"}), sorted(k ^ {"b", "q"}), sorted({"b", "z"} & k), sorted(["x", "b"] & k), sorted(k & ["b", "c"]), sorted(i & {("b", 2)}), sorted(i | {("q", 1)}), sorted(i - {("b", 2)}), type(k & k).__name__)
print(k == {"b", "c", "d"}, k == ["b"], k < {"b", "c", "d", "e"}, k <= d.keys(), k > {"b"}, k >= {"z"}, i == dict(d).items(), k.isdisjoint({"z"}), k.isdisjoint("b"), v == v, v == d.values(), k != {"q"})
for f in (lambda: k[0], lambda: k.add(1), lambda: hash(k), lambda: v & v, lambda: k & 5, lambda: sorted(i & {1: 2}.items()), lambda: k + k, lambda: k < 5, lambda: v < v, lambda: d.keys(1), lambda: next(k), lambda: {1: []}.items() & {(1, 2)}, lambda: {1: []}.items() | set()):
    print(attempt(f))
print(list(reversed(k)), list(reversed(v)), list(reversed(i)), [*k], {**d} == d, dict(i) == d, dict(zip(k, v)) == d, max(v), sum(v), sorted(k, reverse=True), list(map(str.upper, k)), any(x > 3 for x in v))


def change(action):
    e = {1: 1, 2: 2, 3: 3}
    out = []
    try:
        for key in e:
            out.append(key)
            action(e, key)
    except RuntimeError as error:
        return out, str(error)
    return out, e


print(change(lambda e, key: e.pop(key)))
print(change(lambda e, key: e.__setitem__(key + 10, 0)))
print(change(lambda e, key: e.__setitem__(key, "same")))
print(change(lambda e, key: (e.pop(key), e.__setitem__(key, 1)) if key == 3 else None))
print(change(lambda e, key: e.clear()))
it = iter(d)
next(it)
d["new"] = 1
print(attempt(lambda: next(it)), attempt(lambda: next(it)), it.__length_hint__())
it = iter({1: 2}.items())
print(next(it), attempt(lambda: next(it)), attempt(lambda: next(it)))
r = reversed({1: 1, 2: 2})
print(next(r), list(r), repr({}.keys()), repr({}.items()), repr({1: {}}.values()))
for a, b in {1: 2, 3: 4}.items():
    print(a, b, end=" ")
print()
for n, (a, b) in enumerate({"x": (1, 2)}.items()):
    print(n, a, b)
it = iter({i: i for i in range(5)}.items())
print([x for x, _ in zip(it, range(2))], list(it))
s = {}
view = s.items()
print(list(view), bool(view), len(view))
s[1] = s
print(view, list(view)[0][1] is s)
del d
print(list(k))
