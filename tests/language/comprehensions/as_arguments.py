# Comprehensions and generator expressions as arguments, in defaults, subscripts, conditions, f-strings and lambdas.
def show(*args, **kwargs):
    return args, kwargs


print(show(*[i for i in range(3)], **{k: v for k, v in zip("ab", "cd")}), show([x for x in "ab"], y={i for i in (1,)}), list(show(i for i in range(2))[0][0]))


def default(values=[i * i for i in range(4)], table={c: ord(c) for c in "ab"}):
    return values, table


print(default(), default([1]))
table = {(i, j): i * j for i in range(3) for j in range(3)}
print(table[max(i for i, j in table), min(j + 2 for i, j in table)], [10, 20, 30][sum(1 for _ in "ab")], "abcdef"[min(x for x in (1, 2)):max(x for x in (3, 4))])
if any(v > 3 for v in table.values()) and not all(v for v in table.values()):
    print("conditions")
print(f"{[i for i in range(3)]} {sum(i for i in range(4))} { {i: i for i in range(2)} } {'-'.join(str(i) for i in range(3))}")
print((lambda n: [i for i in range(n)])(3), (lambda *a: {x: len(x) for x in a})("a", "bb"), [(lambda i=i: i)() for i in range(3)], [f() for f in [lambda: j for j in range(3)]])
print([x for x in [y for y in [z for z in range(3)]]], [[c for c in w] for w in "ab cd".split()], [(a, b) for a in "xy" for b in [ord(a)]], [i for i in range(10) if i % 2 if i % 3 if i > 4])
print(sorted((len(w), w) for w in ("bb", "a", "ccc")), max((v, k) for k, v in {"p": 1, "q": 5}.items()), dict((v, k) for k, v in {"p": 1}.items()), set(x % 3 for x in range(9)) == {0, 1, 2}, tuple(x for x in "ab"), "".join(c for c in "a1b2" if c.isalpha()), sum(x * y for x, y in zip([1, 2], [3, 4])), next(i for i in range(10) if i * i > 20))
print([a if a else b for a, b in ((0, 1), (2, 3))], [not x for x in (0, 1)], [x or "empty" for x in ("", "v")], [x for x in (1, 2, 3) if x != 2 or False], [-x for x in (1, -1)], [*(x for x in "ab"), *[y for y in "cd"]], [(x, *y) for x, *y in ([1, 2, 3], "abc")])
x = 10
print([x for x in range(3)], x, [x + y for y in [x]], {x: [x for x in range(x)] for x in range(3)}, [x for x in (x, x + 1)])


class Row:
    def __init__(self, *cells):
        self.cells = cells

    def __iter__(self):
        return (c * 2 for c in self.cells)

    def total(self):
        return sum(c for c in self)

    def pairs(self):
        return {(a, b) for a in self for b in self if a < b}


r = Row(1, 2, 3)
print(list(r), r.total(), sorted(r.pairs()), [c for c in r if c in [v for v in Row(2)]])
matrix = [[i * 3 + j for j in range(3)] for i in range(3)]
print([list(row) for row in zip(*matrix)], [row[::-1] for row in matrix[::-1]], sum(matrix[i][i] for i in range(3)), [v for row in matrix for v in row if v % 2], [[sum(a * b for a, b in zip(r, c)) for c in zip(*matrix)] for r in matrix])
print([i for i in iter([3, 2, 1].pop, 2)], [k for k in {"a": 1, "b": 2}], [t for t in {1: "x"}.items()], [ch for ch in reversed("abc")], [i for i, _ in enumerate("ab")], [b for b in b"ab"])
