# A finalizer that gets at a function while its cycle is broken up can call and show it.
import gc
import sys
import weakref


class Late:
    __slots__ = ("ref",)

    def __del__(self):
        global function
        function = self.ref()


class Cyclic(tuple):
    __slots__ = ()

    def __del__(self):
        self[1].ref = weakref.ref(self[0])
        global late
        del late


def make(outer):
    def function(argument=7):
        return outer, argument, len("abc")

    return function


late = Late()
function = make("outer")
cycle = tuple.__new__(Cyclic, (function, late))
function.__module__ = cycle
del function, cycle
gc.collect()
print(repr(function).startswith("<function  at"), repr(function.__name__), function.__module__)
# CPython 3.11 crashes when it is called.
if sys.implementation.name == "ophion":
    try:
        function(1)
    except NameError as error:
        assert "outer" in str(error)
    else:
        raise AssertionError("the cell is empty")


def churn():
    class A:
        def m(self):
            pass

    a = A()
    a.x = (a.m,)

    def f():
        return f

    f.__defaults__ = (f,)
    f.__kwdefaults__ = {"a": f}
    f.x = (f,)
    f.__doc__ = (f,)


churn()
gc.collect()
before = len(gc.get_objects())
for _ in range(10):
    churn()
gc.collect()
print(len(gc.get_objects()) - before)
