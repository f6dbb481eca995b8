# Context managers: order, suppression, several items, targets, and errors from every stage.
class Manager:
    def __init__(self, name, suppress=False, enter_error=None, exit_error=None):
        self.name = name
        self.suppress = suppress
        self.enter_error = enter_error
        self.exit_error = exit_error

    def __enter__(self):
        print("enter", self.name)
        if self.enter_error:
            raise self.enter_error
        return self.name.upper()

    def __exit__(self, kind, value, traceback):
        print("exit", self.name, kind and kind.__name__, value, traceback is not None)
        if self.exit_error:
            raise self.exit_error
        return self.suppress


with Manager("a") as a, Manager("b") as (b, *rest):
    print(a, b, rest)
with (Manager("p") as p, Manager("q"),):
    print(p)
with Manager("s", suppress=True):
    raise ValueError("hidden")
print("after")
try:
    with Manager("outer"), Manager("inner"):
        raise KeyError("seen")
except KeyError as error:
    print("caught", error)
try:
    with Manager("x"), Manager("y", enter_error=OSError("enter failed")):
        print("never")
except OSError as error:
    print("caught", error)
try:
    with Manager("z", exit_error=TypeError("exit failed")):
        raise ValueError("body")
except TypeError as error:
    print("caught", error, "context", repr(error.__context__))


def early(n):
    for i in range(5):
        with Manager("loop%d" % i):
            if i == 0:
                continue
            if n == 0:
                break
            return "returned %d" % i
    return "broke"


print(early(0))
print(early(1))


class NoEnter:
    def __exit__(self, *args):
        pass


class NoExit:
    def __enter__(self):
        pass


for cls in (NoEnter, NoExit, int):
    try:
        with cls():
            pass
    except TypeError as error:
        print(error)


class OnInstance:
    pass


instance = OnInstance()
instance.__enter__ = lambda: 1
instance.__exit__ = lambda *a: None
try:
    with instance:
        pass
except TypeError as error:
    print(error)
target = {}
with Manager("item") as target["key"]:
    print(target)
with Manager("truthy", suppress=[1]):
    raise RuntimeError
with Manager("gen") as g:
    total = sum(i for i in range(5))
print(total, g)
