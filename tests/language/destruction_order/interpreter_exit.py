# What runs at the end of the program: atexit functions, the main module's objects, output order.
import atexit
import sys


class D:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


def at_exit(name):
    print("atexit", name)


atexit.register(at_exit, "first")
atexit.register(at_exit, name="second")


@atexit.register
def decorated():
    print("atexit decorated")


def removed():
    print("never")


atexit.register(removed)
atexit.unregister(removed)


def raises():
    raise ValueError("in atexit")


kept = D("module global")
cyclic = D("in a cycle")
cyclic.me = cyclic


def late():
    print("late", kept.name)
    atexit.register(at_exit, "registered late")


atexit.register(late)
local = [D("in list")]
print("end of module")
