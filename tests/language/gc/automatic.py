# Automatic collection: it runs past the threshold, counts rise, generations follow, nothing live is lost.
import gc

runs = []


def callback(phase, info):
    if phase == "stop":
        runs.append(info["generation"])


gc.collect()
gc.callbacks.append(callback)
live = [[] for _ in range(5000)]
gc.callbacks.remove(callback)
print(len(runs) >= 5, set(runs) <= {0, 1, 2}, len(live))
runs.clear()
gc.callbacks.append(callback)
live = [[] for _ in range(9000)]
gc.callbacks.remove(callback)
zeros = runs.count(0)
print(1 in runs, zeros > runs.count(1) > 0)
gc.disable()
runs.clear()
gc.callbacks.append(callback)
live = [[] for _ in range(9000)]
gc.callbacks.remove(callback)
print(runs)
gc.enable()


class Node:
    alive = 0

    def __init__(self):
        Node.alive += 1
        self.me = self

    def __del__(self):
        Node.alive -= 1


gc.collect()
for _ in range(5000):
    Node()
print(Node.alive < 5000, Node.alive >= 0)
gc.collect()
print(Node.alive)
gc.set_threshold(50, 2, 2)
for _ in range(1000):
    Node()
print(Node.alive < 400)
gc.set_threshold(0)
gc.collect()
for _ in range(2000):
    Node()
print(Node.alive)
gc.set_threshold(700, 10, 10)
gc.collect()
print(Node.alive)
gc.disable()
first = gc.get_count()[0]
kept = [[] for _ in range(100)]
second = gc.get_count()[0]
print(95 <= second - first <= 110)
del kept
third = gc.get_count()[0]
print(third < second)
gc.collect()
print(gc.get_count()[0] < 10, gc.get_count()[1:])
gc.collect(0)
print(gc.get_count()[1])
gc.collect(0)
print(gc.get_count()[1])
gc.collect(1)
print(gc.get_count()[1:])
gc.enable()
tree = {}
for i in range(3000):
    tree = {"child": tree, "i": i}
depth = 0
while tree:
    tree = tree["child"]
    depth += 1
print(depth)
data = {i: [i, (i, str(i))] for i in range(5000)}
gc.collect()
print(sum(v[0] for v in data.values()), all(v[1][1] == str(k) for k, v in data.items()))
