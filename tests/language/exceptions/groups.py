# Exception groups and except*: splitting, nesting, subgroup, derive, re-raising and errors.
eg = ExceptionGroup("group", [ValueError(1), TypeError("t"), ExceptionGroup("inner", [ValueError(2), KeyError("k")])])
print(eg, repr(eg), eg.message, eg.exceptions[0], len(eg.exceptions))
match, rest = eg.split(ValueError)
print(repr(match), repr(rest))
print(repr(eg.subgroup(KeyError)), eg.subgroup(OSError), repr(eg.subgroup(lambda e: isinstance(e, TypeError))), repr(eg.split((KeyError, TypeError))))
print(eg.split(ExceptionGroup)[0] is eg, eg.subgroup(Exception) is eg)


def handle(error):
    try:
        raise error
    except* ValueError as group:
        print("values", repr(group))
    except* (TypeError, KeyError) as group:
        print("type or key", repr(group))
    else:
        print("else")
    finally:
        print("finally")


handle(eg)
handle(ValueError("naked"))
try:
    handle(ExceptionGroup("g", [OSError("os"), ValueError("v")]))
except ExceptionGroup as error:
    print("left", repr(error))
try:
    handle(OSError("plain"))
except OSError as error:
    print("plain left", repr(error))
try:
    try:
        raise ExceptionGroup("g", [ValueError(1), TypeError(2)])
    except* ValueError:
        raise KeyError("new")
    except* TypeError as t:
        raise
except ExceptionGroup as error:
    print(repr(error))
try:
    try:
        pass
    except* ValueError:
        print("never")
    else:
        print("no error: else")
finally:
    print("end")
for args in (("m",), ("m", []), ("m", [1]), (1, [ValueError()]), ("m", ValueError()), ("m", [KeyboardInterrupt()]), ()):
    try:
        print(repr(ExceptionGroup(*args)))
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
print(repr(BaseExceptionGroup("b", [KeyboardInterrupt()])), type(BaseExceptionGroup("b", [ValueError()])).__name__, type(BaseExceptionGroup("b", [KeyboardInterrupt()])).__name__)


class MyGroup(ExceptionGroup):
    def __new__(cls, message, errors, code=0):
        self = super().__new__(cls, message, errors)
        self.code = code
        return self

    def derive(self, errors):
        return MyGroup(self.message, errors, self.code)


mine = MyGroup("mine", [ValueError(1), TypeError(2)], 7)
a, b = mine.split(ValueError)
print(type(a).__name__, a.code, repr(a), repr(b), b.code)
try:
    try:
        raise ValueError
    except* ExceptionGroup:
        pass
except TypeError as error:
    print(error)
for i in range(2):
    try:
        raise ExceptionGroup("loop", [ValueError(i)])
    except* ValueError as g:
        if i == 0:
            pass
        print(i, g.exceptions)


def nested():
    try:
        try:
            raise ExceptionGroup("o", [ValueError(1), KeyError(2), OSError(3)])
        except* ValueError:
            pass
    except* KeyError as e:
        print("outer got", repr(e))


try:
    nested()
except* OSError as e:
    print("outermost", repr(e), e.exceptions[0].args)
try:
    raise eg
except* ValueError as e:
    print([str(x) for x in e.exceptions])
except* Exception as e:
    print("others", repr(e))
g = ExceptionGroup("n", [ValueError()])
g.add_note("note")
print(g.split(ValueError)[0].__notes__)
try:
    g.exceptions = ()
except AttributeError as error:
    print(error)
