# Function objects: their attributes, code objects, annotations and what may be changed.
def sample(a, b: int = 2, *args, c: "text", d=4, **kw) -> float:
    """The doc."""
    x = a
    y = [a for a in args]
    return x, y


print(sample.__name__, sample.__qualname__, sample.__doc__, sample.__module__)
print(sample.__defaults__, sample.__kwdefaults__, sample.__annotations__, sample.__closure__)
code = sample.__code__
print(code.co_name, code.co_qualname, code.co_argcount, code.co_posonlyargcount, code.co_kwonlyargcount)
print(code.co_nlocals, code.co_varnames, code.co_cellvars, code.co_freevars, code.co_names, code.co_flags)
print(code.co_consts[0], code.co_firstlineno)
sample.extra = 1
print(sample.__dict__, sample.extra)
del sample.extra
print(hasattr(sample, "extra"))


def outer():
    v = 1
    w = 2

    def inner():
        nonlocal v
        v += w
        return v

    return inner


inner = outer()
print(inner.__qualname__, inner.__code__.co_freevars, [c.cell_contents for c in inner.__closure__])
print(outer.__code__.co_cellvars)
inner()
print([c.cell_contents for c in inner.__closure__])
inner.__closure__[0].cell_contents = 50
print(inner())


def one():
    return 1


def two():
    return 2


one.__code__ = two.__code__
print(one(), one.__name__)
for action in (lambda: setattr(one, "__code__", 1), lambda: setattr(one, "__name__", 1),
               lambda: setattr(one, "__defaults__", 1), lambda: setattr(one, "__code__", inner.__code__),
               lambda: setattr(one, "__dict__", 1), lambda: setattr(one, "__globals__", {}),
               lambda: setattr(one, "__kwdefaults__", 1), lambda: setattr(one, "__qualname__", None)):
    try:
        action()
        print("done")
    except (TypeError, AttributeError, ValueError) as error:
        print(type(error).__name__, error)
one.__name__ = "renamed"
one.__qualname__ = "Some.renamed"
one.__doc__ = "new doc"
print(one.__name__, one.__qualname__, one.__doc__)
print((lambda: 1).__name__, (lambda: 1).__qualname__)


class K:
    def method(self):
        """Method doc."""

    def nested(self):
        def deep():
            return lambda: 0
        return deep


print(K.method.__qualname__, K().nested().__qualname__, K().nested()().__qualname__)
bound = K().method
print(bound.__name__, bound.__doc__, bound.__func__ is K.method, type(bound.__self__).__name__)
print(bound == bound, K.method == K.method, K().method == K().method)
print(type(sample), type(bound), type(len), type([].append), type(str.upper), type(str.__add__), type("".__add__))
print(type(code), type(inner.__closure__[0]))
F = type(sample)
made = F(two.__code__, {"x": 1}, "made", (1,), None)
print(made(), made.__name__, made.__globals__)
