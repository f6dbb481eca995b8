# The __class__ cell, zero-argument super and names seen from class bodies.
class Base:
    def who(self):
        return "base"

    @classmethod
    def cm(cls):
        return "base cm " + cls.__name__


class Derived(Base):
    def who(self):
        return "derived " + super().who()

    @classmethod
    def cm(cls):
        return "derived " + super().cm()

    @staticmethod
    def explicit(instance):
        return super(Derived, instance).who()

    def me(self):
        return __class__

    def nested(self):
        def inner():
            return super(Derived, self).who()
        return inner()

    def nested_implicit(self):
        def inner(me):
            return super().who()
        return inner(self)

    def in_comprehension(self):
        try:
            return [super().who() for _ in range(1)]
        except (TypeError, RuntimeError) as error:
            return type(error).__name__ + ": " + str(error)

    prop = property(lambda self: super().who())


d = Derived()
print(d.who(), Derived.cm(), Derived.explicit(d), d.me() is Derived, d.nested(), d.nested_implicit())
print(d.in_comprehension(), d.prop)


def outside():
    return super()


for function in (outside, lambda: super().x):
    try:
        function()
    except RuntimeError as error:
        print(type(error).__name__, error)


class Late:
    def deleted(self):
        del self
        return super()

    def rebound(self):
        self = 5
        try:
            return super().who()
        except TypeError as error:
            return str(error)


try:
    Late().deleted()
except RuntimeError as error:
    print(error)
print(Late().rebound())


class Meta(type):
    def __new__(mcs, name, bases, namespace):
        print(sorted(k for k in namespace if k.startswith("__class")))
        cls = super().__new__(mcs, name, bases, namespace)
        print(cls.call() is cls)
        return cls


class WithCell(metaclass=Meta):
    @staticmethod
    def call():
        return __class__


class Broken(type):
    def __new__(mcs, name, bases, namespace):
        namespace.pop("__classcell__", None)
        return super().__new__(mcs, name, bases, namespace)


try:
    class NoCell(metaclass=Broken):
        def f(self):
            return __class__
except RuntimeError as error:
    print(str(error)[:60])
s = super(Derived, d)
print(s.__thisclass__ is Derived, s.__self__ is d, s.__self_class__ is Derived, s.who())
for args in ((Derived,), (Derived, Base()), (5, d), (Derived, d, 1)):
    try:
        print(type(super(*args)).__name__)
    except TypeError as error:
        print(error)
try:
    s.missing
except AttributeError as error:
    print(error)


class Names:
    value = 1
    copies = [value]
    def f(x=value):
        return x
    value = 2
    locals()["dynamic"] = 3


print(Names.f(), Names.copies, Names.dynamic)
