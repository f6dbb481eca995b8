# property: getters, setters, deleters, inheritance, errors and introspection.
class Celsius:
    def __init__(self, degrees=0):
        self._degrees = degrees

    @property
    def fahrenheit(self):
        """In Fahrenheit."""
        return self._degrees * 9 / 5 + 32

    @fahrenheit.setter
    def fahrenheit(self, value):
        self._degrees = (value - 32) * 5 / 9

    @fahrenheit.deleter
    def fahrenheit(self):
        self._degrees = None

    @property
    def read_only(self):
        return "ro"

    write_only = property(None, lambda self, v: print("wrote", v))
    documented = property(lambda self: 1, doc="given doc")


t = Celsius(100)
print(t.fahrenheit)
t.fahrenheit = 32
print(t._degrees, Celsius.fahrenheit.__doc__, Celsius.documented.__doc__)
del t.fahrenheit
print(t._degrees)
t.write_only = 5
for action in (lambda: setattr(t, "read_only", 1), lambda: delattr(t, "read_only"), lambda: t.write_only, lambda: delattr(t, "write_only")):
    try:
        action()
    except AttributeError as error:
        print(error)
print(Celsius.fahrenheit.fget.__name__, Celsius.read_only.fset, Celsius.fahrenheit.fdel is not None, isinstance(Celsius.read_only, property))
t.__dict__["read_only"] = "shadow"
print(t.read_only)


class Kelvin(Celsius):
    @Celsius.fahrenheit.getter
    def fahrenheit(self):
        return "overridden"

    @property
    def read_only(self):
        return "sub " + super().read_only


k = Kelvin(5)
print(k.fahrenheit, k.read_only)
k.fahrenheit = 212
print(k._degrees)


class Errors:
    @property
    def broken(self):
        return self.missing

    @property
    def value_error(self):
        raise ValueError("in property")


for name in ("broken", "value_error"):
    try:
        getattr(Errors(), name)
    except (AttributeError, ValueError) as error:
        print(type(error).__name__, error)
print(hasattr(Errors(), "broken"), getattr(Errors(), "broken", "default"))


class Sub(property):
    """Sub doc."""

    def __get__(self, instance, owner=None):
        return "sub get" if instance is None else ("wrapped", super().__get__(instance, owner))


class UsesSub:
    @Sub
    def x(self):
        """X doc."""
        return 1


print(UsesSub.x, UsesSub().x, vars(UsesSub)["x"].__doc__)
p = property()
for action in (lambda: p.__get__(1), lambda: p.__set__(1, 2), lambda: p.__delete__(1), lambda: setattr(Celsius.read_only, "fget", 1), lambda: property(1, 2, 3, 4, 5)):
    try:
        print(action())
    except (AttributeError, TypeError) as error:
        print(type(error).__name__, error)
print(p.__get__(None, int) is p)


class Cached:
    def __init__(self, function):
        self.function = function
        self.name = function.__name__

    def __get__(self, instance, owner):
        if instance is None:
            return self
        value = instance.__dict__[self.name] = self.function(instance)
        return value


class Expensive:
    @Cached
    def result(self):
        print("computing")
        return 42


e = Expensive()
print(e.result, e.result, vars(e))
del e.result
print(e.result)


class ClassMethods:
    @classmethod
    @property
    def both(cls):
        return cls.__name__


print(ClassMethods.both, ClassMethods().both)
