# List algorithms written out: quick, heap and insertion sort, binary search, rotation, partition, queue and matrix work.
def lcg(n, seed=1):
    out = []
    for _ in range(n):
        seed = (seed * 1103515245 + 12345) % 2147483648
        out.append(seed % 1000)
    return out


def quick(a, lo=0, hi=None):
    hi = len(a) - 1 if hi is None else hi
    if lo < hi:
        p, i = a[hi], lo
        for j in range(lo, hi):
            if a[j] < p:
                a[i], a[j] = a[j], a[i]
                i += 1
        a[i], a[hi] = a[hi], a[i]
        quick(a, lo, i - 1)
        quick(a, i + 1, hi)
    return a


def heapsort(a):
    def sift(i, n):
        while 2 * i + 1 < n:
            c = 2 * i + 1
            if c + 1 < n and a[c + 1] > a[c]:
                c += 1
            if a[i] >= a[c]:
                return
            a[i], a[c] = a[c], a[i]
            i = c
    for i in range(len(a) // 2, -1, -1):
        sift(i, len(a))
    for n in range(len(a) - 1, 0, -1):
        a[0], a[n] = a[n], a[0]
        sift(0, n)
    return a


def insertion(a):
    for i in range(1, len(a)):
        v, j = a[i], i
        while j and a[j - 1] > v:
            a[j] = a[j - 1]
            j -= 1
        a[j] = v
    return a


def search(a, v):
    lo, hi = 0, len(a)
    while lo < hi:
        m = (lo + hi) // 2
        if a[m] < v:
            lo = m + 1
        else:
            hi = m
    return lo


data = lcg(300)
ok = sorted(data)
print([f(data[:]) == ok for f in (quick, heapsort, insertion)], [search(ok, v) for v in (0, 500, 999, -1, 10 ** 9)], search(ok, ok[150]) <= 150)
r = list(range(10))
r[:] = r[3:] + r[:3]
print(r, r[-2:] + r[:-2], [r[i:i + 3] for i in range(0, 10, 3)], list(map(list, zip(*[iter(r)] * 5))))
queue, seen = [(0, 0)], {(0, 0): 0}
while queue:
    x, y = queue.pop(0)
    for nx, ny in ((x + 1, y + 2), (x + 2, y + 1), (x - 1, y + 2), (x + 2, y - 1), (x - 2, y + 1), (x + 1, y - 2), (x - 1, y - 2), (x - 2, y - 1)):
        if 0 <= nx < 8 and 0 <= ny < 8 and (nx, ny) not in seen:
            seen[nx, ny] = seen[x, y] + 1
            queue.append((nx, ny))
print(len(seen), seen[7, 7], max(seen.values()))
m = [[1 if i == j else 0 for j in range(3)] for i in range(3)]
m[1][2] = 5
t = [list(c) for c in zip(*m)]
print(m, t, [sum(r) for r in m], [[a * b for a, b in zip(x, y)] for x, y in zip(m, t)])
sub = [[]]
for v in "abc":
    sub += [s + [v] for s in sub]
print(sub)
josephus, i = list(range(1, 42)), 0
while len(josephus) > 1:
    i = (i + 2) % len(josephus)
    josephus.pop(i)
print(josephus)
flat = []
stack = [[1, [2, [3, [4]], 5], []]]
while stack:
    top = stack.pop()
    if isinstance(top, list):
        stack.extend(reversed(top))
    else:
        flat.append(top)
print(flat)
