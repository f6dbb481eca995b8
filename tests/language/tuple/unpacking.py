# Unpacking in every position: assignment, for, calls, returns, nested stars, and its errors.
def attempt(source):
    space = {}
    try:
        exec(source, space)
        return {k: v for k, v in space.items() if k != "__builtins__"}
    except (ValueError, TypeError, NameError, SyntaxError) as error:
        return f"{type(error).__name__}: {error.msg if isinstance(error, SyntaxError) else error}"


for source in ("a, b = 1, 2", "a, = [5]", "(a) = 1", "(a,) = (1,)", "[a, b] = 'xy'", "a, (b, c) = 1, (2, 3)", "a, *b = 1, 2, 3", "*a, b = 1, 2, 3", "a, *b, c = 1, 2", "*a, = 'abc'", "a, *[b, *c] = 1, 2, 3", "(a, *b), *c = [(1, 2), 3]", "a = b, c = 1, 2", "a, b = b, a = 1, 2", "a, a = 1, 2", "[a, [b, [c]]] = 1, [2, [3]]", "a, b = {1: 2, 3: 4}", "a, b = {5: 1}.popitem()", "[] = ()", "() = []", "a, b = range(2)", "a, b = (x for x in 'pq')", "for a, *b in ['abc', (1,)]: pass", "for a, (b, c) in [(1, 'xy')]: pass", "a, b = b'xy'", "x = 1, *[2, 3], *(), 4", "x = *'ab',", "x = [*'ab', *range(2)]", "x = {*[1], *{2}}", "x = {**{'a': 1}, 'b': 2, **{'a': 3}}", "a, b, c = 1, 2", "a, b = 1, 2, 3", "a, b = 1", "a, b = None", "a, b = ()", "a, *b, c = [1]", "a, b, *c = [1]", "a, (b, c) = 1, 2", "a, (b, c) = 1, (2,)", "a, b = {1}", "*a = 1, 2", "*a, *b = 1, 2", "a, b += 1, 2", "(a, b): int = 1, 2", "x = *1,", "x = [*None]", "x = {**1}", "x = (*1, 2)", "x = *a", "del (a, b)", "a = b = c, d = 1, 2", "a, b = iter([1, 2])", "a, b = zip('ab', 'cd')", "a, b = map(int, '12')", "(a, b), c = (1, 2), 3", "a.b, c = 1, 2", "x = [0, 0]; x[0], x[1] = 1, 2", "x = [1, 2, 3]; x[0], *x[1:] = 'abc'", "i = 0; x = [0, 0]; i, x[i] = 1, 'set'", "x, y = y, x = 1, 2", "with open('/dev/null') as f, open('/dev/null') as g: a, b = f.closed, g.closed; f = g = 0"):
    print(source, "->", attempt(source))


class Custom:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        print("iter", self.n)
        return iter(range(self.n))


class Endless:
    def __iter__(self):
        n = 0
        while True:
            print("next", n)
            yield n
            n += 1


a, b = Custom(2)
print(a, b)
try:
    a, b = Endless()
except ValueError as error:
    print(error)


class Fails:
    def __iter__(self):
        yield 1
        raise KeyError("inside")


try:
    a, b = Fails()
except KeyError as error:
    print(error, a)
try:
    a, *b = Fails()
except KeyError as error:
    print(error)
first, *_, last = range(100)
print(first, last, len(_))
head, *tail = "h"
print(head, tail, type(tail).__name__)
