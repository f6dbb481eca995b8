# Every iterable in every consumer: lists, tuples, strings, bytes, dicts, sets, ranges, generators, files, classes.
import io


class Seq:
    def __getitem__(self, i):
        if i == 3:
            raise IndexError
        return i


class It:
    def __iter__(self):
        return iter((0, 1, 2))


sources = {"list": lambda: [0, 1, 2], "tuple": lambda: (0, 1, 2), "range": lambda: range(3), "dict": lambda: {0: "a", 1: "b", 2: "c"}, "keys": lambda: {0: 1, 1: 2, 2: 3}.keys(), "values": lambda: {"a": 0, "b": 1, "c": 2}.values(), "set": lambda: {0, 1, 2}, "frozenset": lambda: frozenset((0, 1, 2)), "bytes": lambda: bytes((0, 1, 2)), "bytearray": lambda: bytearray((0, 1, 2)), "memoryview": lambda: memoryview(bytes((0, 1, 2))), "generator": lambda: (i for i in range(3)), "iterator": lambda: iter([0, 1, 2]), "map": lambda: map(int, "012"), "filter": lambda: filter(lambda v: v < 3, range(9)), "reversed": lambda: reversed([2, 1, 0]), "sequence": Seq, "class": It, "sentinel": lambda: iter([3, 2, 1, 0].pop, 3), "zip": lambda: (a for a, in zip(range(3)))}
consumers = {"list": list, "tuple": tuple, "set": lambda s: sorted(set(s)), "sum": sum, "max": max, "min": min, "sorted": lambda s: sorted(s, reverse=True), "any": any, "all": all, "in": lambda s: 2 in s, "star": lambda s: [*s], "call": lambda s: (lambda *a: a)(*s), "unpack": lambda s: (lambda a, b, c: (c, b, a))(*s), "comp": lambda s: [v + 1 for v in s], "dict": lambda s: {v: v for v in s}, "enumerate": lambda s: list(enumerate(s)), "zip": lambda s: list(zip(s, "abc")), "map": lambda s: list(map(str, s)), "filter": lambda s: list(filter(None, s)), "join": lambda s: ",".join(map(str, s)), "bytes": bytes, "extend": lambda s: (lambda l: (l.extend(s), l))([9]), "slice": lambda s: (lambda l: (l.__setitem__(slice(1, 2), s), l))([7, 8, 9]), "update": lambda s: sorted(set([5]).union(s)), "fromkeys": dict.fromkeys, "iter": lambda s: next(iter(s)), "for": lambda s: [v for v in s for _ in range(v)]}
for cname, consume in consumers.items():
    row = []
    for sname, make in sources.items():
        try:
            row.append(consume(make()))
        except Exception as error:
            row.append(f"{sname} {type(error).__name__}: {error}")
    same = all(r == row[0] for r in row)
    print(cname, row[0] if same else row)
print(list(io.StringIO("a\nb")), [*io.BytesIO(b"x\ny")], dict(["ab", (1, 2), [3, 4]]), dict(io.StringIO("ab\n").read().split() and [("k", 1)]), "".join(c for c in "abc"), list("é日"), list(b"ab"), max("abc"), sorted({"b": 1, "a": 2}), sum(b"ab"), [*{"x": 1}], tuple({"y": 2}.items()))
for n, c in zip(range(10 ** 9), "ab"):
    print(n, c)
a = iter("abcdef")
print([x + y for x, y in zip(a, a)], list(zip(*[iter(range(6))] * 3)), [list(g) for g in (iter([1]), iter([]))], list(map(max, [1, 5], [4, 2], [3, 3])))
