# Comprehensions of all four kinds: filters, nesting, scopes, unpacking and order of evaluation.
print([x * 2 for x in range(4)], {x % 3 for x in range(9)} == {0, 1, 2}, {x: x * x for x in range(3)})
print(list(x for x in "abc"), sum(x for x in range(10)), tuple(x for x in []))
print([(x, y) for x in range(3) for y in range(x)], [x for x in range(20) if x % 2 if x % 3])
print([[y for y in range(x)] for x in range(4)], [x for row in [[1, 2], [3]] for x in row])
print([a + b for a, b in [(1, 2), (3, 4)]], [h for h, *t in ["abc", "de"]], {k: v for k, v in zip("ab", [1, 2])})
x = "outer"
[x for x in range(3)]
print(x)
print([x for x in x], [y for y in [x] for x in [1]])
print([lambda: i for i in range(3)][0](), [f() for f in [lambda i=i: i for i in range(3)]])
print([y for x in range(3) if (y := x * 2)], y)
print({(a, b): c for a in "ab" for b in (1, 2) if (c := a * b) != "b"})
order = []


def note(value, label):
    order.append(label)
    return value


{note(k, "key"): note(k, "value") for k in note([1], "source")}
print(order)
print([i for i in range(5) if i == 0 or i % 2 == 0], [i if i % 2 else -i for i in range(5)])
print([c for c in "hello" if c not in "aeiou"], "".join(c.upper() for c in "abc"))
matrix = [[1, 2, 3], [4, 5, 6]]
print([[row[i] for row in matrix] for i in range(3)], {v: {w for w in range(v)} for v in range(3)})
try:
    [undefined for _ in [1]]
except NameError as error:
    print(error)
try:
    [1 for x in 5]
except TypeError as error:
    print(error)
try:
    (1 for x in 5)
except TypeError as error:
    print("early", error)
lazy = (1 for x in [1] for y in 5)
try:
    next(lazy)
except TypeError as error:
    print("late", error)
try:
    [a for a, b in [(1, 2, 3)]]
except ValueError as error:
    print(error)
try:
    {[]: 1 for _ in [0]}
except TypeError as error:
    print(error)


class C:
    items = [1, 2]
    doubled = [i * 2 for i in items]
    try:
        crossed = [i * j for i in items for j in items]
    except NameError as error:
        print(error)


print(C.doubled, hasattr(C, "i"))


def scope(n):
    values = [n + i for i in range(3)]
    return values, [v for v in locals()], [sorted(locals()) for q in range(1)]


print(scope(10))
print([*range(3), *[y for y in "ab"]], {**{a: 1 for a in "xy"}}, *(z for z in range(2)))
print(all(v < 5 for v in range(5)), any(v > 5 for v in range(5)), max(v * v for v in (-3, 2)), sorted(v for v in "cab"))
print([i for i in range(3)][1], {i: i for i in range(3)}[2], len([None for _ in range(1000)]))
print([(i, j, k) for i in range(2) for j in range(2) for k in range(2) if i + j + k == 2])
gen = (i for i in range(3))
print(type(gen).__name__, gen.__name__, next(gen), list(gen), list(gen))
