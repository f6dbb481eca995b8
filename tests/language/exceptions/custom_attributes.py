# Exceptions with their own constructors, properties, equality, pickled shape and use as ordinary objects.
class Base(Exception):
    code = 0

    def __init__(self, message="default", **details):
        super().__init__(message)
        self.details = details

    def __str__(self):
        return f"[{self.code}] {self.args[0]} {self.details}"


class Child(Base):
    code = 7

    @property
    def upper(self):
        return self.args[0].upper()


for cls, args, kw in ((Base, (), {}), (Base, ("m",), {"a": 1}), (Child, ("text",), {})):
    try:
        raise cls(*args, **kw)
    except Base as error:
        print(error, repr(error), error.args, error.details, error.code, getattr(error, "upper", None))


class NoInit(Exception):
    def __init__(self, *args):
        self.saved = args


e = NoInit(1, 2)
print(e.args, e.saved, repr(e), str(e))


class New(Exception):
    def __new__(cls, *args):
        self = super().__new__(cls, "from new")
        return self


print(New(1).args, New().args)


class Slots(Exception):
    __slots__ = ("x",)


s = Slots("a")
s.x = 1
print(s.x, s.args, hasattr(s, "__dict__"))


class Raises(Exception):
    def __init__(self):
        raise KeyError("while constructing")


try:
    raise Raises
except KeyError as error:
    print(error)


class NotAnInstance(Exception):
    def __new__(cls):
        return "text"


try:
    raise NotAnInstance
except TypeError as error:
    print(error)


class Multi(KeyError, ValueError):
    pass


for kind in (KeyError, ValueError, LookupError):
    try:
        raise Multi("m")
    except kind as error:
        print(kind.__name__, error)


class Os(OSError):
    def __init__(self, a, b):
        super().__init__(a, b)
        self.extra = (a, b)


o = Os(2, "gone")
print(o.errno, o.strerror, o.extra, o, type(o).__name__, type(OSError(2, "x")).__name__)


class Stop(StopIteration):
    pass


def gen():
    yield 1
    raise Stop("inside")


try:
    list(gen())
except RuntimeError as error:
    print(error, type(error.__cause__).__name__)
try:
    type("Both", (OSError, SyntaxError), {})
except TypeError as error:
    print(error)
errors = [ValueError("b"), ValueError("a")]
print(sorted(errors, key=str)[0], errors[0] in errors, ValueError("x") in errors, len({ValueError, KeyError, ValueError}), {ValueError: 1}[ValueError], bool(ValueError()))
e = ValueError("original")
e.args = ("changed", 2)
print(e, repr(e), e.__reduce__()[1])
print(isinstance(e, Exception), issubclass(Child, Base), Exception.__mro__, Child.__mro__[1].__name__)
