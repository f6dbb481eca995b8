# range: length, indexing, slicing, membership, comparison, hashing, huge values, errors.
def attempt(f, *args):
    try:
        return f(*args)
    except (TypeError, ValueError, IndexError, OverflowError, AttributeError) as error:
        return f"{type(error).__name__}: {error}"


ranges = [range(0), range(5), range(1, 10, 3), range(10, 0, -3), range(5, 5), range(0, -5), range(-3, 3, 2), range(2 ** 70, 2 ** 70 + 10, 4), range(0, 2 ** 100, 2 ** 98), range(3, -10 ** 20, -10 ** 19)]
for r in ranges:
    print(r, attempt(len, r), list(r), r.start, r.stop, r.step, bool(r), r[::2], r[::-1], r[1:3], list(reversed(r)), attempt(lambda: r[0]), attempt(lambda: r[-1]), attempt(lambda: r[100]))
    print([x in r for x in (0, 1, 4, -3, 2 ** 70, 7.0, 4.0, "a", None, True)], r.count(4), attempt(r.index, 4), attempt(r.index, 4.0), attempt(r.index, "x"), r == range(0, 5, 1), hash(r) == hash(range(r.start, r.stop, r.step)), max(r, default="none"), sum(r))
print(range(0) == range(2, 1), range(0, 3, 2) == range(0, 4, 2), range(1, 2) == range(1, 3, 5), range(5) == [0, 1, 2, 3, 4], range(3) != range(4), hash(range(0)) == hash(range(5, 5)), {range(3): 1}[range(0, 3)])
for args in ((), (1.0,), ("a",), (1, 2, 0), (1, 2, 3, 4), (None,), (1, "b"), (True,), (False, True)):
    print(args, attempt(range, *args))
print(attempt(len, range(2 ** 70)), attempt(lambda: range(10)["x"]), attempt(lambda: range(10)[1.0]), attempt(setattr, range(3), "start", 1), attempt(lambda: range(3) + range(2)), attempt(lambda: range(3) * 2), attempt(lambda: range(5)[::0]), attempt(lambda: range(3) < range(4)), range(2 ** 70)[2 ** 69], range(10)[2:8][1:3], range(10)[-3:], range(10)[::-2], range(0, 100, 7)[3:10:2], attempt(len, range(0, 10, 3)), attempt(lambda: range(stop=5)))
it = iter(range(3))
print(next(it), it.__length_hint__(), list(it), list(it), type(it).__name__, type(iter(range(2 ** 70))).__name__, list(zip(iter(range(2 ** 64, 2 ** 64 + 2)), "ab")), list(range(2 ** 63 - 2, 2 ** 63 + 2)), list(range(-2 ** 63 + 1, -2 ** 63 - 2, -1)))


class Index:
    def __index__(self):
        return 4


print(list(range(Index())), range(Index(), 10)[Index()], Index() in range(5), [i for i in range(10) if i % 3 == 0], tuple(range(3)), *range(3), dict(zip(range(3), range(3, 6))), sorted(range(5, 0, -1)), [*range(2), *range(2)], sum(range(101)), list(enumerate(range(2), 5)), list(map(lambda x: x * x, range(4))))
for i in range(3):
    for j in range(i, 3):
        for k in range(j, i, -1):
            print(i, j, k, end="; ")
print()
a, b, c = range(3)
print(a, b, c, range(3).__contains__(2), range(5).__getitem__(2), range.__doc__ is not None, repr(range(1, 2, 3)), str(range(-1)), isinstance(range(0), range))
