# Functions that return functions, themselves, nothing, tuples; early returns; state in attributes and globals.
def counter():
    counter.calls = getattr(counter, "calls", 0) + 1
    return counter.calls


def classify(n):
    if n < 0:
        return "negative"
    elif n == 0:
        return
    for d in range(2, n):
        if n % d == 0:
            return d
    else:
        return "prime"


def itself():
    return itself


def multi(n):
    return n, -n, [n] * n


def accumulate(*functions):
    def run(value):
        trail = [value]
        for f in functions:
            trail.append(f(trail[-1]))
        return trail
    return run


def memo(f):
    table = {}

    def wrapped(n):
        if n not in table:
            table[n] = f(n)
        return table[n]
    wrapped.table = table
    return wrapped


@memo
def ways(n):
    return 1 if n < 2 else ways(n - 1) + ways(n - 2)


def hanoi(n, a="A", b="B", c="C"):
    return [] if n == 0 else hanoi(n - 1, a, c, b) + [a + c] + hanoi(n - 1, b, a, c)


def ackermann(m, n):
    return n + 1 if m == 0 else ackermann(m - 1, 1) if n == 0 else ackermann(m - 1, ackermann(m, n - 1))


def permutations(items):
    if not items:
        return [[]]
    return [[x] + p for i, x in enumerate(items) for p in permutations(items[:i] + items[i + 1:])]


print(counter(), counter(), counter.calls, [classify(n) for n in (-1, 0, 1, 2, 9, 13)], itself()()() is itself)
a, b, (c, *d) = multi(3)
print(a, b, c, d, accumulate(str, len, lambda v: v + 1)(12345), ways(80), len(ways.table))
print(hanoi(3), len(hanoi(8)), ackermann(2, 3), len(permutations([1, 2, 3, 4])), permutations("ab" and ["a", "b"]))


def many_locals():
    a0 = a1 = a2 = a3 = a4 = a5 = a6 = a7 = a8 = a9 = 1
    b0, b1, b2, b3, b4, b5, b6, b7, b8, b9 = range(10)
    return sum(locals().values())


print(many_locals(), (lambda *a, **k: len(a) + len(k))(*range(50), **{str(i): i for i in range(50)}))


def conditional_def(flag):
    if flag:
        def inner():
            return "yes"
    else:
        def inner():
            return "no"
    return inner()


print(conditional_def(1), conditional_def(0))
