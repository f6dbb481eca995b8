# The del statement on names, attributes, items, slices and nested targets.
class Record:
    def __init__(self):
        self.a = 1
        self.b = 2

    def __delitem__(self, key):
        print("delitem", key)

    def __delattr__(self, name):
        print("delattr", name)
        object.__delattr__(self, name)


r = Record()
del r.a
print(vars(r))
del r["x"], r[1:2], r[..., 3]
try:
    del r.a
except AttributeError as error:
    print(type(error).__name__, error)
x = y = z = 1
del x, (y, [z])
for name in ("x", "y", "z"):
    print(name, name in globals())
try:
    print(x)
except NameError as error:
    print(error)
try:
    del x
except NameError as error:
    print(error)
values = list(range(10))
del values[0], values[-1]
print(values)
del values[::3]
print(values)
del values[1:3]
print(values)
del values[:]
print(values)
d = {1: 2, 3: 4}
del d[1]
print(d)
try:
    del d[1]
except KeyError as error:
    print("KeyError", error)
try:
    del values[0]
except IndexError as error:
    print(error)
for target in ((1, 2), "abc", range(3), 5, None):
    try:
        del target[0]
    except TypeError as error:
        print(error)


def local():
    v = 1
    del v
    try:
        print(v)
    except UnboundLocalError as error:
        print(error)
    try:
        del v
    except UnboundLocalError as error:
        print(error)


def cell():
    v = 1

    def inner():
        return v

    print(inner())
    del v
    try:
        inner()
    except NameError as error:
        print(type(error).__name__, error)


local()
cell()
