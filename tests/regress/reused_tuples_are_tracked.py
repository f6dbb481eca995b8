# A result tuple that an iterator fills again is tracked again once it holds something that can be in a cycle.
import gc
import itertools


class Node:
    pass


def sources():
    node = Node()
    yield "zip", zip([1, node], [2, node])
    yield "enumerate", enumerate([1, node])
    yield "items", {1: 2, 3: node}.items()
    yield "reversed items", reversed({3: node, 1: 2}.items())
    yield "zip_longest", itertools.zip_longest([1, node], [2, node])
    yield "product", itertools.product([1], [2, node])
    yield "combinations", itertools.combinations([1, 2, node], 2)
    yield "permutations", itertools.permutations([1, 2, node], 2)
    yield "pairwise", itertools.pairwise([1, 2, node])


for name, source in sources():
    tracked = []
    for pair in source:
        gc.collect()
        tracked.append(gc.is_tracked(pair))
        pair = None
    print(name, tracked)

import weakref

for make in (lambda node: zip([1, node], [2, 3]), lambda node: enumerate([1, node]), lambda node: {1: 2, 3: node}.items()):
    node = Node()
    source = iter(make(node))
    next(source)
    gc.collect()
    node.pair = next(source)
    gone = weakref.ref(node)
    del node, source
    gc.collect()
    print(gone() is None)
