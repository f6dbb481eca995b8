# What a wrong call of a builtin is told: the class that was called, and what is missing before what is too much.
class S(set):
    pass


class F(frozenset):
    pass


class E(enumerate):
    pass


def outer():
    class Inner:
        pass

    return Inner


def keyword_to_hook():
    class Sub(outer(), word=1):
        pass


def attempt(call, *args, **keywords):
    try:
        print(call(*args, **keywords))
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)


for cls in S, F, set, frozenset, memoryview, E, enumerate, type, bytes, int, str, complex, float:
    attempt(cls, 1, 2, 3, 4)
    attempt(cls, word=1)
    attempt(cls, 1, word=1)
    attempt(cls, word=1, other=2)
attempt(keyword_to_hook)
attempt(dict.fromkeys, 1, word=1)
attempt(S.__init__, S(), 1, 2)
attempt(sum, word=1)
attempt(sum, [], 1, 2)
attempt(sum, [], 1, start=2)
attempt(sorted, [], word=1)
attempt(enumerate, start=1)
attempt(enumerate, start=1, word=2)
attempt(enumerate, word=1, start=2)
attempt(enumerate, [], word=2)
attempt(lambda: list(enumerate(iterable="a", start=3)))
attempt(lambda: list(enumerate("a", start=3)))
attempt("a".split, word=1)
attempt("a".split, "b", 1, 2)
attempt("a".split, "b", sep="c")
attempt("a".encode, 1, 2, 3)
attempt((1).to_bytes, word=1)
attempt(int.from_bytes, word=1)
attempt(int.from_bytes, byteorder="big")
attempt(int.from_bytes, b"", "big", byteorder="big")
attempt(compile, "1", word=1)
attempt(compile, "1", mode="eval", word=1)
attempt(open, word=1)
attempt(pow, 1)
attempt(pow, base=1)
attempt(pow, 1, 2, 3, 4)
attempt(pow, 1, exp=2, base=3)
attempt(round, word=1)
attempt(round, 1, 2, 3)
