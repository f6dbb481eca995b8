# The operator module: functions, getters and callers.
import operator as op


def attempt(f, *args):
    try:
        return f(*args)
    except Exception as error:
        return f"{type(error).__name__}: {error}"


print(op.add(1, 2), op.concat("a", "b"), op.contains([1], 1), op.countOf([1, 2, 1], 1), op.indexOf([1, 2], 2), attempt(op.indexOf, [1], 5), op.getitem([1, 2], 1), op.index(5), op.is_(None, None), op.is_not(1, None), op.truth([]), op.not_(0), op.inv(5), op.neg(5), op.pos(-5), op.abs(-1), op.length_hint([1, 2]), op.length_hint(iter([1])), op.matmul.__name__)
l = [1, 2, 3]
op.setitem(l, 0, "x")
op.delitem(l, 1)
print(l, op.iadd(l, [4]), l, op.iconcat([1], [2]), op.imul(3, 4), op.ior({1}, {2}) == {1, 2})
print(op.itemgetter(1)("abc"), op.itemgetter(0, 2)("abc"), op.itemgetter("k")({"k": 5}), op.itemgetter(slice(1, 3))("abcd"), attempt(op.itemgetter(5), "a"), attempt(op.itemgetter), repr(op.itemgetter(1, "a")), sorted([(1, "b"), (0, "c")], key=op.itemgetter(1)))


class P:
    x = 1

    class q:
        r = 2

    def m(self, *a, **k):
        return a, sorted(k)


print(op.attrgetter("x")(P), op.attrgetter("q.r")(P), op.attrgetter("x", "q.r")(P()), attempt(op.attrgetter("zz"), P), attempt(op.attrgetter, 5), repr(op.attrgetter("a.b")), op.methodcaller("m", 1, k=2)(P()), op.methodcaller("upper")("abc"), attempt(op.methodcaller), attempt(op.methodcaller("nope"), 5), repr(op.methodcaller("f", 1, a=2)))
print([attempt(getattr(op, n), 7, 3) for n in "add sub mul truediv floordiv mod pow lshift rshift and_ or_ xor lt le eq ne ge gt matmul concat contains".split()])
print(attempt(op.add, 1), attempt(op.index, 1.5), attempt(op.concat, 1, 2), attempt(op.length_hint, 5), attempt(op.length_hint, 5, "x"), attempt(op.getitem, {}, 1), op.call(max, 1, 2) if hasattr(op, "call") else "", attempt(op.countOf, 5, 1), op.__add__(1, 2), op.__name__)
