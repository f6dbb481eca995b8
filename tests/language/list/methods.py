# list methods with every kind of argument, and their errors.
def attempt(f, *args, **kw):
    try:
        return f(*args, **kw)
    except (ValueError, TypeError, IndexError, OverflowError, AttributeError) as error:
        return f"{type(error).__name__}: {error}"


a = [1, 2, 3]
print(a.append(4), a.extend("ab"), a.extend(range(2)), a.insert(0, "first"), a.insert(100, "last"), a.insert(-1, "before last"), a.insert(-100, "very first"), a)
print(a.pop(), a.pop(0), a.pop(-2), a.pop(2), a, attempt(a.pop, 100), attempt(a.pop, -100), attempt([].pop), attempt(a.pop, "x"), attempt(a.pop, 1.5))
print(a.remove("a"), a, attempt(a.remove, "zz"), a.index("b"), attempt(a.index, "b", 5), a.index(3, -5), attempt(a.index, 1, 1, 2), a.count(0), a.count(1), a.count("none"), [1, True, 1.0].count(1), a.index(0, 0, 100))
print(a.reverse(), a, a.copy() == a, a.copy() is a, a.clear(), a)
a.extend(a)
b = [1, 2]
b.extend(b)
b += b
print(b, b.extend(iter((9,))), b, b.extend({5: 6}), b, attempt(b.extend, 5), attempt(b.append), attempt(b.append, 1, 2), attempt(b.insert, "x", 1), attempt(b.insert, 1))
print(list(), list("abc"), list((1, 2)), list({3: 4}), list(x for x in range(3)), attempt(list, 5), attempt(list, 1, 2), attempt(list, x=1), list(list([1])), list(range(0)))
print([1, 2] + [3], [1] * 3, 2 * [1, 2], [0] * 0, [0] * -5, [[]] * 2, attempt(lambda: [1] + (2,)), attempt(lambda: [1] + None), attempt(lambda: [1] * 1.5), attempt(lambda: [1] * [2]), attempt(lambda: [1] - [1]), attempt(lambda: [1] * 10 ** 30))
c = [1]
d = c
c += (2, 3)
c += "x"
c *= 2
print(c, c is d)
try:
    c += 5
except TypeError as error:
    print(error)
print([1, 2] == [1, 2], [1, 2] != [2, 1], [1] == (1,), [] == [], [1, [2]] == [1, [2]], [1, 2] < [1, 3], [1] < [1, 0], [] < [0], [2] > [1, 9], [1] >= [1], attempt(lambda: [1] < ["a"]), attempt(lambda: [1] < (1,)), 2 in [1, 2], "x" not in [1], [1] in [[1]])
print(len([1, [2, 3]]), bool([]), bool([0]), [[1, 2], [3]][0][1], sum([1, 2]), max([3, 9, 2]), min(["b", "a"]), sorted([3, 1]), list(reversed([1, 2])), any([0, 1]), all([]), str([1, "a", None, [2.5]]), list(map(str, [1])), list(zip([1, 2], "ab")), attempt(hash, []))


class E:
    def __init__(self, items):
        self.items = items

    def __eq__(self, other):
        self.items.clear()
        return False


items = [1, 2, 3]
items.append(E(items))
print(attempt(items.index, 99), items)
items = [E([]) for _ in range(3)]
print(items.count(5), attempt(items.remove, 5))
big = list(range(1000))
for i in range(0, 900, 3):
    big.remove(i)
print(len(big), sum(big), big[:5], big.index(998), big.count(7))
for i in range(500):
    big.insert(i % 7, i)
print(len(big), sum(big), big[:8])
