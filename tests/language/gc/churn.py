# Long runs with the default thresholds: cyclic garbage does not pile up, live data stays right.
import gc

live = 0


class Node:
    def __init__(self, v):
        global live
        live += 1
        self.v = v
        self.links = []

    def __del__(self):
        global live
        live -= 1


def ring(n):
    nodes = [Node(i) for i in range(n)]
    for i, node in enumerate(nodes):
        node.links.append(nodes[(i + 1) % n])
        node.links.append(nodes[i - 1])
    return nodes[0]


peak = 0
for i in range(3000):
    ring(5)
    peak = max(peak, live)
print(peak < 10000)
gc.collect()
print(live)
kept = []
for i in range(2000):
    r = ring(3)
    if i % 100 == 0:
        kept.append(r)
del r
gc.collect()
print(live, len(kept), all(k.links[0].links[0].links[0] is k for k in kept), [k.links[0].v for k in kept[:3]])
kept.clear()
gc.collect()
print(live)
graph = {}
state = 9
for i in range(3000):
    state = (state * 48271) % 2147483647
    a, b = state % 200, state // 200 % 200
    graph.setdefault(a, Node(a)).links.append(graph.setdefault(b, Node(b)))
    if i % 7 == 0:
        graph.pop(state % 190, None)
gc.collect()
reached = set()
stack = list(graph.values())
while stack:
    n = stack.pop()
    if id(n) not in reached:
        reached.add(id(n))
        stack.extend(n.links)
n = None
print(live == len(reached), len(graph) > 0)
graph.clear()
gc.collect()
print(live)
closures = []
for i in range(5000):
    def make():
        def f():
            return f, closures
        return f
    if i % 1000 == 0:
        closures.append(make())
    else:
        make()
gc.collect()
print(len(closures), closures[0]()[0] is closures[0])
trees = []
for i in range(200):
    root = Node(i)
    for j in range(20):
        child = Node(j)
        child.parent = root
        root.links.append(child)
    trees = (trees + [root])[-5:]
del root, child
gc.collect()
print(live, [t.v for t in trees], all(c.parent is t for t in trees for c in t.links))
del trees
gc.collect()
print(live, gc.garbage)
gens = []


def g():
    me = yield
    while True:
        me = yield me


for i in range(2000):
    x = g()
    next(x)
    x.send(x)
del x
gc.collect()
print("generators", live)
errors = []
for i in range(2000):
    try:
        raise ValueError(i)
    except ValueError as error:
        error.me = error
gc.collect()
print("errors", live)
