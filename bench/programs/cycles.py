"""Cyclic structures created and dropped: rings, parents with children, doubly linked lists and closures."""


class Node:
    def __init__(self, value, parent=None):
        self.value = value
        self.parent = parent
        self.children = []

    def add(self, value):
        child = Node(value, self)
        self.children.append(child)
        return child


class Link:
    __slots__ = ("value", "before", "after")

    def __init__(self, value):
        self.value = value
        self.before = self
        self.after = self

    def insert(self, value):
        link = Link(value)
        link.before = self
        link.after = self.after
        self.after.before = link
        self.after = link
        return link


def family(depth, width):
    root = Node(depth)
    level = [root]
    for d in range(depth):
        level = [node.add(d * width + i) for node in level for i in range(width)]
    return root, len(level)


def ring(size):
    first = last = Link(0)
    for value in range(1, size):
        last = last.insert(value)
    return first


def counter():
    count = 0

    def step():
        nonlocal count
        count += 1
        return step if count < 5 else count

    return step


def main():
    kept = []
    total = 0
    for round_number in range(350):
        root, leaves = family(5, 3)
        total += leaves + len(root.children)
        if round_number % 15 == 0:
            kept.append(root)
    for size in range(1, 1200):
        total += ring(size).before.value
    for _ in range(60000):
        step = counter()
        result = step()
        while result is step:
            result = step()
        total += result
    for i in range(250000):
        loop = [i]
        loop.append(loop)
        mapping = {"self": loop, "i": i}
        loop.append(mapping)
        total += len(loop[1])
    print("cycles", total, len(kept), sum(node.value for root in kept for node in root.children))


if __name__ == "__main__":
    main()
