# Scopes: global, nonlocal, class bodies, comprehension scopes and shadowed builtins.
x = "module"


def reads():
    return x


def writes():
    global x
    x = "written"


def declares_new():
    global brand_new
    brand_new = 1


def shadow():
    x = "local"

    class Inner:
        y = x
        x = "class"
        z = x

        def method(self):
            return x

    return Inner.y, Inner.z, Inner().method()


def counter():
    count = 0

    def step(by=1):
        nonlocal count
        count += by
        return count

    def reset():
        nonlocal count
        count = 0

    return step, reset


print(reads())
writes()
print(x)
declares_new()
print(brand_new)
print(shadow())
step, reset = counter()
print(step(), step(5), step())
reset()
print(step())


def late():
    def inner():
        return value

    try:
        inner()
    except NameError as error:
        print(type(error).__name__, error)
    value = 3
    return inner()


print(late())


def unbound():
    try:
        print(x)
    except UnboundLocalError as error:
        print(error)
    x = 1


unbound()


class Scope:
    a = 1
    b = "b"
    try:
        c = [a for _ in range(2)]
    except NameError as error:
        c = str(error)
    d = list(map(lambda v: v, [a]))


print(Scope.b, Scope.c, Scope.d)


def outer():
    v = 1

    def middle():
        def inner():
            nonlocal v
            v += 1
            return v
        return inner

    inner = middle()
    return inner(), inner(), v


print(outer())


class Global:
    global from_class
    from_class = "global through class"
    x = x + "!"


print(from_class, Global.x, x, "from_class" in vars(Global))


def len(value):
    return "shadowed"


print(len([]))
del len
print(len([]))
exec("created = x + '?'")
print(created)
space = {"x": 1}
exec("y = x + 1\ndef f(): return y", space)
print(space["y"], space["f"]())
print(eval("x + y", {"x": 1}, {"y": 2}))
