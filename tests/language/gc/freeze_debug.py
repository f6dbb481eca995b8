# gc.freeze, unfreeze, get_freeze_count, DEBUG_SAVEALL and gc.garbage.
import gc

gc.disable()
gc.collect()
print(gc.get_freeze_count())


class Node:
    alive = 0

    def __init__(self):
        Node.alive += 1
        self.me = self

    def __del__(self):
        Node.alive -= 1


keep = Node()
dead = Node()
gc.freeze()
print(gc.get_freeze_count() > 0, len(gc.get_objects(2)) < 10)
del dead
gc.collect()
print(Node.alive)
gc.unfreeze()
print(gc.get_freeze_count(), Node.alive)
gc.collect()
print(Node.alive)
gc.freeze()
fresh = Node()
del fresh
gc.collect()
print(Node.alive)
gc.unfreeze()
gc.set_debug(gc.DEBUG_SAVEALL)
print(gc.get_debug() == gc.DEBUG_SAVEALL)
a = []
a.append(a)
del a
print(gc.collect() > 0, len(gc.garbage), gc.garbage[0][0] is gc.garbage[0])
gc.set_debug(0)
gc.garbage.clear()
print(gc.collect(), gc.garbage, gc.get_debug())
before = [s["collections"] for s in gc.get_stats()]
for generation in (0, 1, 2, 0, 0):
    gc.collect(generation)
print([s["collections"] - b for s, b in zip(gc.get_stats(), before)])
for bad in ("x", None, 1.5):
    try:
        gc.set_debug(bad)
    except TypeError as error:
        print(error)
gc.enable()
print(gc.isenabled())
keep.me = None
del keep
print(Node.alive)
l = [Node() for _ in range(10)]
for n in l:
    n.me = l
del l, n
print(gc.collect() >= 10, Node.alive)
gc.collect(0)
x = [Node()]
gc.collect(0)
y = x[0]
del x
gc.collect(1)
y.extra = [y]
del y
print(Node.alive, gc.collect() > 0, Node.alive)
print(sorted(n for n in dir(gc) if not n.startswith("_")))
