# What dies with a frame is finalized when the frame has been left: its caller is the caller.
import sys


class Dies:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        frame = sys._getframe(1)
        names = []
        while frame is not None:
            names.append(frame.f_code.co_name)
            frame = frame.f_back
        print(self.name, names)


def returns():
    d = Dies("returned")
    return 1


def falls():
    d = Dies("fell off")


def raises():
    d = Dies("raised")
    raise KeyError(d.name)


def generates():
    d = Dies("generated")
    yield 1


def in_cell():
    d = Dies("cell")
    return (lambda: d)()


def deeper(function):
    return function()


def argument(d):
    pass


def main():
    deeper(returns)
    deeper(falls)
    try:
        deeper(raises)
    except KeyError as error:
        print(error)
    for each in generates():
        print(each)
    next(generates())
    list(generates())
    deeper(in_cell)
    argument(Dies("argument"))
    d = Dies("rebound")
    d = None
    [Dies("item") for _ in range(1)]


main()
