# itertools: every function, with ordinary and edge arguments.
import itertools as it


def attempt(f):
    try:
        r = f()
        return r if isinstance(r, (str, int)) else list(r)
    except (TypeError, ValueError, AttributeError) as error:
        return f"{type(error).__name__}: {error}"


def take(n, i):
    return list(it.islice(i, n))


print(take(4, it.count()), take(3, it.count(5, 2)), take(3, it.count(1.5, -0.5)), take(3, it.count(10 ** 20)), take(2, it.count(step=3)), repr(it.count(2)), repr(it.count(1, 2)))
print(take(7, it.cycle("abc")), list(it.cycle([])), list(it.repeat("x", 3)), take(2, it.repeat(5)), list(it.repeat(1, -1)), repr(it.repeat(1, 2)), repr(it.repeat(1)))
print(list(it.accumulate([1, 2, 3])), list(it.accumulate([1, 2, 3], lambda a, b: a * b)), list(it.accumulate([1, 2], initial=10)), list(it.accumulate([])), list(it.accumulate([], initial=5)), list(it.accumulate("abc")))
print(list(it.chain("ab", [1], ())), list(it.chain()), list(it.chain.from_iterable(["ab", "cd"])), list(it.compress("abcdef", [1, 0, 1, 0, 1])), list(it.dropwhile(lambda x: x < 3, [1, 5, 2])), list(it.takewhile(lambda x: x < 3, [1, 5, 2])), list(it.filterfalse(lambda x: x % 2, range(6))), list(it.filterfalse(None, [0, 1, ""])))
print([(k, list(g)) for k, g in it.groupby("aabbbca")], [(k, len(list(g))) for k, g in it.groupby([1, 3, 2, 4, 5], key=lambda x: x % 2)], [k for k, g in it.groupby([])])
g = it.groupby("aab")
k1, g1 = next(g)
k2, g2 = next(g)
print(list(g1), list(g2))
print(list(it.islice("abcdef", 3)), list(it.islice("abcdef", 1, 4)), list(it.islice("abcdef", 0, None, 2)), list(it.islice("abc", 5, 9)), list(it.islice("abc", 0)), attempt(lambda: it.islice("abc", -1)), attempt(lambda: it.islice("abc", 1, 2, 0)), attempt(lambda: it.islice("abc", "x")), attempt(lambda: it.islice("abc")))
print(list(it.pairwise("abcd")), list(it.pairwise("a")), list(it.starmap(pow, [(2, 3), (3, 2)])), list(it.zip_longest("ab", [1, 2, 3])), list(it.zip_longest("ab", [1], fillvalue="-")), list(it.zip_longest()))
print(list(it.product("ab", [1, 2])), list(it.product("ab", repeat=2)), list(it.product()), list(it.product("ab", [])), list(it.product([1], repeat=0)), list(it.permutations("abc", 2)), list(it.permutations([1, 2, 3])), list(it.permutations("ab", 3)), list(it.permutations("", 0)))
print(list(it.combinations("abcd", 2)), list(it.combinations("ab", 3)), list(it.combinations("abc", 0)), list(it.combinations_with_replacement("abc", 2)), list(it.combinations_with_replacement("", 1)), len(list(it.permutations(range(6)))), len(list(it.combinations(range(10), 4))))
a, b = it.tee([1, 2, 3])
print(next(a), next(a), list(b), list(a), len(it.tee("x", 3)), it.tee("x", 0))
a, b, c = it.tee(iter(range(1000)), 3)
print(sum(a), sum(b), sum(c))
for f in (lambda: it.count("a"), lambda: it.cycle(5), lambda: it.repeat(), lambda: it.chain(5), lambda: it.product(5), lambda: it.product("a", repeat=-1), lambda: it.permutations("a", -1), lambda: it.combinations("a", -1), lambda: it.combinations("a"), lambda: it.starmap(pow, [1]), lambda: it.groupby(), lambda: it.tee("a", -1), lambda: it.compress("a"), lambda: it.accumulate([1, "a"]), lambda: it.zip_longest("a", bad=1), lambda: it.islice([], 1, 2, 3, 4), lambda: it.takewhile(5, [1])):
    print(attempt(f))


class Stops:
    def __iter__(self):
        yield 1
        raise ValueError("inside")


for f in (lambda: it.chain(Stops()), lambda: it.accumulate(Stops()), lambda: it.product(Stops()), lambda: it.zip_longest(Stops(), "abc"), lambda: it.pairwise(Stops()), lambda: it.cycle(Stops())):
    print(attempt(f))
print(list(zip(it.count(), "ab")), list(map(lambda *a: a, it.repeat(1), "ab")), dict(zip("ab", it.count(1))), sum(it.islice(it.count(), 100)), next(it.chain([], [5])), sorted(it.chain([3], [1])), max(it.accumulate([1, -5, 10])), list(it.islice(it.cycle([1, 2]), 3, 8, 2)))
