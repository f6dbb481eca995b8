# Dictionaries with many keys of mixed kinds: growth, deletes, lookups of absent keys, and totals.
d = {}
for i in range(20000):
    d[i * 37 % 20011] = i
print(len(d), sum(d), sum(d.values()), d[0], d.get(20010), 20012 in d)
for i in range(0, 20011, 2):
    d.pop(i, None)
print(len(d), list(d)[:5], list(d)[-2:])
for i in range(0, 20011, 4):
    d[i] = -i
print(len(d), list(d)[-3:], d[4], d[37])
keys = [0, 1, -1, 2 ** 40, -2 ** 40, 2 ** 61 - 1, 2 ** 61, 2 ** 64, 1.5, -0.0, float("inf"), "a", "", "é", "a" * 1000, b"a", (), (1,), (1, (2, "x")), None, True, frozenset([1]), 2j, ..., int, len, range(3)]
m = {}
for n, k in enumerate(keys):
    m[k] = n
print(len(m), m[0.0], m[1], m[True], m[-1], m[2.0 ** 61], m[(1, (2, "x"))], m["a" * 1000], m[frozenset([1])], m[range(0, 3)], m[...], m[int])
strings = {"key%d" % i: i for i in range(5000)}
print(len(strings), strings["key4999"], "key5000" in strings, sum(v for k, v in strings.items() if k.endswith("7")), strings["".join(["ke", "y", "12"])])
for k in list(strings):
    if len(k) == 6:
        del strings[k]
print(len(strings), list(strings)[:3], list(strings)[-1])
nested = {}
for i in range(300):
    node = nested
    for digit in str(i * 7919):
        node = node.setdefault(digit, {})
    node["end"] = i


def count(node):
    return sum(1 if k == "end" else count(v) for k, v in node.items())


print(count(nested), list(nested), sorted(nested["7"])[:3])
lru = {}
hits = 0
state = 3
for _ in range(5000):
    state = (state * 48271) % 2147483647
    k = state % 60
    if k in lru:
        hits += 1
        lru[k] = lru.pop(k)
    else:
        lru[k] = 1
        if len(lru) > 40:
            del lru[next(iter(lru))]
print(hits, len(lru), list(lru)[:5])
inverse = {}
for k, v in {i: i * i % 101 for i in range(101)}.items():
    inverse.setdefault(v, []).append(k)
print(len(inverse), inverse[1], inverse[0], max(map(len, inverse.values())))
a = {i: 0 for i in range(100)}
b = {i: 1 for i in range(50, 150)}
c = a | b
print(len(c), c[49], c[50], list(c)[100:103], sum(c.values()), {**b, **a}[50], a.keys() & b.keys() == set(range(50, 100)), len(a.items() - b.items()), len(a.keys() ^ b.keys()))
e = dict.fromkeys(range(1000))
e.clear()
for i in range(10):
    e[i] = i
print(e, e == {i: i for i in range(9, -1, -1)}, len(dict(e, x=1)))
big = {i: {j: (i, j) for j in range(10)} for i in range(100)}
print(sum(len(v) for v in big.values()), big[99][9], sum(sum(t) for v in big.values() for t in v.values()))
del big[50][5], big[50]
print(50 in big, len(big))
