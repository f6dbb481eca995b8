# Sums and differences around the sizes of small and large ints, their carries and signs; abs, divmod and radixes.
sizes = [0, 1, 63, 64, 65, 127, 128, 192, 448, 511, 512, 513, 575, 576, 640]
edges = sorted({sign * (2**n + d) for n in sizes for d in (-1, 0, 1) for sign in (1, -1)})
check = 0
for a in edges:
    for b in edges:
        s, d = a + b, a - b
        # Told otherwise: by digits.
        assert s - b == a and d + b == a and (s > a) == (b > 0) and (d < a) == (b > 0), (a, b)
        check = (check * 31 + s * 7 + d) % (2**61 - 1)
        if b:
            q, r = divmod(a, b)
            assert q * b + r == a and (0 <= r < b or b < r <= 0), (a, b)
            check = (check * 31 + q + r) % (2**61 - 1)
print(len(edges), check)
for a in edges:
    print(abs(a), bin(a), oct(a), hex(a))
big = 2**576
print(big - big, big - (big - 1), (big - 1) - big, -big + big, big + -big, (big + 1) - big)


class Sub(int):
    def __abs__(self):
        return "abs"

    def __divmod__(self, other):
        return "divmod"

    def __rdivmod__(self, other):
        return "rdivmod"


class Index:
    def __init__(self, n):
        self.n = n

    def __index__(self):
        return self.n


print(abs(Sub(-3)), divmod(Sub(7), 2), divmod(7, Sub(2)), bin(Sub(-5)), hex(Index(-255)), oct(Index(8)))
print(abs(True), abs(-0.0), abs(-1.5), abs(float("-inf")), abs(3 - 4j), type(abs(False)))
print(bin(True), hex(-(2**63)), oct(-(2**63)), bin(2**63 - 1), hex(0), oct(8), bin(-1))
print(divmod(True, 2), divmod(-7, 2), divmod(7, -2), divmod(-(2**63), -1), divmod(7.5, 2), divmod(7, 2.0))
for call in (
    lambda: divmod(1, 0),
    lambda: divmod(2**70, 0),
    lambda: divmod(1, "a"),
    lambda: divmod(1.0, 0),
    lambda: abs("a"),
    lambda: bin(1.5),
    lambda: hex("a"),
    lambda: oct(None),
):
    try:
        print(call())
    except (TypeError, ZeroDivisionError) as error:
        print(type(error).__name__, error)
print(abs(5) is abs(5), abs(10**30) == 10**30, hash(-1), hash(-2), hash(2**61 - 1), hash(-(2**61 - 1)), hash(2**63 - 1), hash(-(2**63)))
