# Generators: next, send, throw, close, return values, state and errors.
def simple():
    print("start")
    received = yield 1
    print("received", received)
    try:
        received = yield 2
        print("received", received)
    except ValueError as error:
        print("caught", error)
        yield "after throw"
    finally:
        print("finally")
    return "result"


g = simple()
print(type(g).__name__, g.__name__, g.__qualname__, g.gi_running, g.gi_frame is not None, g.gi_yieldfrom)
print(next(g), g.send("hello"), g.throw(ValueError("thrown")))
try:
    next(g)
except StopIteration as stop:
    print(repr(stop), stop.value)
print(g.gi_frame, next(g, "default"))
try:
    next(g)
except StopIteration as stop:
    print(stop.value)
g = simple()
try:
    g.send("too early")
except TypeError as error:
    print(error)
print(g.send(None))
g.close()
g.close()
g = simple()
print(next(g), next(g))
g.close()
g = simple()
try:
    g.throw(KeyError("at start"))
except KeyError as error:
    print("not started", error)
print(list(g))
g = simple()
g.close()
print(list(g))


def stubborn():
    while True:
        try:
            yield "still here"
        except GeneratorExit:
            print("ignoring")
            if flag:
                return


flag = False
g = stubborn()
next(g)
try:
    g.close()
except RuntimeError as error:
    print(error)
flag = True
g.close()


def raises_in_close():
    try:
        yield
    except GeneratorExit:
        raise ValueError("in close")


g = raises_in_close()
next(g)
try:
    g.close()
except ValueError as error:
    print(error)


def stop_inside():
    yield 1
    raise StopIteration("oops")


g = stop_inside()
next(g)
try:
    next(g)
except RuntimeError as error:
    print(error, repr(error.__cause__))


def reentrant():
    yield next(h)


h = reentrant()
try:
    next(h)
except ValueError as error:
    print(error)
print(list(h))


def early_return():
    return 5
    yield


try:
    next(early_return())
except StopIteration as stop:
    print(stop.value)
print(list(early_return()), sum(x for x in range(5)), next((x for x in "abc" if x > "a"), None))
for args in ((ValueError,), (ValueError, "value"), (ValueError, ValueError("inst")), (ValueError("inst"), None), (5,), ("x",), (int,), (ValueError("a"), "b")):
    def t():
        yield 1
    g = t()
    next(g)
    try:
        g.throw(*args)
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
e = iter(g)
print(e is g, hasattr(g, "__next__"), hasattr(g, "__len__"))
g.__name__ = "renamed"
print(g.__name__)
try:
    g.__name__ = 5
except TypeError as error:
    print(error)
try:
    type(g)()
except TypeError as error:
    print(error)
