# Descriptors of built-in types: slot wrappers, getset and member descriptors, method descriptors and their errors.
class S:
    __slots__ = ("a",)


for d in (int.__add__, int.real, str.upper, S.a, dict.fromkeys, list.append, type.__dict__["__mro__"], type.__dict__["__name__"], object.__init__, object.__class__, (5).__add__, [].append, len, BaseException.__dict__["args"], type(lambda: 0).__dict__["__code__"], type.__call__, slice.start, complex.imag, float.__dict__["fromhex"], classmethod.__func__ if hasattr(classmethod, "__func__") else property.fget):
    print(type(d).__name__, getattr(d, "__name__", "no name"), getattr(d, "__qualname__", "no qualname"), getattr(getattr(d, "__objclass__", None), "__name__", None), hasattr(d, "__get__"), hasattr(d, "__set__"))
print(int.__add__(2, 3), int.real.__get__(5), str.upper("x"), list.append([], 1), object.__init__(5), type.__dict__["__mro__"].__get__(bool), type.__dict__["__name__"].__get__(int), slice.start.__get__(slice(1, 2)))
for f in (lambda: int.__add__("a", 1), lambda: int.__add__(), lambda: int.__add__(1, 2, 3), lambda: str.upper(5), lambda: str.upper(), lambda: int.real.__get__("x"), lambda: S.a.__get__(5), lambda: list.append(5, 1), lambda: list.append.__get__(5), lambda: int.real.__set__(5, 1), lambda: dict.__init__(5), lambda: type.__dict__["__mro__"].__get__(5), lambda: (5).__add__(1, 2), lambda: len.__call__(), lambda: setattr(int, "new", 1), lambda: delattr(str, "upper"), lambda: int.__add__.__set__(1, 2), lambda: setattr(S, "a", 5) or S().a, lambda: type.__dict__["__name__"].__set__(int, "x"), lambda: object.__new__(S, 5), lambda: object().__init__(1), lambda: [].__init__(1, 2), lambda: {}.__class__.__dict__["x"]):
    try:
        print(f())
    except (TypeError, AttributeError, KeyError) as error:
        print(type(error).__name__, error)
print(int.__add__ is int.__add__, int.__dict__["__add__"] is int.__add__, (5).__add__ == (5).__add__, [].append == [].append, str.upper.__get__("abc")(), str.upper.__get__(None, str) is str.upper, "abc".upper.__self__, int.__add__.__get__(5)(6), type(int.__add__.__get__(5)).__name__)
print(repr(int.__add__), repr(str.upper), repr(int.real), repr(S.__dict__.get("zz")), repr(type.__dict__["__name__"]), "".join.__name__, len.__self__.__name__, len.__module__, len.__qualname__, [].append.__qualname__, dict.fromkeys.__self__, repr(dict.__dict__["fromkeys"])[:20])
print(int.__doc__[:20], "".upper.__name__, len.__doc__[:20], int.__add__.__name__, int.real.__doc__, len.__text_signature__, object.__doc__[:20])
class Sub(int):
    def __add__(self, other):
        return "sub add " + str(int.__add__(self, other))
print(Sub(5) + 1, Sub(5).__add__(2), int.__add__(Sub(5), 3), sum([Sub(1), 2]), 1 + Sub(5), Sub.__radd__ is int.__radd__, Sub(3) - 1)
