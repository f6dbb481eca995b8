# dict construction and methods with every argument form, views, merging, errors.
def attempt(f, *args, **kw):
    try:
        return f(*args, **kw)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        return f"{type(error).__name__}: {error}"


print(dict(), dict(a=1), dict([("a", 1), ["b", 2]]), dict({"x": 1}, y=2), dict([(1, 2)], a=3), dict(zip("ab", (1, 2))), dict(["ab", "cd"]), dict(dict(a=1), a=2), dict({1, 2} and {1: 2}), {**{"a": 1}, "b": 2, **{"a": 3}})
for args in ((5,), ([1],), ([(1,)],), ([(1, 2, 3)],), (["abc"],), ([([], 1)],), ("ab",), (None,), ({}, {}), ([1, 2],)):
    print(args, attempt(dict, *args))


class Keys:
    def keys(self):
        return iter("xy")

    def __getitem__(self, k):
        return k * 2


print(dict(Keys()), dict(Keys(), z=1), {}.update(Keys()))
d = {"a": 1, "b": 2}
print(d.get("a"), d.get("z"), d.get("z", 5), d.setdefault("c", 3), d.setdefault("a", 9), d.setdefault("n"), d, d.pop("n"), d.pop("zz", "def"), attempt(d.pop, "zz"), attempt(d.pop), d.popitem(), d, attempt({}.popitem), "a" in d, "z" not in d, len(d))
d.update({"x": 1}, y=2)
d.update([("p", 1)])
d.update(q=5)
d.update()
print(d, attempt(d.update, 5), attempt(d.update, [1]), attempt(d.update, {}, {}), d.copy() == d, d.copy() is d, d.clear(), d)
print(dict.fromkeys("ab"), dict.fromkeys([1, 2], 0), dict.fromkeys({}, 1), {}.fromkeys("x", []), attempt(dict.fromkeys, 5), attempt(dict.fromkeys), attempt(dict.fromkeys, [[]]))
d = {1: "one", 1.0: "float", True: "bool", "1": "str"}
print(d, d[1], {0: 1, False: 2, 0.0: 3, -0.0: 4}, {None: 1}[None], {(1, 2): 3}[1, 2], {frozenset([1]): 2}[frozenset([1])])
for f in (lambda: {}["k"], lambda: {}[[]], lambda: {[]: 1}, lambda: {{}: 1}, lambda: {}.get([]), lambda: [] in {}, lambda: {1: 2} < {1: 3}, lambda: hash({}), lambda: {} + {}, lambda: {1: 2}.foo, lambda: {}.pop([]), lambda: {}.setdefault([]), lambda: {(1, []): 2}, lambda: {} | [], lambda: {}.get(), lambda: {slice(1): 2}, lambda: {set(): 1}, lambda: {1: 2}[2]):
    print(attempt(f))
print({"a": 1} | {"b": 2, "a": 3}, {"a": 1} | {}, {"a": 1} == {"a": 1.0}, {"a": 1} != {"b": 1}, {1: 2, 3: 4} == {3: 4, 1: 2}, {} == [], attempt(lambda: {} | [(1, 2)]))
e = {"a": 1}
e |= {"b": 2}
e |= [("c", 3)]
print(e, list(e), list(e.values()), list(e.items()), list(reversed(e)), list(reversed(e.items())), list(reversed(e.values())), sorted(e.items(), key=lambda kv: -kv[1]), max(e, key=e.get), dict(sorted(e.items(), reverse=True)), {v: k for k, v in e.items()}, sum(e.values()), [*e], {*e} == set(e), str(e), repr({"k": {"n": []}}))
big = {i: i * i for i in range(1000)}
for i in range(0, 1000, 3):
    del big[i]
print(len(big), sum(big), sum(big.values()), 3 in big, 4 in big, list(big)[:5], list(big)[-3:], big.popitem())
d1 = {}
d1["self"] = d1
print(d1, d1["self"] is d1, bool({}), bool({0: 0}), not {}, type({}.keys()).__name__, type({}.items()).__name__, type(iter({})).__name__, type({}.values()).__name__)
