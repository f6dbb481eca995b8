# slice objects: attributes, indices, comparison, hashing and use with custom classes.
def attempt(f, *args):
    try:
        return f(*args)
    except (TypeError, ValueError, AttributeError) as error:
        return f"{type(error).__name__}: {error}"


for args in ((1,), (1, 2), (1, 2, 3), (None, None, -1), ("a", [], {}), (None,)):
    s = slice(*args)
    print(s, s.start, s.stop, s.step, attempt(hash, s), s == slice(*args), s != slice(9))
print(attempt(slice), attempt(slice, 1, 2, 3, 4), slice(1, 2) < slice(1, 3), attempt(lambda: slice(1, 2) < slice(2)), attempt(lambda: slice(1) < 5), attempt(setattr, slice(1), "start", 2), attempt(lambda: {slice(1): 1}), slice(1) == (None, 1, None), slice(1, 2, 3) == slice(1.0, 2.0, 3.0))
for s in (slice(None), slice(2), slice(1, 5), slice(-3, None), slice(None, None, -1), slice(5, 1, -2), slice(-100, 100, 3), slice(100, -100, -3), slice(10 ** 30), slice(-10 ** 30, None, 10 ** 30), slice(3, 3), slice(None, -1), slice(-1, None, -1)):
    print(s, [s.indices(n) for n in (0, 1, 5, 10, 10 ** 20)])
for s, n in ((slice(None, None, 0), 5), (slice("a"), 5), (slice(1), -1), (slice(1), "x"), (slice(1.5), 5), (slice(None), 1.0)):
    print(attempt(s.indices, n))


class Show:
    def __getitem__(self, key):
        return key


show = Show()
print(show[1:2:3], show[:], show[::], show[1:], show[:2, ...], show[()], show[1:2, 3:4], show["a":"b"], show[None:None:None], show[[1]:{}], show[lambda: 1:2].stop, show[(1, 2):3], show[-1], show[1:2,], show[*range(2)])


class Index:
    def __index__(self):
        return 2


for seq in ([0, 1, 2, 3, 4], (0, 1, 2, 3, 4), "01234", b"01234", range(5), bytearray(b"01234")):
    print(seq[Index():], seq[:Index()], seq[::Index()], seq[Index()], seq[slice(1, 3)], seq[slice(None, None, -2)], seq[-2:][0], seq[10:], seq[:-10], attempt(lambda: seq[::"x"]), attempt(lambda: seq[None]))


class Matrix:
    def __init__(self, rows):
        self.rows = rows

    def __getitem__(self, key):
        r, c = key
        rows = self.rows[r] if isinstance(r, slice) else [self.rows[r]]
        return [row[c] for row in rows]


m = Matrix([[1, 2, 3], [4, 5, 6], [7, 8, 9]])
print(m[0, 1], m[:, 0], m[1:, ::-1], m[::2, -1], attempt(lambda: m[0]))
print(slice.__mro__, type(slice(1)).__name__, repr(slice(1, 2)), str(slice("x")), slice(*slice(1, 2, 3).indices(10)), slice(3).__reduce__()[1])
