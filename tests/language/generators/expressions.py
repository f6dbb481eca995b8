# yield as an expression, generator pipelines, generator methods, cleanup order and infinite generators.
def echo():
    x = yield
    while True:
        x = yield x * 2 if x is not None else (yield "nested")


g = echo()
next(g)
print(g.send(5), g.send(None), g.send(7), g.send(8))


def unpack():
    a, b = yield 1
    c = [(yield a), (yield b)]
    d = {"k": (yield c)}
    e = f"{(yield d)}"
    return e, (yield), (yield (yield))


g = unpack()
out = [next(g), g.send((2, 3))]
for value in ("x", "y", "z", "w", "v", "u"):
    out.append(g.send(value))
print(out)
try:
    g.send("end")
except StopIteration as stop:
    print(stop.value)


def numbers():
    n = 0
    while True:
        yield n
        n += 1


def take(n, it):
    for _, v in zip(range(n), it):
        yield v


def where(p, it):
    return (v for v in it if p(v))


print(list(take(5, where(lambda v: v % 3 == 1, numbers()))))


def accumulate():
    total = 0
    count = 0
    while True:
        value = yield (total, count)
        if value is None:
            return total / count if count else None
        total += value
        count += 1


a = accumulate()
next(a)
for v in (1, 2, 6):
    print(a.send(v))
try:
    a.send(None)
except StopIteration as s:
    print(s.value)


class Tree:
    def __init__(self, value, left=None, right=None):
        self.value, self.left, self.right = value, left, right

    def __iter__(self):
        if self.left:
            yield from self.left
        yield self.value
        if self.right:
            yield from self.right


print(list(Tree(2, Tree(1), Tree(4, Tree(3)))), sum(Tree(2, Tree(1))), 3 in Tree(3), max(Tree(1, Tree(9))))


def cleanup(name):
    try:
        yield name
        yield name
    finally:
        print("cleanup", name)


def first_of_each():
    for name in "abc":
        for value in cleanup(name):
            yield value
            break
        print("broke out of", name)


print(list(first_of_each()))
g = cleanup("dropped")
next(g)
g = None
print("after drop")
for v in cleanup("loop"):
    break
print("after loop")


def locals_kept():
    a, b = 1, [2]
    yield
    b.append(a)
    yield b


g = locals_kept()
next(g)
print(g.gi_frame.f_locals, g.gi_code.co_name, next(g), g.gi_frame.f_lineno)


def in_try():
    for i in range(3):
        try:
            yield i
        except ValueError:
            yield "handled %d" % i
            continue
        finally:
            yield "finally %d" % i


g = in_try()
print(next(g), g.throw(ValueError), next(g), next(g), list(g))
gen_list = [(i, j) for i in (x for x in range(3)) for j in (y for y in range(i))]
print(gen_list, dict((k, v) for k, v in zip("ab", (n for n in range(5)))), set(c for c in "aab") == {"a", "b"})
lazy = (print("evaluated", x) or x for x in range(2))
print("not yet")
print(list(lazy))
print(*(x for x in range(3)), sorted(-x for x in range(3)), tuple(x for x in ()), min((x for x in ()), default="empty"))


def context():
    with open("/dev/null") as f:
        yield f
        yield f.closed


g = context()
f = next(g)
g.close()
print(f.closed)
