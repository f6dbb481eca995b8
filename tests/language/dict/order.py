# Insertion order through deletes, updates, reinsertion, popitem, copies, merges and resizes.
d = {}
for k in "hello world":
    d[k] = d.get(k, 0) + 1
print(d)
del d["h"], d[" "]
d["h"] = "again"
d["e"] = "updated in place"
print(list(d))
print(d.popitem(), d.popitem(), list(d))
d.pop("e")
d.setdefault("e", "back")
print(d, list(reversed(d)))
c = d.copy()
c["z"] = 1
d["y"] = 2
print(list(c), list(d), list(dict(c)), list({**c, "o": 0, "new": 1}), list(c | {"l": 5, "k": 6}))
for n in (5, 8, 9, 50, 500):
    big = {}
    for i in range(n):
        big[i * 7 % n if n % 7 else i] = i
    for i in range(0, n, 2):
        big.pop(i, None)
    for i in range(n, n + n // 2):
        big[i] = i
    for i in range(1, n, 4):
        if i in big:
            big[i] = -1
    keys = list(big)
    print(n, len(big), keys[:6], keys[-4:], sum(big.values()))
order = []
d = {i: None for i in range(20)}
while d:
    k, _ = d.popitem()
    order.append(k)
    if k % 5 == 0 and k:
        d.pop(k - 2, None)
print(order)
q = {}
for i in range(100):
    q[i] = i
    if len(q) > 10:
        del q[next(iter(q))]
print(list(q))


class Same:
    def __init__(self, name):
        self.name = name

    def __hash__(self):
        return 7

    def __eq__(self, other):
        return self.name == other.name

    def __repr__(self):
        return self.name


s = {Same(n): n for n in "abcdefgh"}
del s[Same("b")], s[Same("g")]
s[Same("b")] = "new b"
s[Same("a")] = "new a"
print(s, len(s), Same("c") in s, Same("z") in s)
first = Same("x")
second = Same("x")
t = {first: 1}
t[second] = 2
print(list(t)[0] is first, t)
for i in range(8):
    s.pop(Same("abcdefgh"[i]), None)
print(s)
kw = (lambda **k: list(k))(z=1, y=2, **{"x": 3}, a=4)
print(kw)


class C:
    z = 1
    a = 2
    m = 3


print([k for k in vars(C) if len(k) == 1])
o = C()
o.q, o.b, o.c = 1, 2, 3
del o.q
o.q = 9
print(vars(o), list(vars(o)))
print(list(dict.fromkeys([3, 1, 3, 2, 1])), list(map(list, [{2: 1, 1: 2}, {"b": 1, "a": 2}])), [list(x) for x in ({5, 1, 3} & {1},)])
m = {"k%d" % i: i for i in range(30)}
for i in range(0, 30, 2):
    m["k%d" % i] = m.pop("k%d" % i)
print(list(m)[:4], list(m)[-3:], list(m.items())[0])
big = {}
for i in range(3000):
    big[i] = 1
    if i >= 5:
        del big[i - 5]
print(list(big), len(big))
big.clear()
big["after clear"] = 1
print(big)
