# Large and deep structures: lists of a million links, long chains, wide graphs; collected and dropped without recursion.
# no-stress
import gc


class Link:
    __slots__ = ("next", "other")

    def __init__(self, next):
        self.next = next


head = None
for _ in range(200000):
    head = Link(head)
print("chain made")
gc.collect()
head = None
print("chain dropped")
first = last = Link(None)
for _ in range(100000):
    last = Link(last)
first.next = last
del first, last
print(gc.collect() >= 100000)
nest = []
for _ in range(200000):
    nest = [nest]
gc.collect()
nest = None
print("nest dropped")
t = ()
for _ in range(200000):
    t = (t, 1)
t = None
d = {}
for _ in range(100000):
    d = {"d": d}
d = None
f = None
for _ in range(50000):
    f = (lambda g: lambda: g)(f)
f = None
print("tuples, dicts and closures dropped")


class Node:
    def __init__(self):
        self.links = []


nodes = [Node() for _ in range(20000)]
state = 1
for n in nodes:
    for _ in range(3):
        state = (state * 1103515245 + 12345) & 0x7FFFFFFF
        n.links.append(nodes[(state >> 8) % len(nodes)])
print(gc.collect())
total = sum(len(n.links) for n in nodes)
keep = nodes[0]
del nodes, n
gc.collect()
seen = {id(keep)}
stack = [keep]
while stack:
    for m in stack.pop().links:
        if id(m) not in seen:
            seen.add(id(m))
            stack.append(m)
print(total, len(seen) > 10000)
del keep, stack, m
print(gc.collect() > 10000)
it = iter([])
for _ in range(20000):
    it = iter([it])
it = None
e = ValueError()
for _ in range(20000):
    n = ValueError()
    n.__context__ = e
    e = n
e = n = None
print("iterators and exceptions dropped")
m = [].append
for _ in range(20000):
    m = [m].append
m = None
x = type("X", (), {})()
for _ in range(50000):
    y = type(x)()
    y.attr = x
    x = y
x = y = None
print("instances dropped", gc.collect() >= 0)
