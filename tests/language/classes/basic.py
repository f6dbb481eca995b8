# Class bodies, instances, attribute lookup, methods, class and static methods, and instance dictionaries.
class Animal:
    """An animal."""
    kingdom = "animalia"
    count = 0

    def __init__(self, name):
        self.name = name
        Animal.count += 1

    def speak(self, times=1):
        return (self.sound() + " ") * times

    def sound(self):
        return "..."

    @classmethod
    def create(cls, *names):
        return [cls(n) for n in names]

    @staticmethod
    def describe(x):
        return "static " + str(x)


class Dog(Animal):
    def sound(self):
        return self.name + " woofs"


a, b = Animal.create("x", "y")
d = Dog("rex")
print(a.name, b.speak(2), d.speak(), Animal.count, Dog.count, d.count)
d.count = "own"
print(d.count, Dog.count, vars(d), d.__dict__ is vars(d))
del d.count
print(d.count)
print(Animal.__name__, Animal.__doc__, Dog.__doc__, Dog.__bases__, Dog.__mro__, Animal.__module__, Dog.__qualname__)
print(isinstance(d, Animal), isinstance(a, Dog), issubclass(Dog, Animal), issubclass(Dog, (int, Animal)), type(d) is Dog)
print(Animal.speak(d), Animal.describe(5), d.describe(6), Dog.create("q")[0].sound())
print(sorted(k for k in Animal.__dict__ if not k.startswith("__")), type(Animal.__dict__).__name__)
Animal.legs = 4
print(d.legs, hasattr(d, "wings"), getattr(d, "wings", "no wings"))
for action in (lambda: d.wings, lambda: Dog.wings, lambda: d.__missing__, lambda: delattr(d, "nope"), lambda: delattr(Dog, "kingdom"),
               lambda: setattr(5, "x", 1), lambda: setattr(int, "x", 1), lambda: Animal(), lambda: Animal("a", "b"), lambda: setattr(d, 5, 1),
               lambda: getattr(d, 5), lambda: setattr(object(), "x", 1), lambda: delattr(int, "real")):
    try:
        action()
    except (AttributeError, TypeError) as error:
        print(type(error).__name__, error)
print(getattr(d, "na" + "me"), hasattr(Dog, "sound"))
setattr(d, "not an identifier", 1)
print(getattr(d, "not an identifier"))
d.__class__ = Animal
print(d.sound(), type(d).__name__)
d.__dict__ = {"name": "swapped"}
print(d.name, vars(d))
try:
    d.__dict__ = 5
except TypeError as error:
    print(error)
try:
    d.__class__ = int
except TypeError as error:
    print(error)


class Empty: pass


e = Empty()
e.x = e
print(e.x.x.x is e, Empty() == Empty(), e == e, hash(e) == hash(e), bool(e))
print([n for n in dir(e) if not n.startswith("__")], "x" in dir(e), "__init__" in dir(Empty))
C = type("C", (Animal,), {"sound": lambda self: "dynamic", "v": 1})
print(C("n").sound(), C.v, C.__name__, C.__module__)
print(type(C), type(type), isinstance(C, type), isinstance(type, object), issubclass(type, object), type.__mro__)
