# __slots__: layout, inheritance, errors, weak references and dictionaries.
class P:
    __slots__ = ("x", "y")

    def __init__(self, x, y):
        self.x = x
        self.y = y


p = P(1, 2)
print(p.x, p.y, P.__slots__, hasattr(p, "__dict__"), type(P.x).__name__, P.x.__name__)
for action in (lambda: setattr(p, "z", 1), lambda: p.z, lambda: vars(p), lambda: P.x.__get__(5), lambda: P.x.__set__(5, 1)):
    try:
        action()
    except (AttributeError, TypeError) as error:
        print(type(error).__name__, error)
del p.x
for action in (lambda: p.x, lambda: delattr(p, "x")):
    try:
        action()
    except AttributeError as error:
        print(error)
p.x = 5
print(P.x.__get__(p), P.y.__get__(p, P), P.x.__get__(None, P) is P.x)
P.x.__set__(p, 6)
print(p.x)


class Q(P):
    __slots__ = "z"


class R(P):
    pass


class S(P):
    __slots__ = ("__dict__", "w")


class T(P):
    __slots__ = ()


q, r, s, t = Q(1, 2), R(1, 2), S(1, 2), T(1, 2)
q.z = 3
r.anything = 4
s.w = 5
s.other = 6
print(q.z, vars(r), vars(s), s.w, hasattr(q, "__dict__"))
try:
    t.q = 1
except AttributeError as error:
    print(error)
for body in ("__slots__ = ('a', 5)", "__slots__ = ('not valid',)", "__slots__ = ('x',); x = 1", "__slots__ = 5", "__slots__ = ('__dict__', '__dict__')", "__slots__ = ('a', 'a')", "__slots__ = {'a': 'doc'}", "__slots__ = ['l']", "__slots__ = iter(['i', 'j'])"):
    try:
        exec("class X:\n    " + body)
        print(body, "fine")
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)


class A:
    __slots__ = ("a",)


class B:
    __slots__ = ("b",)


class E:
    __slots__ = ()


try:
    class AB(A, B):
        pass
except TypeError as error:
    print(error)


class AE(A, E):
    __slots__ = ("e",)


print([c.__name__ for c in AE.__mro__])
try:
    class I(int):
        __slots__ = ("x",)
except TypeError as error:
    print(error)


class L(list):
    __slots__ = ("extra",)


items = L([1])
items.extra = 2
print(items, items.extra)


class Private:
    __slots__ = ("__hidden", "_single")

    def __init__(self):
        self.__hidden = 1


print(Private()._Private__hidden, sorted(n for n in dir(Private) if "hidden" in n))
import weakref
for cls in (P, type("WR", (), {"__slots__": ("__weakref__",)}), R):
    try:
        instance = cls.__new__(cls)
        print(weakref.ref(instance)() is instance)
    except TypeError as error:
        print(error)
try:
    p.__class__ = Q
except TypeError as error:
    print(error)
class P2:
    __slots__ = ("x", "y")
p.__class__ = P2
print(type(p).__name__, p.x, p.y)
