# Loops over ranges with every sign and size of step, and arithmetic on their ends.
def collect(*args, limit=8):
    out = []
    for i in range(*args):
        out.append(i)
        if len(out) == limit:
            out.append("...")
            break
    return out


for start in (-5, 0, 3, 2 ** 31 - 2, 2 ** 63 - 2, -2 ** 63 + 1, 10 ** 25):
    for distance in (-7, -1, 0, 1, 7):
        for step in (-3, -1, 1, 2, 5, 10 ** 20, -10 ** 20):
            print(start, distance, step, collect(start, start + distance, step))
print(collect(5), collect(0), collect(-3), collect(2, 5), collect(10 ** 30, 10 ** 30 + 3), collect(0, 10 ** 40, 10 ** 39))
total = 0
for i in range(100):
    for j in range(i, 0, -7):
        total += i * j
    for k in range(-i, i, 9):
        total -= k
print(total)
i = "unchanged"
for i in range(0):
    pass
print(i)
for i in range(3):
    pass
print(i)
n = 3
for i in range(n):
    n = 10
print(i, n)
r = range(5)
print([(a, b) for a in r for b in r if a < b], list(r), list(r), [x for x in r[::-1]], sum(r[1:4]), 3 in r[::2], 4 in r[::2], r.index(3), len(r[1:-1]))
evens, odds = range(0, 20, 2), range(1, 20, 2)
print(list(zip(evens, odds))[:3], [e for e in evens if e in range(4, 12)], evens[2:5], odds[-1], evens[::-3], list(odds[3:100]), len(evens), set(evens) & set(odds))


class Index:
    def __init__(self, n):
        self.n = n

    def __index__(self):
        print("index", self.n)
        return self.n


print(list(range(Index(1), Index(7), Index(3))))
it = iter(range(5))
next(it)
rest = [*it]
print(rest, next(it, "end"))
backwards = list(range(10, -1, -1))
print(backwards, backwards == list(reversed(range(11))), list(range(10, 0, -3)), list(range(0, -10, -4)), list(range(-1, -10, 3)))
count = 0
for _ in range(50000):
    count += 1
print(count, sum(range(50001)), max(range(0, 1000, 7)), min(range(9, 0, -2)), sorted(range(5), key=lambda v: -v))
