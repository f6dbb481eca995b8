# Counts of exceptions, what they carry, and what tracebacks keep alive.
from sys import getrefcount as rc
import sys


class Thing:
    pass


x = Thing()
base = rc(x)


def fails(v):
    local = v
    raise ValueError(v)


try:
    fails(x)
except ValueError as error:
    print("handling", rc(x) - base)
    kept = error
print("kept", rc(x) - base)
kept.__traceback__ = None
print("no traceback", rc(x) - base)
kept.args = ()
print(rc(x) - base)
del kept
print(rc(x) - base)
try:
    fails(x)
except ValueError:
    pass
print("after pass", rc(x) - base)
try:
    fails(x)
except ValueError as error:
    saved = sys.exc_info()
print("exc_info", rc(x) - base)
del saved
print(rc(x) - base)
e = ValueError(x)
print("instance", rc(x) - base)
f = KeyError()
f.__context__ = e
del e
print("context", rc(x) - base)
del f
print(rc(x) - base)
e = ValueError()
e_base = rc(e)
try:
    raise e
except ValueError as again:
    print("raised", rc(e) - e_base)
print(rc(e) - e_base)
try:
    try:
        raise e
    finally:
        print("finally", rc(e) - e_base)
except ValueError:
    print("except", rc(e) - e_base)
print(rc(e) - e_base)
try:
    try:
        raise e
    except ValueError:
        raise KeyError
except KeyError as outer:
    print("chained", rc(e) - e_base)
print(rc(e) - e_base)


def catch(v):
    try:
        raise ValueError
    except ValueError:
        return rc(x) - base
    finally:
        v = None


print(catch(x), rc(x) - base)


class Manager:
    def __enter__(self):
        return x

    def __exit__(self, *args):
        self.seen = rc(x) - base
        return True


with Manager() as m:
    print("with", rc(x) - base)
del m
print(rc(x) - base)
with Manager():
    raise ValueError(x)
print("suppressed", rc(x) - base)


def deep(n, v):
    if n == 0:
        raise ValueError
    deep(n - 1, v)


try:
    deep(5, x)
except ValueError as error:
    print("frames", rc(x) - base)
print(rc(x) - base)
try:
    [v for v in [x] if 1 / 0]
except ZeroDivisionError:
    pass
print("comprehension", rc(x) - base)
try:
    [x, x, 1 / 0]
except ZeroDivisionError:
    pass
print("half a list", rc(x) - base)
try:
    {"a": x, **5}
except TypeError:
    pass
print("half a dict", rc(x) - base)
try:
    print(x, missing)
except NameError:
    pass
print("half a call", rc(x) - base)
try:
    a, b = x, x = 5, 5, 5
except ValueError:
    pass
print(type(x).__name__)
