# Survivors move up a generation; collections of a generation leave the older ones alone.
import gc

gc.disable()
gc.collect()


class Node:
    alive = 0

    def __init__(self):
        Node.alive += 1
        self.me = self

    def __del__(self):
        Node.alive -= 1


def where(o):
    return [any(x is o for x in gc.get_objects(g)) for g in range(3)]


a = Node()
print(where(a))
gc.collect(0)
print(where(a))
gc.collect(0)
print(where(a))
gc.collect(1)
print(where(a))
b = Node()
gc.collect(0)
c = Node()
print(where(b), where(c))
del a, b, c
print(Node.alive)
gc.collect(0)
print(Node.alive)
gc.collect(1)
print(Node.alive)
gc.collect(2)
print(Node.alive)
old = Node()
gc.collect()
young = Node()
old.young = young
young.old = old
del young
gc.collect(0)
print("kept by an old object", Node.alive)
del old
gc.collect(1)
print("the old one is not looked at", Node.alive)
gc.collect()
print(Node.alive)
holder = []
gc.collect()
holder.append(Node())
gc.collect(0)
print(where(holder[0]))
holder.clear()
gc.collect(0)
gc.collect(1)
print(Node.alive)
gc.collect()
counts = gc.get_count()
print(counts[1:], gc.get_threshold())
for _ in range(3):
    gc.collect(0)
print(gc.get_count()[1:])
gc.collect(1)
print(gc.get_count()[1:])
for _ in range(2):
    gc.collect(1)
print(gc.get_count()[1:])
gc.collect(2)
print(gc.get_count()[1:])
lists = [[] for _ in range(10)]
for l in lists:
    l.append(lists)
gc.collect(0)
del lists, l
print(gc.collect(0), gc.collect(1) > 0, gc.collect())
s = gc.get_stats()
Node()
gc.collect(1)
t = gc.get_stats()
print(t[1]["collected"] - s[1]["collected"] > 0, t[0]["collected"] - s[0]["collected"], t[2]["collections"] - s[2]["collections"], Node.alive)
gc.enable()
