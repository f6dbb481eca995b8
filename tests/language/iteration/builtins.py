# enumerate, zip, map, filter, reversed, iter with a sentinel, sum, any, all, min, max: laziness and errors.
def attempt(f, *args, **kw):
    try:
        return f(*args, **kw)
    except (TypeError, ValueError, StopIteration, AttributeError, KeyError, IndexError) as error:
        return f"{type(error).__name__}: {error}"


print(list(enumerate("ab")), list(enumerate("ab", 5)), list(enumerate("a", start=-1)), list(enumerate([], 2 ** 70)), list(enumerate("a", 2 ** 70)), attempt(enumerate), attempt(enumerate, 5), attempt(enumerate, "a", "b"), attempt(enumerate, "a", 1, 2))
print(list(zip()), list(zip("ab")), list(zip("ab", [1, 2, 3])), list(zip("ab", [1, 2], strict=True)), attempt(lambda: list(zip("ab", [1], strict=True))), attempt(lambda: list(zip("a", [1, 2], strict=True))), attempt(lambda: list(zip("a", "b", [1, 2], strict=True))), attempt(zip, 5), attempt(zip, "a", 5), attempt(zip, x=1))
print(list(map(str, [1, 2])), list(map(lambda a, b: a + b, [1, 2], [10, 20, 30])), attempt(map), attempt(map, str), attempt(map, str, 5), attempt(lambda: list(map(5, [1]))), list(map(None.__class__, [])), list(filter(None, [0, 1, "", "x"])), list(filter(str.isupper, "aBc")), attempt(filter, None), attempt(filter, None, 5), attempt(lambda: list(filter(5, [1]))))
print(list(reversed([1, 2])), list(reversed("ab")), list(reversed((1,))), list(reversed(range(3))), attempt(reversed, {1}), attempt(reversed, 5), attempt(reversed, iter([])), list(reversed({1: 2, 3: 4})), attempt(reversed), "".join(reversed("abc")))
counter = iter(range(10))
print(list(iter(lambda: next(counter), 5)), next(counter), attempt(iter, 5), attempt(iter), attempt(iter, 5, 6), attempt(iter, [], 1), attempt(next, 5), attempt(next, iter([])), next(iter([]), "default"), attempt(next), attempt(next, [1]))
calls = []
m = map(lambda x: calls.append(x) or x, [1, 2, 3])
print(calls, next(m), calls, list(m), calls, list(m))
it = iter([1, 2, 3, 4, 5])
print(list(zip(it, it)), list(it), type(it).__name__)
a, b = iter("abc"), iter("xy")
print(list(zip(a, b)), list(a), list(b))
print(sum([]), sum([1, 2], 10), sum([[1], [2]], []), sum([1.5, 2]), sum((x for x in (1, 2))), sum([True, True]), sum([2 ** 62, 2 ** 62, 2 ** 62]), attempt(sum, ["a"]), attempt(sum, ["a"], ""), attempt(sum, 5), attempt(sum), sum([1], start=5), attempt(sum, [b"a"], b""), sum([1, 2.5, 3 + 1j]), sum({1: 2}), attempt(sum, [1, None]))
print(any([]), all([]), any([0, "", None, 3]), all([1, "a", [0]]), any(x > 1 for x in (1, 2)), attempt(any, 5), attempt(all, 5), attempt(any))
print(min(3, 1, 2), max([3, 1, 2]), min("hello"), max({"a": 1, "b": 0}), min([], default=None), max([], default=0, key=len), attempt(min, []), attempt(max), attempt(max, 5), attempt(min, 1, "a"), max(1, 2, key=lambda x: -x), min(["bb", "a"], key=len), attempt(max, 1, 2, default=3), max("a", "b", "ab"), min((2, 1), (1, 9)), attempt(min, [1], key=5), max([1, 1.0, True]), min([True, 1]), max(x for x in [3, 5]), attempt(max, [1], foo=2), min([[3], [1, 2]]), attempt(min, None, 1))


class Raises:
    def __iter__(self):
        return self

    def __next__(self):
        raise KeyError("in next")


for f in (list, tuple, set, sum, any, all, max, sorted, dict, enumerate, lambda r: [*r], lambda r: next(iter(r)), lambda r: list(zip(r)), lambda r: list(map(str, r)), lambda r: "".join(r), lambda r: 1 in r, lambda r: [x for x in r], lambda r: next(enumerate(r)), lambda r: [].extend(r), lambda r: print(*r)):
    r = attempt(f, Raises())
    print(r if isinstance(r, str) else type(r).__name__, end=" ")
print()
e = enumerate("abc")
print(iter(e) is e, next(e), type(e).__name__, list(e), [type(x).__name__ for x in (zip(), map(str, []), filter(None, []), reversed([]), iter(""), iter({}), iter(()), iter(set()), iter(b""), iter({}.items()))])
