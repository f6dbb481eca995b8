# gc.get_referrers, get_referents, get_objects, is_tracked and is_finalized.
import gc

gc.collect()


class Thing:
    pass


x = Thing()
l, t, d, s = [x], (x, 1), {"k": x}, {x}
referrers = gc.get_referrers(x)
print([any(r is c for r in referrers) for c in (l, t, d, s, [])], any(r is globals() for r in referrers))
print(gc.get_referrers(Thing()) == [], gc.get_referents([1, "a"]) == [1, "a"] or sorted(map(str, gc.get_referents([1, "a"]))), sorted(map(str, gc.get_referents({1: 2}))), gc.get_referents(5, "x"), gc.get_referents())
print(sorted(map(str, gc.get_referents((1, 2), [3]))), any(r is Thing for r in gc.get_referents(x)))
y = Thing()
y.attr = l
print(any(r is l for r in gc.get_referents(y)) or any(any(q is l for q in gc.get_referents(r)) for r in gc.get_referents(y)))
del l, t, d, s
h = Thing()
h.x = x
found = gc.get_referrers(x)
print(any(r is h or r is h.__dict__ for r in found))
for v in (0, 1.5, "s", b"b", None, True, 1j, (), (1, 2), [], [1], {}, {"a": 1}, {"a": []}, set(), frozenset(), Thing(), Thing, len, lambda: 0, (x for x in []), range(3), slice(1), iter([]), x.__class__, type, object(), bytearray(), Exception(), [].append, print, gc):
    print(type(v).__name__, gc.is_tracked(v))
d = {}
print(gc.is_tracked(d))
d["a"] = 1
print(gc.is_tracked(d))
d["b"] = []
print(gc.is_tracked(d))
objects = gc.get_objects()
print(any(o is h for o in objects), any(o is d for o in objects), all(gc.is_tracked(o) for o in objects[:500]), len(objects) > 100)
young = Thing()
young.d = []
print(any(o is young for o in gc.get_objects(generation=0)))
gc.collect(0)
print(any(o is young for o in gc.get_objects(0)), any(o is young for o in gc.get_objects(1)))
gc.collect()
print(any(o is young for o in gc.get_objects(2)), any(o is young for o in gc.get_objects(None)))
for bad in (3, -1, "x"):
    try:
        gc.get_objects(bad)
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)


class Fin:
    def __del__(self):
        saved.append(self)


saved = []
f = Fin()
print(gc.is_finalized(f))
del f
print(gc.is_finalized(saved[0]), gc.is_finalized(5))


def closure():
    v = Thing()
    return lambda: v


f = closure()
print(any(type(r).__name__ == "cell" for r in gc.get_referrers(f())), any(r is f.__closure__ for r in gc.get_referents(f)))
b = [].append
print(gc.get_referents(b.__self__ and b)[0:1] == [[]] or gc.get_referents(b))
