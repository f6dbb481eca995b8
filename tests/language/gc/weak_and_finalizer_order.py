# A cyclic island with finalizers, weak references and callbacks: the phases of a collection, in order.
import gc
import weakref

gc.disable()
gc.collect()
log = []


class Node:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        log.append(("del", self.name, sorted(k for k in vars(self) if k != "name")))


def island(*names):
    nodes = [Node(n) for n in names]
    for a, b in zip(nodes, nodes[1:] + nodes[:1]):
        a.next = b
    return nodes


a, b = island("a", "b")
refs = [weakref.ref(n, lambda r, i=i: log.append(("callback", i))) for i, n in enumerate((a, b))]
del a, b
gc.collect()
print([e[0] for e in log], sorted(e[1] for e in log if e[0] == "del"), all(e[2] == ["next"] for e in log if e[0] == "del"), [r() for r in refs])
log.clear()


class Reviver(Node):
    def __del__(self):
        log.append(("revive", self.name))
        saved.append(self)


saved = []
x, y = Reviver("x"), Node("y")
x.next, y.next = y, x
wx, wy = weakref.ref(x), weakref.ref(y)
del x, y
gc.collect()
print(sorted(e[:2] for e in log), saved[0].next.name, wx() is None, wy() is None)
log.clear()
saved.clear()
gc.collect()
print("second collection", log)
tail = Node("tail outside the cycle")
h, i = island("h", "i")
h.tail = tail
del tail, h, i
gc.collect()
print([e[1] for e in log if "tail" in e[1]], len(log))
log.clear()
p, q = island("p", "q")
p.weak_to_q = weakref.ref(q, lambda r: log.append("callback from inside"))
outside = weakref.ref(q, lambda r: log.append("callback from outside"))
del p, q
gc.collect()
print([e for e in log if isinstance(e, str)])
log.clear()
registry = weakref.WeakValueDictionary()
u, v = island("u", "v")
registry["u"], registry["v"] = u, v
print(sorted(registry))
del u, v
gc.collect()
print(sorted(registry), sorted(e[1] for e in log))
log.clear()


class Unlink:
    def __init__(self, other=None):
        self.other = other

    def __del__(self):
        log.append("unlink %s" % (self.other is not None))
        self.other = None


m = Unlink()
n = Unlink(m)
m.other = n
del m, n
gc.collect()
print(sorted(log), gc.collect())
log.clear()
big = island(*map(str, range(50)))
del big
gc.collect()
print(len(log), {e[0] for e in log}, len({e[1] for e in log}), gc.garbage)
