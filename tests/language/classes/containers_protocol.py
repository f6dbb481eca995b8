# Classes that act as containers: getitem with slices, contains, iteration fallbacks, len, reversed, missing.
class Old:
    def __init__(self, *items):
        self.items = items

    def __getitem__(self, index):
        return self.items[index]


o = Old("a", "b", "c")
print(list(o), "b" in o, "z" in o, [*o], o[1], o[1:], tuple(o), dict(enumerate(o)), max(o), list(zip(o, o)))
try:
    reversed(o)
except TypeError as error:
    print(error)
Old.__len__ = lambda self: len(self.items)
print(list(reversed(o)), len(o), bool(o), bool(Old()))


class Show:
    def __getitem__(self, key):
        return key

    def __setitem__(self, key, value):
        print("set", key, value)

    def __delitem__(self, key):
        print("del", key)


s = Show()
print(s[1], s[1:2], s[::3], s[:], s[1, 2], s[1:2, ::3], s[...], s[()], s["x"], s[None], s[*[1, 2], 3], s[-1:])
s[1:2] = 3
s[1, 2] = 4
del s[::2], s["k"]


class Contains:
    def __contains__(self, item):
        print("contains", item)
        return item


c = Contains()
print(1 in c, 0 in c, [] not in c, "" in c)
try:
    list(c)
except TypeError as error:
    print(error)


class NoIter:
    __iter__ = None
    __contains__ = None
    __hash__ = None

    def __getitem__(self, i):
        return i


for action in (lambda: list(NoIter()), lambda: 1 in NoIter(), lambda: hash(NoIter())):
    try:
        action()
    except TypeError as error:
        print(error)


class BadIter:
    def __iter__(self):
        return 5


class BadLen:
    def __init__(self, n):
        self.n = n

    def __len__(self):
        return self.n


for action in (lambda: iter(BadIter()), lambda: len(BadLen(-1)), lambda: len(BadLen(2 ** 100)), lambda: len(BadLen("x")), lambda: len(BadLen(1.0)), lambda: len(BadLen(True))):
    try:
        print(action())
    except (TypeError, ValueError, OverflowError) as error:
        print(type(error).__name__, error)


class Hint:
    def __init__(self, hint):
        self.hint = hint

    def __iter__(self):
        return iter([1, 2])

    def __length_hint__(self):
        return self.hint


import operator
for hint in (0, 10, NotImplemented, -1, "x"):
    try:
        print(operator.length_hint(Hint(hint), 7), list(Hint(hint)))
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)


class Reversible:
    def __reversed__(self):
        return "whatever"


print(reversed(Reversible()))


class Missing(dict):
    def __missing__(self, key):
        self[key] = key + 1
        return self[key]


m = Missing()
print(m[1], m, 5 in m, m.get(5), m)


class Getter(dict):
    def __getitem__(self, key):
        return "overridden"


print(Getter()["x"], "%(k)s" % Getter(), "{k}".format_map(Getter()), Getter(a=1).get("a"), dict(Getter(a=1)))
