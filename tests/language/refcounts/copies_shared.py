# Counts through copying, sharing, sorting, filtering, grouping and converting containers.
from sys import getrefcount as rc
import copy


class Thing:
    def __init__(self, v):
        self.v = v


x = Thing(1)
base = rc(x)


def delta():
    return rc(x) - base


l = [x, Thing(2), x]
print(delta())
steps = [
    ("copy", lambda: l.copy()), ("slice", lambda: l[:]), ("reverse slice", lambda: l[::-1]), ("list", lambda: list(l)), ("tuple", lambda: tuple(l)),
    ("add", lambda: l + l), ("mul", lambda: l * 3), ("sorted", lambda: sorted(l, key=lambda t: t.v)), ("filter", lambda: list(filter(lambda t: t is x, l))), ("map", lambda: list(map(lambda t: t, l))),
    ("comp", lambda: [t for t in l if t.v == 1]), ("zip", lambda: list(zip(l, l))), ("enumerate", lambda: list(enumerate(l))), ("dict comp", lambda: {i: t for i, t in enumerate(l)}), ("set", lambda: set(l)),
    ("frozenset", lambda: frozenset(l)), ("fromkeys", lambda: dict.fromkeys(l)), ("fromkeys value", lambda: dict.fromkeys("abc", x)), ("star", lambda: [*l, *l]), ("double star", lambda: {**{"a": x}, **{"b": x}}),
    ("shallow", lambda: copy.copy(l)), ("nested", lambda: [[x], (x, [x])]), ("reversed", lambda: list(reversed(l))), ("max", lambda: max(l, key=lambda t: t.v)), ("min", lambda: min(l, key=lambda t: t.v)),
    ("items", lambda: list({"k": x}.items())), ("values", lambda: list({"k": x, "l": x}.values())), ("kwargs", lambda: (lambda **k: k)(a=x, b=x)), ("args", lambda: (lambda *a: a)(x, x)), ("closure", lambda: (lambda v: lambda: v)(x)),
    ("default", lambda: (lambda v=x: v)), ("method", lambda: type("T", (), {"m": lambda self: x})().m()), ("bound", lambda: [].append.__self__ or x), ("partial list", lambda: [x][0]), ("pop", lambda: [x, x].pop()), ("dict pop", lambda: {"k": x}.pop("k")), ("setdefault", lambda: {}.setdefault("k", x)), ("get", lambda: {"k": x}.get("k")), ("next", lambda: next(iter([x]))), ("generator", lambda: (t for t in [x])),
    ("conditional", lambda: x if x else None), ("or", lambda: x or 1), ("and", lambda: 1 and x), ("tuple index", lambda: (x, 1)[0]), ("getattr", lambda: getattr(type("H", (), {"a": x}), "a")), ("deepcopy", lambda: copy.deepcopy([x])), ("iter", lambda: iter([x])), ("range pairs", lambda: [(i, x) for i in range(4)]), ("chained", lambda: [[[x]]][0][0]), ("string", lambda: str(x) and 1), ("equality", lambda: [x] == [x]), ("contains", lambda: x in l), ("index", lambda: l.index(x)), ("count", lambda: l.count(x)),
]
start = delta()
for name, make in steps:
    made = make()
    held = delta() - start
    del made
    import gc
    gc.collect()
    print(name, held, delta() - start)
del steps, make
gc.collect()
print(delta())
l.remove(x)
l.clear()
print(delta())
