# Generators as state machines, schedulers, parsers and lazy streams.
def scheduler(tasks):
    queue = list(tasks)
    while queue:
        name, task = queue.pop(0)
        try:
            yield name, next(task)
        except StopIteration as stop:
            yield name, "done %s" % stop.value
        else:
            queue.append((name, task))


def worker(n):
    for i in range(n):
        yield i * i
    return n


print(list(scheduler([("a", worker(2)), ("b", worker(0)), ("c", worker(3))])))


def tokenizer():
    token, out = "", []
    while True:
        char = yield out
        out = []
        if char is None:
            break
        if char.isspace():
            if token:
                out.append(token)
            token = ""
        elif char in "()":
            if token:
                out.append(token)
            token = ""
            out.append(char)
        else:
            token += char
    return token


t = tokenizer()
next(t)
found = [x for c in "(add 1 (mul 2 3)) rest" for x in t.send(c)]
try:
    t.send(None)
except StopIteration as stop:
    print(found, stop.value)


def traffic():
    while True:
        for light in ("green", "yellow", "red"):
            command = yield light
            while command == "hold":
                command = yield light


light = traffic()
print([next(light)] + [light.send(c) for c in (None, "hold", "hold", None, None, "hold", None)])


def primes():
    found = []
    n = 2
    while True:
        if all(n % p for p in found if p * p <= n):
            found.append(n)
            yield n
        n += 1


def window(it, size):
    buffer = []
    for item in it:
        buffer.append(item)
        if len(buffer) > size:
            del buffer[0]
        if len(buffer) == size:
            yield tuple(buffer)


def until(it, limit):
    for item in it:
        if item > limit:
            return
        yield item


print([w for w in window(until(primes(), 60), 2) if w[1] - w[0] == 2])


def walk(tree, path=()):
    for key, value in tree.items():
        if isinstance(value, dict):
            yield from walk(value, path + (key,))
        else:
            yield "/".join(path + (key,)), value


print(dict(walk({"a": 1, "b": {"c": 2, "d": {"e": 3}}, "f": {}})))


def merge(a, b):
    a, b = iter(a), iter(b)
    x, y = next(a, None), next(b, None)
    while x is not None or y is not None:
        if y is None or (x is not None and x <= y):
            yield x
            x = next(a, None)
        else:
            yield y
            y = next(b, None)


print(list(merge([1, 4, 6], [2, 3, 5, 7])), list(merge([], [1])), list(merge([], [])))


def hailstone(n):
    while n != 1:
        yield n
        n = n // 2 if n % 2 == 0 else 3 * n + 1
    yield 1


print(max(len(list(hailstone(n))) for n in range(1, 50)), sum(hailstone(27)))
generators = [worker(i) for i in range(50)]
print(sum(sum(g) for g in generators), [next(g, "spent") for g in generators[:2]])
