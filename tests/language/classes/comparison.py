# Rich comparisons, reflection, __hash__ rules, identity shortcuts and container comparisons.
class V:
    def __init__(self, v):
        self.v = v

    def __eq__(self, other):
        log.append("eq")
        return self.v == other.v if isinstance(other, V) else NotImplemented

    def __lt__(self, other):
        log.append("lt")
        return self.v < other.v if isinstance(other, V) else NotImplemented

    def __repr__(self):
        return f"V({self.v})"


class W(V):
    def __gt__(self, other):
        log.append("W.gt")
        return "reflected by subclass"

    def __le__(self, other):
        log.append("W.le")
        return NotImplemented


log = []
print(V(1) == V(1), V(1) != V(1), V(1) < V(2), V(2) > V(1), V(1) == 5, V(1) != 5, log)
log.clear()
print(V(1) < W(2), log)
log.clear()
for op in ("V(1) < 5", "5 > V(1)", "V(1) <= V(2)", "V(1) >= V(1)", "W(1) <= W(2)", "None < None", "1 < 'a'", "[] < ()", "{} < {}", "1j < 2j", "object() >= object()", "len < len", "range(2) < range(3)"):
    try:
        print(op, eval(op))
    except TypeError as error:
        print(error)
try:
    hash(V(1))
except TypeError as error:
    print(error)
print(V.__hash__)


class Hashed(V):
    __hash__ = object.__hash__


class ById:
    pass


print(isinstance(hash(Hashed(1)), int), isinstance(hash(ById()), int))


class H:
    def __init__(self, h):
        self.h = h

    def __hash__(self):
        return self.h


for h in (0, -1, 5, 2 ** 61 - 1, 2 ** 61, 2 ** 64, -2 ** 70, True):
    print(h, hash(H(h)))
for h in ("x", 1.0, None):
    try:
        hash(H(h))
    except TypeError as error:
        print(error)


class Never:
    def __eq__(self, other):
        log.append("never")
        return False

    __hash__ = None


n = Never()
log.clear()
print(n in [n], [n] == [n], [n].index(n), [n].count(n), (n,) == (n,), {1: n} == {1: n}, n == n, log)


class Odd:
    def __eq__(self, other):
        return "text"

    def __lt__(self, other):
        return []

    def __ne__(self, other):
        return 0


print(Odd() == 1, Odd() != 1, Odd() < 1, not Odd() < 1, 1 == Odd(), 1 in [Odd()], [Odd()] == [1], sorted([Odd(), Odd()]) is not None)


class Raises:
    def __eq__(self, other):
        raise ValueError("no comparing")

    def __hash__(self):
        return 1


for action in (lambda: Raises() == 1, lambda: 1 in [Raises()], lambda: [Raises()] == [2], lambda: {Raises(): 1}[Raises()], lambda: {Raises(), 1}, lambda: [Raises()].index(3), lambda: (Raises(),) < (2,)):
    try:
        print(action())
    except ValueError as error:
        print(error)
print(float("nan") == float("nan"), (lambda x: [x] == [x])(float("nan")), (lambda x: x in (x,))(float("nan")))
print([1, 2] < [1, 3], [1, 2] < [1, 2, 0], (2,) > (1, 9), "a" < "b" < "c", [1, "a"] < [2, 3], {1} < {1, 2}, {1} <= {2})
try:
    [1, "a"] < [1, 3]
except TypeError as error:
    print(error)
