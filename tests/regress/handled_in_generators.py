# What a generator handles is its own, even when its caller handles the same exception; what is thrown in has it as its
# context.
import sys


def keeps():
    try:
        yield
    except ValueError:
        yield sys.exc_info()[0]
        yield sys.exc_info()[0]
        raise


generator = keeps()
next(generator)
try:
    raise ValueError(1)
except ValueError as error:
    print(generator.throw(error))
print(sys.exc_info(), next(generator), sys.exc_info())
try:
    next(generator)
except ValueError as error:
    print(error, error.__context__)


def nested():
    try:
        raise KeyError("a")
    except KeyError:
        try:
            yield
        except ValueError as error:
            yield repr(error.__context__)
        try:
            yield from inner()
        except TypeError as error:
            yield repr(error.__context__)
        yield repr(sys.exc_info()[1])
    yield repr(sys.exc_info()[1])


def inner():
    yield "inner"


generator = nested()
next(generator)
print(generator.throw(ValueError), next(generator), generator.throw(TypeError), next(generator), next(generator))
try:
    raise IndexError("caller's")
except IndexError:
    generator = keeps()
    next(generator)
    try:
        generator.throw(KeyError("k"))
    except KeyError as error:
        print(repr(error.__context__))
print(generator.gi_code is keeps.__code__, generator.gi_frame)


class Odd(Exception):
    def __new__(cls, *args):
        return 7


try:
    keeps().throw(Odd)
except TypeError as error:
    print(error)


def catches():
    try:
        yield
    except TypeError as error:
        yield str(error)


generator = catches()
next(generator)
print(generator.throw(Odd))
