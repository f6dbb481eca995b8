"""An ordered map as a treap of slotted nodes: recursive insertion, removal, lookup and in-order walks."""


class Node:
    __slots__ = ("key", "value", "priority", "left", "right")

    def __init__(self, key, value, priority):
        self.key = key
        self.value = value
        self.priority = priority
        self.left = None
        self.right = None


def rotate_right(node):
    top = node.left
    node.left = top.right
    top.right = node
    return top


def rotate_left(node):
    top = node.right
    node.right = top.left
    top.left = node
    return top


def merge(left, right):
    if left is None:
        return right
    if right is None:
        return left
    if left.priority < right.priority:
        left.right = merge(left.right, right)
        return left
    right.left = merge(left, right.left)
    return right


class TreeMap:
    __slots__ = ("root", "size", "seed")

    def __init__(self):
        self.root = None
        self.size = 0
        self.seed = 1

    def __len__(self):
        return self.size

    def __setitem__(self, key, value):
        self.seed = self.seed * 16807 % 2147483647
        self.root = self._insert(self.root, key, value)

    def _insert(self, node, key, value):
        if node is None:
            self.size += 1
            return Node(key, value, self.seed)
        if key < node.key:
            node.left = self._insert(node.left, key, value)
            if node.left.priority < node.priority:
                node = rotate_right(node)
        elif key > node.key:
            node.right = self._insert(node.right, key, value)
            if node.right.priority < node.priority:
                node = rotate_left(node)
        else:
            node.value = value
        return node

    def __getitem__(self, key):
        node = self.root
        while node is not None:
            if key < node.key:
                node = node.left
            elif key > node.key:
                node = node.right
            else:
                return node.value
        raise KeyError(key)

    def __contains__(self, key):
        try:
            self[key]
        except KeyError:
            return False
        return True

    def __delitem__(self, key):
        self.root = self._remove(self.root, key)
        self.size -= 1

    def _remove(self, node, key):
        if node is None:
            raise KeyError(key)
        if key < node.key:
            node.left = self._remove(node.left, key)
            return node
        if key > node.key:
            node.right = self._remove(node.right, key)
            return node
        return merge(node.left, node.right)

    def __iter__(self):
        stack = []
        node = self.root
        while stack or node is not None:
            while node is not None:
                stack.append(node)
                node = node.left
            node = stack.pop()
            yield node.key
            node = node.right


def main():
    tree = TreeMap()
    for i in range(66000):
        tree[i * 7919 % 90001] = i
    found = sum(tree[i * 7919 % 90001] for i in range(0, 66000, 2))
    missing = sum(key not in tree for key in range(0, 90001, 3))
    for i in range(0, 66000, 3):
        del tree[i * 7919 % 90001]
    keys = list(tree)
    print("tree_map", len(tree), found, missing, keys == sorted(keys), keys[:4], sum(keys))


if __name__ == "__main__":
    main()
