# While loops that compute: Euclid, Collatz, sieve, bisection, digit sums, and nested breaks with flags.
def gcd(a, b):
    while b:
        a, b = b, a % b
    return a


def collatz(n):
    steps = 0
    while n != 1:
        n = n // 2 if n % 2 == 0 else 3 * n + 1
        steps += 1
    return steps


def root(x):
    low, high = 0.0, max(1.0, x)
    while high - low > 1e-12:
        middle = (low + high) / 2
        if middle * middle > x:
            high = middle
        else:
            low = middle
    return round(low, 9)


def digits(n):
    total = 0
    while n:
        n, d = divmod(n, 10)
        total += d
    return total


def perfect(limit):
    out = []
    n = 1
    while True:
        n += 1
        if n > limit:
            break
        s, d = 1, 2
        while d * d <= n:
            if n % d == 0:
                s += d
                if d != n // d:
                    s += n // d
            d += 1
        if s == n:
            out.append(n)
    return out


print([gcd(a, b) for a, b in ((12, 18), (0, 5), (7, 0), (-12, 18), (2 ** 80, 6 ** 40))])
print([collatz(n) for n in range(1, 30)], root(2), root(0.25), digits(2 ** 100), perfect(1000))
found = None
for i in range(2, 20):
    for j in range(2, i):
        if i * j == 143:
            found = i, j
            break
    else:
        continue
    break
print(found)
n, log = 10, []
while n:
    n -= 1
    if n % 2:
        continue
    try:
        if n == 4:
            continue
        log.append(n)
    finally:
        log.append("f")
print(log)
while (line := (lambda: ["a", "", "b"])()[n]):
    n += 1
    if n > 1:
        break
print(n)
