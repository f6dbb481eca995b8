# match: what counts as a sequence and a mapping, the calls made on subjects, and errors.
class Seq:
    def __init__(self, *items):
        self.items = items

    def __len__(self):
        print("len")
        return len(self.items)

    def __getitem__(self, index):
        print("getitem", index)
        return self.items[index]


class Eq:
    def __init__(self, value):
        self.value = value

    def __eq__(self, other):
        print("eq", other)
        return self.value == other


def sequence(subject):
    match subject:
        case [a, b]:
            return ("pair", a, b)
        case [*everything]:
            return ("list", everything)
        case _:
            return "no sequence"


print(sequence(Seq(1, 2)))
print(sequence("ab"), sequence(b"ab"), sequence(bytearray(2)))
print(sequence(range(2)), sequence(memoryview(b"xy")))
print(sequence({1: 2}), sequence({1, 2}), sequence(iter([1, 2])))


class ListSub(list):
    pass


print(sequence(ListSub([1, 2])), sequence(ListSub([1, 2, 3])))


def equal(subject):
    match subject:
        case 1:
            return "one"
        case "x":
            return "x"
        case None:
            return "none"
        case 3 | 4:
            return "three or four"
    return "nothing"


print(equal(Eq(4)))
print(equal(1.0), equal(True), equal(Eq(None)))


class DictSub(dict):
    def __missing__(self, key):
        return "missing"

    def get(self, key, default=None):
        print("get", key)
        return super().get(key, default)


def mapping(subject):
    match subject:
        case {"a": 1, "b": b}:
            return ("ab", b)
        case {"a": a, **rest}:
            return ("a", a, rest)
        case {}:
            return "mapping"
    return "no mapping"


print(mapping({"a": 1, "b": 2}), mapping({"a": 2, "c": 3}), mapping({"z": 1}), mapping([("a", 1)]))
print(mapping(DictSub(a=1, b=7)))


class WithoutArgs:
    pass


class BadArgs:
    __match_args__ = ["x"]
    x = 1


class BadNames:
    __match_args__ = (1,)


class Twice:
    __match_args__ = ("x",)
    x = 1


def positional(subject, cls):
    match subject:
        case cls(value):
            return value


for cls in (WithoutArgs, BadArgs, BadNames, int, list, 5):
    try:
        print(positional(cls() if callable(cls) else 5, cls))
    except TypeError as error:
        print(type(error).__name__, error)


def twice(subject):
    match subject:
        case Twice(1, x=1):
            return "matched"


try:
    twice(Twice())
except TypeError as error:
    print(error)


class NoAttribute:
    __match_args__ = ("missing",)


print(positional(NoAttribute(), NoAttribute))
for value in (bool, bytearray, bytes, dict, float, frozenset, int, list, set, str, tuple):
    print(value.__name__, positional(value(), value))
