# gc: enabling, thresholds, counts, stats, collect's results and argument checks.
import gc


def attempt(f, *args, **kw):
    try:
        return f(*args, **kw)
    except (TypeError, ValueError) as error:
        return f"{type(error).__name__}: {error}"


print(gc.isenabled(), gc.get_threshold(), gc.get_debug())
gc.disable()
print(gc.isenabled())
gc.enable()
print(gc.isenabled(), gc.enable(), gc.disable())
gc.collect()
print(gc.collect(), gc.collect(0), gc.collect(1), gc.collect(2), gc.collect(generation=1))
print(attempt(gc.collect, 3), attempt(gc.collect, -1), attempt(gc.collect, "x"), attempt(gc.collect, 0, 1))
gc.set_threshold(100)
print(gc.get_threshold())
gc.set_threshold(200, 5)
print(gc.get_threshold())
gc.set_threshold(300, 6, 7)
print(gc.get_threshold())
gc.set_threshold(0)
print(gc.get_threshold(), attempt(gc.set_threshold), attempt(gc.set_threshold, "a"), attempt(gc.set_threshold, 1, 2, 3, 4))
gc.set_threshold(700, 10, 10)
print(type(gc.get_count()).__name__, len(gc.get_count()), all(isinstance(n, int) for n in gc.get_count()))
stats = gc.get_stats()
print(len(stats), sorted(stats[0]), all(isinstance(v, int) for s in stats for v in s.values()))
before = gc.get_stats()
gc.collect(0)
gc.collect(1)
gc.collect()
after = gc.get_stats()
print([b["collections"] - a["collections"] for a, b in zip(before, after)])


class Node:
    pass


def cycle(n):
    nodes = [Node() for _ in range(n)]
    for a, b in zip(nodes, nodes[1:] + nodes[:1]):
        a.next = b


gc.collect()
for n in (1, 2, 10, 100):
    cycle(n)
    found = gc.collect()
    print(n, found >= n, gc.collect())
before = gc.get_stats()[2]["collected"]
cycle(5)
found = gc.collect()
print(gc.get_stats()[2]["collected"] - before == found, gc.get_stats()[2]["uncollectable"])
l = []
l.append(l)
del l
print(gc.collect())
d = {}
d["d"] = d
del d
print(gc.collect())
t = ([],)
t[0].append(t)
del t
print(gc.collect())
a, b = [], {}
a.append(b)
b["a"] = a
del a, b
print(gc.collect(), gc.garbage, gc.callbacks)
print(gc.DEBUG_STATS, gc.DEBUG_COLLECTABLE, gc.DEBUG_UNCOLLECTABLE, gc.DEBUG_SAVEALL, gc.DEBUG_LEAK)
