# A raise without an exception leaves the traceback as it is: no line of its own, not even of another function.
import traceback


def lines(f):
    try:
        f()
    except Exception as error:
        print(type(error).__name__, error, [(e.name, e.lineno) for e in traceback.extract_tb(error.__traceback__)])


def again():
    raise


def same_frame():
    try:
        1 / 0
    except ZeroDivisionError:
        raise


def in_a_finally():
    try:
        raise KeyError(1)
    except KeyError:
        try:
            print("inner")
        finally:
            raise


def other_frame():
    try:
        1 / 0
    except ZeroDivisionError:
        again()


def in_a_generator():
    def generator():
        try:
            yield 1 / 0
        except ZeroDivisionError:
            raise

    list(generator())


def twice():
    try:
        same_frame()
    except ZeroDivisionError:
        raise


for f in same_frame, in_a_finally, other_frame, in_a_generator, twice, again:
    lines(f)
