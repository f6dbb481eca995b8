# Iterator classes: __iter__, __next__, __getitem__ fallback, exhausted iterators, unpacking and error propagation.
class Countdown:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return self

    def __next__(self):
        if self.n <= 0:
            raise StopIteration
        self.n -= 1
        return self.n


c = Countdown(3)
print(list(c), list(c), next(c, "done"))
c.n = 2
print(list(c), "revived iterators continue")
print([*Countdown(3)], (*Countdown(2),), {*Countdown(2)} == {0, 1}, sum(Countdown(5)), max(Countdown(4)), 2 in Countdown(5), 9 in Countdown(5), dict(enumerate(Countdown(2))), tuple(Countdown(3)), "".join(map(str, Countdown(3))), sorted(Countdown(3)))
a, b, *rest = Countdown(5)
print(a, b, rest)
x, y = Countdown(2)
print(x, y)
for it, targets in ((Countdown(1), 2), (Countdown(3), 2)):
    try:
        p, q = it
    except ValueError as error:
        print(error)


class Old:
    def __getitem__(self, i):
        if i > 2:
            raise IndexError("end")
        return i * 10


print(list(Old()), 20 in Old(), 5 in Old(), [*Old()], list(zip(Old(), "ab")), max(Old()), next(iter(Old())), type(iter(Old())).__name__)


class OldStop:
    def __getitem__(self, i):
        if i == 2:
            raise StopIteration
        return i


class OldError:
    def __getitem__(self, i):
        if i == 1:
            raise KeyError("broken")
        return i


print(list(OldStop()))
try:
    list(OldError())
except KeyError as error:
    print("KeyError", error)


class NotIterator:
    def __iter__(self):
        return [1]


class NextOnly:
    def __next__(self):
        return 1


class IterNone:
    __iter__ = None


class IterRaises:
    def __iter__(self):
        raise ZeroDivisionError("iter raises")


for cls in (NotIterator, NextOnly, IterNone, IterRaises, object):
    for f in (iter, list, lambda v: [*v], lambda v: 1 in v, lambda v: [x for x in v], lambda v: dict(v), lambda v: (lambda *a: a)(*v)):
        try:
            f(cls())
        except (TypeError, ZeroDivisionError) as error:
            print(cls.__name__, type(error).__name__, error)
print(next(NextOnly()))
it = iter([1, 2, 3])
for v in it:
    print(v, next(it, None))
li = iter([1, 2])
print(li.__length_hint__(), next(li), li.__length_hint__(), iter(li) is li, list(li), li.__length_hint__())
s = iter("ab")
t = iter((1, 2))
print(next(s), next(t), list(s), list(t), list(s), s.__reduce__()[0].__name__)
import copy
fresh = iter([1, 2, 3])
next(fresh)
print(list(copy.copy(fresh)), list(fresh))


def interleave(*its):
    its = [iter(i) for i in its]
    while its:
        for i in its[:]:
            try:
                yield next(i)
            except StopIteration:
                its.remove(i)


print(list(interleave("abc", [1], range(5, 7))))


class Big:
    def __iter__(self):
        return iter(range(100000))


print(len(list(Big())), sum(Big()), max(Big()))


class Stop(StopIteration):
    pass


class SubStop:
    def __iter__(self):
        return self

    def __next__(self):
        raise Stop


print(list(SubStop()), next(SubStop(), "default"), [x for x in SubStop()])
for i in iter(int, 1):
    print("sentinel", i)
    break
