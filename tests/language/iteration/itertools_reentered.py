# Iterators of itertools whose sources step, exhaust or let go of the iterator that is stepping them.
import itertools
import sys

kept = []
# Stepping these two while they step frees what CPython is still using: there they are left out, elsewhere they run in
# silence.
spoilt = ("zip_longest", "zip_longest_second", "pairwise")
silent = False


def say(*what, end="\n"):
    if not silent:
        print(*what, end=end)


def isLeftOut(name):
    global silent
    silent = name in spoilt
    return silent and sys.implementation.name == "cpython"



class Source:
    """Steps its owner, `depth` deep, at the items given."""

    def __init__(self, n, at, times=1):
        self.n = n
        self.at = at
        self.times = times
        self.i = 0
        self.owner = None
        kept.append(self)

    def __iter__(self):
        return self

    def __next__(self):
        self.i += 1
        if self.i == self.at and self.owner is not None:
            for _ in range(self.times):
                say("[", next(self.owner, "end"), "]", end=" ")
        if self.i > self.n:
            raise StopIteration
        return self.i


makers = {
    "chain": lambda s: itertools.chain(s, [7, 8]),
    "from_iterable": lambda s: itertools.chain.from_iterable(map(lambda n: (n, -n), s)),
    "compress": lambda s: itertools.compress(s, itertools.cycle([1, 0])),
    "compress_selectors": lambda s: itertools.compress(range(100), s),
    "dropwhile": lambda s: itertools.dropwhile(lambda n: n < 3, s),
    "takewhile": lambda s: itertools.takewhile(lambda n: n < 5, s),
    "filterfalse": lambda s: itertools.filterfalse(lambda n: n % 2, s),
    "filterfalse_none": lambda s: itertools.filterfalse(None, s),
    "starmap": lambda s: itertools.starmap(max, zip(s, range(9))),
    "islice": lambda s: itertools.islice(s, 1, 7, 2),
    "islice_open": lambda s: itertools.islice(s, 2, None),
    "accumulate": lambda s: itertools.accumulate(s),
    "accumulate_by": lambda s: itertools.accumulate(s, lambda a, b: a * b),
    "accumulate_from": lambda s: itertools.accumulate(s, initial=100),
    "zip_longest": lambda s: itertools.zip_longest(s, range(5)),
    "zip_longest_second": lambda s: itertools.zip_longest(range(5), s, fillvalue="-"),
    "pairwise": lambda s: itertools.pairwise(s),
}

for name, make in makers.items():
    if isLeftOut(name):
        continue
    for n in (0, 1, 4, 8):
        for at in (1, 2, 3, n, n + 1):
            for times in (1, 3):
                source = Source(n, at, times)
                source.owner = owner = make(source)
                result = []
                for _ in range(20):
                    item = next(owner, "end")
                    result.append(item)
                    if item == "end":
                        break
                say(name, n, at, times, result)
                source.owner = None


# The sources are lists, tuples and ranges that only the iterator holds; their items go with them and step it again.
class Last:
    def __init__(self, n):
        self.n = n

    def __lt__(self, other):
        return self.n < getattr(other, "n", other)

    def __add__(self, other):
        return self

    def __bool__(self):
        return True

    def __del__(self):
        say("del", self.n, type(next(iter(owners[-1:]), None)).__name__, end=" ")
        for owner in owners[-1:]:
            say(type(next(owner, None)).__name__, end=" ")


owners = []


def fresh(kind, n):
    return kind([Last(i) for i in range(n)])


sources = {
    "chain": lambda k: itertools.chain(fresh(k, 2), fresh(k, 1)),
    "compress": lambda k: itertools.compress(fresh(k, 2), [1, 1, 1]),
    "dropwhile": lambda k: itertools.dropwhile(lambda x: x.n < 1, fresh(k, 3)),
    "takewhile": lambda k: itertools.takewhile(lambda x: True, fresh(k, 3)),
    "filterfalse": lambda k: itertools.filterfalse(lambda x: x.n % 2, fresh(k, 3)),
    "starmap": lambda k: itertools.starmap(type, zip(fresh(k, 2))),
    "islice": lambda k: itertools.islice(fresh(k, 3), 0, None),
    "zip_longest": lambda k: itertools.zip_longest(fresh(k, 2), range(3)),
    "accumulate": lambda k: itertools.accumulate(fresh(k, 3)),
    "pairwise": lambda k: itertools.pairwise(fresh(k, 3)),
}
for name, make in sources.items():
    if isLeftOut(name):
        continue
    for kind in (list, tuple):
        owner = make(kind)
        owners.append(owner)
        n = 0
        while next(owner, "end") != "end":
            n += 1
        say(name, kind.__name__, n)
        owners.clear()
        del owner
        say()


# An owner that is dropped while its source is being stepped.
class Dropper:
    def __init__(self):
        self.n = 0

    def __iter__(self):
        return self

    def __next__(self):
        self.n += 1
        if self.n == 3:
            owners.clear()
        if self.n > 5:
            raise StopIteration
        return self.n


silent = False
for name, make in makers.items():
    owners.append(make(Dropper()))
    try:
        while True:
            print(next(owners[0]), end=" ")
    except StopIteration:
        print(name, "stop")
        owners.clear()
    except IndexError:
        print(name, "gone")


# Errors pass through, and the iterators go on afterwards.
class Failing:
    def __init__(self, at):
        self.i = 0
        self.at = at

    def __iter__(self):
        return self

    def __next__(self):
        self.i += 1
        if self.i == self.at:
            raise ValueError(self.i)
        if self.i > 6:
            raise StopIteration
        return self.i


for name, make in makers.items():
    for at in (1, 2, 4):
        owner = make(Failing(at))
        result = []
        for _ in range(12):
            try:
                result.append(next(owner))
            except ValueError as error:
                result.append(error)
            except StopIteration:
                result.append("end")
        print(name, at, result)

for make in (lambda: itertools.cycle(Failing(3)), lambda: itertools.cycle([]), lambda: itertools.cycle((1, 2))):
    owner = make()
    for _ in range(9):
        try:
            print(next(owner, "end"), end=" ")
        except ValueError as error:
            print(repr(error), end=" ")
    print()

# Sums that leave the small ints, and bools, which add up to ints.
print(list(itertools.accumulate([2**62, 2**62, 2**62, -(2**63), -(2**63), -1])))
print(list(itertools.accumulate([True, True, 1.5, True])), list(itertools.accumulate("abc")))
print(list(itertools.accumulate([1, 2, 3], None)), list(itertools.accumulate([-(2**63), -1])))

# Groups by identity first.
nan = float("nan")
print([(key, list(group)) for key, group in itertools.groupby([nan, nan, 1, 1.0, True, float("nan")])])
print([tuple(picked) for picked in itertools.combinations("abcd", 0)], list(itertools.permutations([], 0)))
print(list(itertools.product(repeat=0)), list(itertools.combinations_with_replacement("ab", 3)))
