# What a finalizer raises in native code shows where the program was.
import sys
import traceback


def show(report):
    print(report.exc_type.__name__, report.exc_value, [f[1:3] for f in traceback.extract_tb(report.exc_traceback)])


sys.unraisablehook = show


class Raises:
    def __del__(self):
        raise ValueError(1)


def stubborn():
    while True:
        try:
            yield
        except GeneratorExit:
            pass


def main():
    raises = Raises()
    del raises
    generator = stubborn()
    next(generator)
    del generator


main()
