# Class creation seen from inside: __build_class__, namespaces, decorators, nested scopes and dynamic bases.
import builtins

original = builtins.__build_class__
seen = []


def spy(function, name, *bases, **kw):
    seen.append((name, [getattr(b, "__name__", str(b)) for b in bases], sorted(kw)))
    return original(function, name, *bases, **kw)


builtins.__build_class__ = spy


class A:
    pass


class B(A, metaclass=type):
    pass


builtins.__build_class__ = original
print(seen)


class Fake:
    def __mro_entries__(self, bases):
        print("mro_entries", len(bases))
        return (A,)


class C(Fake()):
    pass


print(C.__mro__, hasattr(C, "__orig_bases__"), len(C.__orig_bases__))


def bases_of(n):
    return [type("Base%d" % i, (), {"v%d" % i: i}) for i in range(n)]


class Many(*bases_of(4), **{}):
    total = 0
    for i in range(4):
        total += i
    if total > 3:
        def big(self):
            return "big " + str(self.total)
    else:
        def small(self):
            return "small"
    del i
    locals()["added"] = "through locals"
    try:
        raise ValueError
    except ValueError:
        handled = True
    with open("/dev/null") as stream:
        pass
    names = sorted(n for n in vars() if not n.startswith("__"))


print([b.__name__ for b in Many.__bases__], Many().big(), hasattr(Many, "small"), Many.added, Many.handled, Many.stream.closed, Many.names, Many.v3)


def factory(label, *bases):
    class Made(*bases):
        name = label

        def show(self):
            return label, self.name, __class__.__name__
    return Made


X, Y = factory("x"), factory("y", A)
print(X().show(), Y().show(), X is not Y, X.__qualname__, issubclass(Y, A), type(X()) is type(X()))
try:
    class Broken:
        before = 1
        raise KeyError("in body")
except KeyError as error:
    print(error, "Broken" in globals())
for bases in ((5,), (None,), ("A",), ([],), (A, A), (object, A), (type(None),)):
    try:
        class Bad(*bases):
            pass
        print("made", Bad.__mro__)
    except TypeError as error:
        print(error)
print(A.__class__, A.__base__, A.__basicsize__ > 0, A.__flags__ > 0, A.__dictoffset__ != 0, A.__weakrefoffset__ != 0, A.__text_signature__, A.__subclasses__()[0].__name__)
