"""The time of a full collection with one million live instances, each with a list and a reference to another."""
import gc
import time

COUNT = 1000000


class Node:
    def __init__(self):
        self.items = []
        self.other = None


def main():
    gc.disable()
    nodes = [Node() for _ in range(COUNT)]
    state = 12345
    for node in nodes:
        state = (state * 6364136223846793005 + 1442695040888963407) & 0xFFFFFFFFFFFFFFFF
        node.other = nodes[(state >> 33) % COUNT]
    gc.collect()
    best = None
    for _ in range(3):
        started = time.perf_counter()
        found = gc.collect()
        seconds = time.perf_counter() - started
        if found:
            raise RuntimeError("live objects were collected")
        best = seconds if best is None else min(best, seconds)
    print("%.3f" % (best * 1000))


main()
