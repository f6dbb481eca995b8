# Lambdas, higher-order functions, callables, and functions as values.
square = lambda x: x * x
print(square(5), (lambda: None)(), (lambda *a, **k: (a, k))(1, 2, z=3))
print((lambda a, b=2, /, c=3, *, d=4: (a, b, c, d))(1, d=9))
print(list(map(lambda x, y: x + y, [1, 2, 3], [10, 20])), list(filter(lambda x: x % 2, range(6))))
print(list(filter(None, [0, 1, "", "a", [], [0]])))
print(sorted(["bb", "a", "ccc"], key=lambda s: -len(s)), max([3, -5, 2], key=abs), min("hello", key=lambda c: -ord(c)))
fs = [lambda: i for i in range(3)]
print([f() for f in fs])
fs = [lambda i=i: i for i in range(3)]
print([f() for f in fs])
print([f(2) for f in (lambda x: x, lambda x: lambda: x, lambda x: (yield x))][0])
compose = lambda *f: (lambda x: x) if not f else lambda x: f[0](compose(*f[1:])(x))
print(compose(str, lambda x: x + 1, lambda x: x * 2)(5))
fact = lambda n: 1 if n < 2 else n * fact(n - 1)
print(fact(20))
Y = lambda f: (lambda x: x(x))(lambda y: f(lambda *a: y(y)(*a)))
print(Y(lambda s: lambda n: 1 if n == 0 else n * s(n - 1))(10))
print((lambda x: (lambda y: (lambda z: x + y + z)))(1)(2)(3))
gen = (lambda: (yield))()
print(type(gen).__name__, next(gen))


class Callable:
    def __call__(self, *args):
        return "called", args


print(Callable()(1, 2), callable(Callable()), callable(Callable), callable(5), callable(len))
instance = Callable()
instance.__call__ = lambda: "instance"
print(instance())


class Unbound:
    pass


def method(self):
    return type(self).__name__


Unbound.late = method
print(Unbound().late(), Unbound.late is method)
unbound = Unbound()
unbound.own = method
try:
    unbound.own()
except TypeError as error:
    print(error)
for bad in (5, "x", None, [], (1,), object()):
    try:
        bad()
    except TypeError as error:
        print(error)
dispatch = {"add": lambda a, b: a + b, "mul": int.__mul__, "len": len}
print(dispatch["add"](1, 2), dispatch["mul"](3, 4), dispatch["len"]("four"))
print(list(map(str.upper, "abc")), list(map(int, ["1", "2"])), str.join("-", "abc"))
bound = [3, 1, 2].sort
print(bound(), bound.__self__, bound.__name__)
print((lambda: (yield 1))().__next__(), [*(lambda n: (v * v for v in range(n)))(4)])


def returns_nothing():
    pass


def many():
    return 1, *[2, 3], *()


print(returns_nothing(), many())
print((lambda self: self).__get__(5)(), method.__get__(Unbound())())
