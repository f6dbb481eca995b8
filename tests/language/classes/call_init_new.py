# The order of __new__, __init__ and __call__ with arguments, subclasses, and factories.
class A:
    def __new__(cls, *args, **kwargs):
        print("A.new", cls.__name__, args, kwargs)
        return super().__new__(cls)

    def __init__(self, *args, **kwargs):
        print("A.init", args, kwargs)


class B(A):
    def __init__(self, x, **kwargs):
        print("B.init", x)
        super().__init__(x * 2, **kwargs)


A(1, k=2)
B(5, z=1)
try:
    B()
except TypeError as error:
    print(error)


class Cache:
    made = {}

    def __new__(cls, key):
        if key not in cls.made:
            cls.made[key] = super().__new__(cls)
        return cls.made[key]

    def __init__(self, key):
        self.inits = getattr(self, "inits", 0) + 1


print(Cache("a") is Cache("a"), Cache("a").inits, Cache("b").inits)


class Str(str):
    def __new__(cls, value, suffix="!"):
        return super().__new__(cls, value + suffix)

    def __init__(self, value, suffix="!"):
        self.original = value


s = Str("hi", suffix="?")
print(s, s.original, len(s), s + "x", isinstance(s, str))


class Adder:
    def __init__(self, n):
        self.n = n

    def __call__(self, m):
        return Adder(self.n + m)

    def __repr__(self):
        return f"Adder({self.n})"


print(Adder(1)(2)(3), list(map(Adder(10), range(3))), callable(Adder(0)))


class NoNew:
    __new__ = None


class NoInit:
    __init__ = None


for cls in (NoNew, NoInit):
    try:
        cls()
    except TypeError as error:
        print(error)


class Explicit:
    def __init__(self):
        self.ready = True


raw = Explicit.__new__(Explicit)
print(hasattr(raw, "ready"), Explicit.__init__(raw), raw.ready, object.__new__(Explicit).__class__.__name__)
Explicit.__new__ = lambda cls: "patched"
print(Explicit())
