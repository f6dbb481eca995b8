# What CPython takes as a C integer does not take any int; indexes and repetitions say it in other words.
import io
import sys
import time
from collections import deque
from itertools import combinations, permutations, product, repeat, tee

B = 10**30


class Odd:
    def __index__(self):
        raise OverflowError("own words")


for text in """
[].pop(B)
[1].pop(-B)
[].insert(B, 1)
'a'.zfill(B)
'a'.center(B)
'a'.ljust(B)
'a'.rjust(B)
'a'.split('b', B)
'a'.rsplit('b', B)
'a'.replace('a', 'b', B)
'a'.expandtabs(B)
'a'.expandtabs(2**40)
b'a'.zfill(B)
b'a'.center(B)
b'a'.ljust(B)
b'a'.split(b'b', B)
b'a'.rsplit(b'b', B)
b'a'.replace(b'a', b'b', B)
b'a'.expandtabs(B)
bytearray(b'a').pop(B)
bytearray(b'a').insert(B, 1)
deque([1]).rotate(B)
deque([1], B)
deque([1]).insert(B, 1)
repeat(1, B)
combinations([1], B)
permutations([1], B)
product([1], repeat=B)
tee([], B)
(1).to_bytes(B, 'big')
io.BytesIO(b'a').seek(B)
io.StringIO('a').seek(B)
sorted([], reverse=B)
[].sort(reverse=-B)
sys.setrecursionlimit(B)
sys.setrecursionlimit(2**40)
time.sleep(B)
time.sleep(-B)
time.sleep(-1)
'a'[B]
[1][B]
[1] * B
'a'.zfill('x')
[].pop(1.5)
[].pop(Odd())
'a'.center(Odd())
""".split("\n")[1:-1]:
    try:
        print(text, eval(text))
    except Exception as error:
        print(text, type(error).__name__, error)
