# collections: deque, defaultdict, Counter, OrderedDict, namedtuple, ChainMap.
from collections import ChainMap, Counter, OrderedDict, defaultdict, deque, namedtuple


def attempt(f, *args, **kw):
    try:
        return f(*args, **kw)
    except Exception as error:
        return f"{type(error).__name__}: {error}"


d = deque([1, 2, 3], maxlen=4)
d.append(4)
d.append(5)
d.appendleft(0)
print(d, d.maxlen, d[0], d[-1], len(d), 3 in d, d.pop(), d.popleft(), d)
d = deque("abcdef")
d.rotate(2)
print(d, d.index("c"), d.count("a"), list(reversed(d)), d.copy() == d)
d.rotate(-3)
d.extend("xy")
d.extendleft("12")
d.insert(2, "ins")
d.remove("x")
del d[0]
d[0] = "first"
d.reverse()
print(d, d + deque([1]), deque([1]) * 3, deque([1, 2]) < deque([1, 3]), deque() == deque([]), bool(deque()), attempt(deque().pop), attempt(deque().popleft), attempt(d.index, "zz"), attempt(d.remove, "zz"), attempt(lambda: d[100]), attempt(lambda: d[1:2]), attempt(deque, 5), attempt(deque, [], -1), attempt(hash, d))
it = iter(d)
next(it)
d.append(1)
print(attempt(next, it))
dd = defaultdict(list)
dd["a"].append(1)
dd["b"]
print(dd, dd.get("z"), "z" in dd, dd.default_factory, attempt(lambda: defaultdict()["x"]), attempt(defaultdict, 5), defaultdict(int, a=1)["q"], sorted(defaultdict(lambda: 7, {"k": 1}).items()), dd.copy() == dd, dd | {"c": 1})
c = Counter("abracadabra")
print(c, c["a"], c["zz"], c.most_common(2), sorted(c.elements())[:4], c.total(), c + Counter("aaz"), c - Counter("aaaaaab"), c & Counter("abb"), c | Counter("zz"), +Counter(a=-1, b=2), -Counter(a=-1), Counter(a=1) == Counter(a=1, b=0), Counter([1, 1, 2]), Counter(x=2))
c.update("aaa")
c.subtract({"b": 5})
del c["r"]
print(c, sum(c.values()), c.most_common()[-1])
o = OrderedDict([("a", 1), ("b", 2), ("c", 3)])
o.move_to_end("a")
o.move_to_end("c", last=False)
print(o, o.popitem(), o.popitem(last=False), o, OrderedDict(a=1, b=2) == OrderedDict(b=2, a=1), OrderedDict(a=1) == {"a": 1}, attempt(o.move_to_end, "zz"), list(reversed(OrderedDict(x=1, y=2))))
P = namedtuple("P", "x y z", defaults=[9])
p = P(1, 2)
print(p, p.x, p[1], p._replace(x=5), p._asdict(), P._fields, P._field_defaults, P._make([1, 2, 3]), p == (1, 2, 9), P(y=1, x=2), isinstance(p, tuple), attempt(P), attempt(P, 1, 2, 3, 4), attempt(setattr, p, "x", 1), attempt(namedtuple, "Q", "a a"), attempt(namedtuple, "Q", "1a"), namedtuple("R", "a def", rename=True)._fields, P.__doc__, P.x.__doc__)
x, y, z = p
print(x, y, z, hash(p) == hash((1, 2, 9)))
m = ChainMap({"a": 1}, {"a": 2, "b": 3})
m["c"] = 5
print(m["a"], m["b"], sorted(m), m.maps, m.new_child({"a": 0})["a"], m.parents["a"], len(m), attempt(lambda: m["zz"]), m.get("q", 7))
