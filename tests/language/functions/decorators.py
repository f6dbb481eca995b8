# Decorators: on functions, methods and classes; with arguments; stacked; as classes.
def trace(function):
    def wrapper(*args, **kwargs):
        print("before", function.__name__, [a for a in args if isinstance(a, (int, str))], kwargs)
        result = function(*args, **kwargs)
        print("after", result)
        return result

    return wrapper


@trace
def add(a, b=1):
    return a + b


print(add(1), add(1, b=5))


def repeat(times):
    def decorate(function):
        def wrapper(*args):
            return [function(*args) for _ in range(times)]
        return wrapper
    return decorate


@repeat(3)
@repeat(2)
def hello(name):
    return "hi " + name


print(hello("x"))


class Counted:
    def __init__(self, function):
        self.function = function
        self.calls = 0

    def __call__(self, *args):
        self.calls += 1
        return self.function(*args)

    def __get__(self, instance, owner):
        if instance is None:
            return self
        return lambda *args: self(instance, *args)


class Service:
    @Counted
    def work(self, value):
        return (type(self).__name__, value)

    @staticmethod
    @trace
    def static(x):
        return x * 2

    @classmethod
    @trace
    def make(cls, x):
        return cls.__name__, x

    @property
    @trace
    def size(self):
        return 42


service = Service()
print(service.work(1), service.work(2), Service.work.calls)
print(Service.static(4), Service.make(5).__class__, service.size)


def register(registry):
    def decorate(cls):
        registry[cls.__name__] = cls
        cls.registered = True
        return cls
    return decorate


registry = {}


@register(registry)
class First:
    pass


@register(registry)
class Second(First):
    pass


print(sorted(registry), First.registered)


@lambda f: f()
def immediate():
    return "called at once"


print(immediate)


@(lambda v: lambda f: (v, f.__name__))("argument")
def pair():
    pass


print(pair)
table = [trace, Counted]


@table[1]
def indexed():
    return "indexed"


print(indexed(), indexed.calls)


@(lambda f: print("decorating", f.__name__))
def printed_name():
    pass


@None.__class__.__class__
def kind():
    pass


print(printed_name, kind)
try:
    @5
    def bad():
        pass
except TypeError as error:
    print(error)


class Static:
    @staticmethod
    def f(x):
        return x + 1
    print(f(1), f.__name__, f.__wrapped__(2))
