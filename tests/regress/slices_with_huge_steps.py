# Steps so large that no place would follow the last: slices taken, stored and deleted.
import sys

steps = [sys.maxsize, sys.maxsize - 1, 10**20, -sys.maxsize, -sys.maxsize - 1, -(10**20)]
for step in steps:
    for start in (None, 0, 1, 4, -1, -5):
        part = slice(start, None, step)
        for whole in ([0, 1, 2, 3, 4], (0, 1, 2, 3, 4), "abcde", "añ\u4e2dde", b"abcde", bytearray(b"abcde")):
            print(whole[part], end=" ")
        items = [0, 1, 2, 3, 4]
        items[part] = ["x"]
        array = bytearray(b"abcde")
        array[part] = b"x"
        print(items, array, end=" ")
        del items[part], array[part]
        print(items, array)
