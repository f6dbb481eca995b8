# Suspended generators that only garbage holds die at a safe point, whatever collection found the garbage.
import gc

closed = []


def gen():
    try:
        yield 1
    finally:
        closed.append(1)


def f():
    g = gen()
    next(g)
    return g


for i in range(300):
    g = f()
    del g
    g = f()
    c = [g]
    c.append(c)
    del g, c
gc.collect()
print(len(closed))
