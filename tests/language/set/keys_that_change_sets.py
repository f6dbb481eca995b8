# Comparing keys changes the sets that are being walked, asked or made: every key lives in one set alone, and goes with it.
import gc

hook = None
wait = 0
alive = 0


class Key:
    def __init__(self, n):
        global alive
        alive += 1
        self.n = n
        self.payload = [n] * 3

    def __hash__(self):
        return 7

    def __eq__(self, other):
        global hook, wait
        if hook is not None:
            wait -= 1
            if wait <= 0:
                run, hook = hook, None
                run()
        # Both are still whole.
        assert self.payload == [self.n] * 3 and other.payload == [other.n] * 3
        return self.n == other.n

    def __del__(self):
        global alive
        alive -= 1
        self.payload = None


def keys(*numbers):
    return {Key(n) for n in numbers}


class Other(set):
    pass


operations = {
    "or": lambda a, b: a | b,
    "ior": lambda a, b: a.__ior__(b),
    "update": lambda a, b: a.update(b),
    "and": lambda a, b: a & b,
    "iand": lambda a, b: a.__iand__(b),
    "intersection_update": lambda a, b: a.intersection_update(b),
    "sub": lambda a, b: a - b,
    "isub": lambda a, b: a.__isub__(b),
    "difference_update": lambda a, b: a.difference_update(b),
    "xor": lambda a, b: a ^ b,
    "ixor": lambda a, b: a.__ixor__(b),
    "symmetric_difference": lambda a, b: a.symmetric_difference(b),
    "le": lambda a, b: a <= b,
    "eq": lambda a, b: a == b,
    "issubset": lambda a, b: a.issubset(b),
    "issuperset": lambda a, b: a.issuperset(b),
    "isdisjoint": lambda a, b: a.isdisjoint(b),
    "frozen": lambda a, b: frozenset(a) & b,
}


def refill(target, n):
    target.clear()
    target.update(range(100, 100 + n))
    target.clear()


def pops(target):
    while target:
        target.pop()


def fails(target):
    pops(target)
    raise ValueError("no")


changes = {
    "clear": lambda a: a.clear(),
    "pop": pops,
    "refill": lambda a: refill(a, 20),
    "fail": fails,
}


def attempt(operation, change, victims, make_other, comparisons):
    global hook, wait
    a, b = keys(1, 2, 3, 4), make_other()
    if not isinstance(b, (set, frozenset)) and operation in ("or", "ior", "and", "iand", "sub", "isub", "xor", "ixor", "le", "lt", "ge", "eq", "frozen"):
        return

    def run():
        for victim in victims:
            target = (a, b)[victim]
            if hasattr(target, "clear") and hasattr(target, "pop"):
                if isinstance(target, set):
                    changes[change](target)
                else:
                    target.clear()
        if change == "fail":
            raise ValueError("no")

    hook = run
    wait = comparisons
    try:
        result = operations[operation](a, b)
        outcome = type(result).__name__
    except ValueError as error:
        outcome = str(error)
    except RuntimeError:
        outcome = "changed"
    ran = hook is None
    hook = None
    return ran, outcome


others = {
    "set": lambda: keys(3, 4, 5, 6),
    "many": lambda: keys(*range(3, 12)),
    "subclass": lambda: Other(keys(3, 4, 5, 6)),
    "list": lambda: [Key(n) for n in (3, 4, 5, 6)],
    "dict": lambda: {Key(n): n for n in (3, 4, 5, 6)},
}

for operation in operations:
    for change in changes:
        for name, make_other in others.items():
            for victims in ((0,), (1,), (0, 1)):
                outcome = attempt(operation, change, victims, make_other, 2)
                if outcome is not None and name != "dict":
                    print(operation, change, name, victims, *outcome)
gc.collect()
print(alive)


# Finalizers of keys that leave a set change both of them.
class Mortal:
    def __init__(self, n, sets):
        self.n = n
        self.sets = sets

    def __hash__(self):
        return hash(self.n)

    def __eq__(self, other):
        return self.n == other.n

    def __del__(self):
        for each in self.sets:
            each.clear()
            each.add(0)


for operation in ("isub", "difference_update", "ixor", "iand", "intersection_update"):
    a, b = set(), set()
    a.update(Mortal(n, [a, b]) for n in range(5))
    b.update(Mortal(n, []) for n in range(5))
    operations[operation](a, b)
    print(operation, len(a) < 6, len(b) < 6)
    a.clear()
    b.clear()


class Iterated(set):
    def __iter__(self):
        return iter([1, 2])


for each in (Iterated([7, 8]), Iterated(), Iterated(range(20, 40))):
    print({1}.isdisjoint(each), {7}.isdisjoint(each), frozenset([2]).isdisjoint(each), each.isdisjoint({7}), set().isdisjoint(each))
