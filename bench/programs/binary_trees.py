"""Complete binary trees of tuples and of objects, built, walked and dropped."""


class Node:
    def __init__(self, left, right):
        self.left = left
        self.right = right

    def count(self):
        if self.left is None:
            return 1
        return 1 + self.left.count() + self.right.count()


def tuple_tree(depth):
    if depth == 0:
        return (None, None)
    return (tuple_tree(depth - 1), tuple_tree(depth - 1))


def count_tuples(tree):
    left, right = tree
    if left is None:
        return 1
    return 1 + count_tuples(left) + count_tuples(right)


def object_tree(depth):
    if depth == 0:
        return Node(None, None)
    return Node(object_tree(depth - 1), object_tree(depth - 1))


def main():
    deepest = 13
    kept = object_tree(deepest)
    total = 0
    for depth in range(4, deepest + 1, 3):
        rounds = 1 << (deepest - depth + 4)
        for _ in range(rounds):
            total += count_tuples(tuple_tree(depth))
            total += object_tree(depth).count()
    print("binary_trees", total, kept.count())


if __name__ == "__main__":
    main()
