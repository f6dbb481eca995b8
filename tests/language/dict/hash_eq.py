# Keys with their own __hash__ and __eq__: collisions, identity first, mutation during lookup, errors, missing.
class K:
    def __init__(self, value, h):
        self.value = value
        self.h = h

    def __hash__(self):
        log.append(("hash", self.value))
        return self.h

    def __eq__(self, other):
        log.append(("eq", self.value, getattr(other, "value", other)))
        return isinstance(other, K) and self.value == other.value


log = []
a, b, c = K("a", 1), K("b", 1), K("a", 1)
d = {a: 1}
d[b] = 2
d[c] = 3
print(len(d), log)
log.clear()
print(d[a], d[b], log)
log.clear()
print(K("z", 2) in d, K("z", 1) in d, log)
log.clear()
d.pop(b)
print(d.get(K("b", 1)), len(d), log)
log.clear()
s = {a}
print(c in s, b in s, len(s | {b, c}), log)


class BadEq:
    def __hash__(self):
        return 1

    def __eq__(self, other):
        raise ValueError("bad eq")


class BadHash:
    def __hash__(self):
        raise KeyError("bad hash")


x = {BadEq(): 1}
for f in (lambda: x[BadEq()], lambda: x.get(1), lambda: BadEq() in x, lambda: x.pop(1, None), lambda: x.setdefault(1, 2), lambda: {BadHash(): 1}, lambda: x.get(BadHash()), lambda: {BadEq(), BadEq()}, lambda: dict.fromkeys([BadHash()]), lambda: x == {BadEq(): 1}, lambda: {BadHash(): 1 for _ in [0]}):
    try:
        print(f())
    except (ValueError, KeyError) as error:
        print(type(error).__name__, error, len(x))


class Mutates:
    def __hash__(self):
        return 5

    def __eq__(self, other):
        target.clear()
        target[other] = "replaced"
        return True


target = {}
target[Mutates()] = 1
print(target.get(5), list(target))


class MissingDict(dict):
    def __missing__(self, key):
        log.append(("missing", key))
        if key == "raise":
            raise LookupError(key)
        return "computed"


log = []
m = MissingDict(a=1)
print(m["a"], m["b"], m.get("b"), "b" in m, m.pop("b", "popdef"), log)
try:
    m["raise"]
except LookupError as error:
    print(type(error).__name__, error)
try:
    dict.__getitem__(m, "b")
    print("found through missing")
except KeyError as error:
    print("KeyError", error)
nan = float("nan")
n = {nan: 1}
print(nan in n, float("nan") in n, n[nan], len({nan, nan}), len({float("nan"), float("nan")}))


class StrLike(str):
    def __hash__(self):
        return hash("other")

    def __eq__(self, other):
        return str(self) == "x" and other == "other"


e = {"other": 1, "x": 2}
print(StrLike("x") in e, e.get(StrLike("x")), StrLike("y") in e, {StrLike("x"): 1}.get("x"))
u = {2 ** 64: "big", hash(2 ** 64): "small"}
print(len(u), u[2 ** 64], {1: "i"}[1.0], {1.0: "f"}[True], 1 + 0j in {1: 1}, {2 ** 61: 1, 1: 2}[2 ** 61], len({i * (2 ** 61 - 1): i for i in range(20)}))
collide = {K(i, i % 3): i for i in range(60)}
log.clear()
print(sum(collide[K(i, i % 3)] for i in range(60)), [K(i, i % 3) in collide for i in (0, 59, 60)])
for i in range(0, 60, 2):
    del collide[K(i, i % 3)]
print(len(collide), sum(collide.values()), K(1, 1) in collide, K(2, 2) in collide)
