# In-place multiplication by a sequence.
class I(int): pass
class X:
    def __index__(self): return 2
for a in (I(3), X(), {1}, {}, 2, True, range(2), memoryview(b'a'), {}.keys(), {}.values(),type.__dict__):
    for b in ('ab', [1], (1,), b'a', bytearray(b'b')):
        try:
            a1 = a
            a1 *= b
            print(a1)
        except TypeError as e: print('i',e)
        try:
            print(a*b)
        except TypeError as e: print(e)
