# Huge integers: multiplication, division, powers, shifts and identities at growing sizes.
import sys
sys.set_int_max_str_digits(0)


def digest(n):
    return n % 1000000007, n % (2 ** 61 - 1), n.bit_length()


state = 12345


def big(bits):
    global state
    n = 0
    while n.bit_length() < bits:
        state = (state * 6364136223846793005 + 1442695040888963407) & (2 ** 64 - 1)
        n = n << 64 | state
    return n >> (n.bit_length() - bits)


for bits in (64, 65, 127, 128, 129, 500, 1000, 2000, 5000, 20000, 60000):
    a, b, c = big(bits), big(bits // 2 + 3), big(bits + 100)
    p = a * b
    print(bits, digest(p), digest(a * a), digest(c * a - b))
    assert p // a == b and p // b == a and p % a == 0
    q, r = divmod(c, b)
    assert q * b + r == c and 0 <= r < b
    q, r = divmod(-c, b)
    assert q * b + r == -c and 0 <= r < b
    print(digest(q), digest(r), digest(a << 77), digest(a >> 77), digest(-a >> 13), digest(a & b), digest(a | -b), digest(-a ^ c))
    assert (a + b) * (a - b) == a * a - b * b
    assert (a << 1000) >> 1000 == a
    assert (a ^ b) ^ b == a and (a & ~b) | (a & b) == a
print(digest(3 ** 5000), digest(7 ** 20000), digest((2 ** 607 - 1) ** 30))
f = 1
for i in range(1, 1500):
    f *= i
print(digest(f))
a, b = 0, 1
for _ in range(20000):
    a, b = b, a + b
print(digest(a))
for m in (1, 2, 97, 10 ** 9 + 7, 2 ** 127 - 1, 10 ** 50):
    print(pow(3, 10 ** 20, m), pow(-3, 12345, m), pow(2 ** 200, 3, m), pow(5, 0, m), pow(3, 10 ** 5, -m))
print(pow(3, -1, 7), pow(10, -3, 97), pow(-3, -1, 7), pow(38, -1, 97 * 101))
for args in ((2, -1, 4), (2, 2, 0), (2, 2, 2.0), (2, 1.5, 3), (0, -1, 5), (1.5, 2, 3)):
    try:
        print(pow(*args))
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)


def isqrt(n):
    x = 1 << (n.bit_length() + 1) // 2
    while True:
        y = (x + n // x) // 2
        if y >= x:
            return x
        x = y


n = big(3000)
root = isqrt(n)
print(root * root <= n < (root + 1) ** 2, digest(root))
print(str(big(4000))[:40], len(str(big(30000))), str(10 ** 5000) == "1" + "0" * 5000)
print((2 ** 4000 - 1).bit_count(), (-(2 ** 100)).bit_length(), (2 ** 100 - 1) == -(-(2 ** 100) + 1), hash(2 ** 61 - 1), hash(2 ** 61), hash(-2 ** 61 + 1), hash(10 ** 100), hash(-1), hash(-2))
