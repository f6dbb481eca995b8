# Closures: shared cells, loops, nesting, defaults versus capture, and unbound cells.
def make(n):
    def get():
        return n

    def set_(value):
        nonlocal n
        n = value

    return get, set_


get1, set1 = make(1)
get2, set2 = make(2)
set1("changed")
print(get1(), get2())
print(get1.__closure__[0] is set1.__closure__[0], get1.__closure__[0] is get2.__closure__[0])


def loop():
    out = []
    for i in range(3):
        def f():
            return i
        out.append(f)
    i = "after"
    return [f() for f in out]


def loop_fresh():
    out = []
    for i in range(3):
        def bind(j):
            return lambda: j
        out.append(bind(i))
    return [f() for f in out]


print(loop(), loop_fresh())


def three():
    a = 1

    def two():
        b = 2

        def one():
            c = 3
            return a, b, c
        return one
    return two()


print(three()())


def parameter(a, *args, k=1, **kw):
    def inner():
        return a, args, k, kw
    a = "rebound"
    return inner


print(parameter(1, 2, k=3, z=4)())


def recursive():
    def fact(n):
        return 1 if n < 2 else n * fact(n - 1)
    return fact


print(recursive()(10))


def unbound(flag):
    def inner():
        return value
    if flag:
        value = 1
    return inner


print(unbound(True)())
try:
    unbound(False)()
except NameError as error:
    print(error)
try:
    unbound(False).__closure__[0].cell_contents
except ValueError as error:
    print(error)


def exception_cell():
    try:
        raise ValueError("kept?")
    except ValueError as error:
        f = lambda: error
        print(repr(f()))
    try:
        f()
    except NameError as error2:
        print(error2)


exception_cell()


def class_inside(x):
    class Inner:
        attr = x

        def method(self):
            return x, __class__.__name__
    return Inner


print(class_inside(5).attr, class_inside(6)().method())


def comprehension(x):
    return [lambda: (x, i) for i in range(2)]


print([f() for f in comprehension("x")])


def generator(x):
    for i in range(2):
        x += i
        yield lambda: (x, i)


print([f() for f in generator(10)], [f() for f in list(generator(10))])
cell_type = type(get1.__closure__[0])
cell = cell_type(5)
print(cell.cell_contents, cell == cell_type(5), cell < cell_type(6), cell_type() == cell_type())
del cell.cell_contents
try:
    cell.cell_contents
except ValueError as error:
    print(error)
