# __context__, __cause__, tracebacks, with_traceback, add_note and sys.exc_info through nested handlers.
import sys


def info():
    kind, value, traceback = sys.exc_info()
    return kind and kind.__name__, value and value.args, traceback is not None


print(info())
try:
    raise ValueError(1)
except ValueError:
    print(info())
    try:
        raise KeyError(2)
    except KeyError as error:
        print(info(), repr(error.__context__))
    print(info())
print(info())


def generator():
    print("gen", info())
    yield 1
    print("gen", info())
    try:
        raise IndexError(3)
    except IndexError:
        yield info()
    print("gen", info())


g = generator()
try:
    raise ValueError("outer")
except ValueError:
    print(next(g))
    print(info())
print(next(g))
print(info())
print(list(g))


def chain(n):
    if n == 0:
        raise ValueError("bottom")
    try:
        chain(n - 1)
    except ValueError as error:
        raise ValueError("level %d" % n) from (error if n % 2 else None)


try:
    chain(3)
except ValueError as error:
    while error:
        print(error, repr(error.__cause__), repr(error.__context__), error.__suppress_context__)
        error = error.__context__


def lines(traceback):
    out = []
    while traceback:
        out.append((traceback.tb_frame.f_code.co_name, traceback.tb_lineno))
        traceback = traceback.tb_next
    return out


def a():
    b()


def b():
    try:
        c()
    finally:
        pass


def c():
    return 1 / 0


try:
    a()
except ZeroDivisionError as error:
    print(lines(error.__traceback__))
    saved = error
try:
    raise saved
except ZeroDivisionError as error:
    print(lines(error.__traceback__))
try:
    raise saved.with_traceback(None)
except ZeroDivisionError as error:
    print(lines(error.__traceback__), error is saved)
for bad in (5, "x"):
    try:
        saved.with_traceback(bad)
    except TypeError as error:
        print(error)
    try:
        saved.__traceback__ = bad
    except TypeError as error:
        print(error)
    try:
        saved.__cause__ = bad
    except TypeError as error:
        print(error)
e = ValueError("noted")
e.add_note("first")
e.add_note("second")
print(e.__notes__)
try:
    e.add_note(5)
except TypeError as error:
    print(error)
e.__context__ = KeyError("set by hand")
print(repr(e.__context__), e.__suppress_context__)
e.__cause__ = None
print(e.__suppress_context__)
first = ValueError("first")
try:
    try:
        raise first
    except ValueError:
        raise KeyError("second")
except KeyError as second:
    try:
        raise first
    except ValueError as again:
        print(repr(again.__context__), repr(second.__context__))
try:
    try:
        raise first
    except ValueError as x:
        raise x
except ValueError as x:
    print(x.__context__ is None or x.__context__ is not x)


def finally_context():
    try:
        raise ValueError("body")
    finally:
        try:
            raise KeyError("in finally")
        except KeyError as error:
            print(repr(error.__context__))


try:
    finally_context()
except ValueError as error:
    print(repr(error), repr(error.__context__))
