# Calls through every mechanism: star calls, nested calls, callbacks from natives, very many arguments.
def collect(*args, **kwargs):
    return len(args), sum(args), len(kwargs), sum(kwargs.values())


print(collect(*range(1000)), collect(*range(300), **{"k%d" % i: i for i in range(300)}))
names = ["p%d" % i for i in range(260)]
source = "def wide(" + ", ".join(names) + "): return p0 + p259, p100\n"
space = {}
exec(source, space)
print(space["wide"](*range(260)), space["wide"](**{n: 1 for n in names}))
exec("def many(x): return (" + ", ".join("x + %d" % i for i in range(300)) + ")", space)
print(len(space["many"](1)), space["many"](1)[-1])


class Sorter:
    def __init__(self, key):
        self.key = key
        self.calls = 0

    def __call__(self, item):
        self.calls += 1
        return self.key(item)


sorter = Sorter(lambda p: p[1])
print(sorted([(1, "c"), (2, "a"), (3, "b")], key=sorter), sorter.calls)


def callback_raises(value):
    if value == 3:
        raise LookupError("stopped at 3")
    return value


for consumer in (lambda: list(map(callback_raises, range(5))), lambda: sorted(range(5), key=callback_raises),
                 lambda: max(range(5), key=callback_raises), lambda: [callback_raises(v) for v in range(5)],
                 lambda: sum(callback_raises(v) for v in range(5)), lambda: dict((callback_raises(v), v) for v in range(5)),
                 lambda: "".join(str(callback_raises(v)) for v in range(5)), lambda: any(map(lambda v: callback_raises(v) > 9, range(5)))):
    try:
        consumer()
    except LookupError as error:
        print(type(error).__name__, error)


def reenter(n):
    if n == 0:
        return 0
    return sum(map(reenter, [n - 1])) + 1


print(reenter(50))


def sort_within(n):
    return sorted([1, 0], key=lambda v: (n and sort_within(n - 1), v)[1])


print(sort_within(9))


class Chain:
    def __init__(self):
        self.calls = []

    def __getattr__(self, name):
        def method(*args):
            self.calls.append((name, *args))
            return self
        return method


print(Chain().one().two(2).three(3, 4).calls)


def swap(a, b):
    return b, a


x = (1, 2)
for _ in range(5):
    x = swap(*x)
print(x)
f = swap
print(f(*f(1, 2)), f(b=1, a=2), f(*[5], **{"b": 6}))
print((lambda *a: a)(*(i for i in range(4)), *"ab", 9), (lambda **k: k)(**{"a b": 1, "": 2}))
print(print.__name__, len.__call__("abc"), int.__add__(1, 2), type(lambda: 0).__call__(lambda: 7))
print(*[1, 2], *(3,), sep="|")
print(getattr("abc", "upper")(), (getattr)("abc", "lower")())
