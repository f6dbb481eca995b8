# compare: stderr
# Repeated frames are folded in the traceback of a deep recursion.
import sys

sys.setrecursionlimit(120)


def down(n):
    if n == 0:
        raise ValueError("bottom")
    down(n - 1)


down(50)
