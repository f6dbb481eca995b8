# Descriptors at work: typed fields with validation, lazy values, class-level registries and weak storage.
class Field:
    def __init__(self, kind, default=None):
        self.kind, self.default = kind, default

    def __set_name__(self, owner, name):
        self.name = name
        owner.fields = getattr(owner, "fields", ()) + (name,)

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        return instance.__dict__.get(self.name, self.default)

    def __set__(self, instance, value):
        if not isinstance(value, self.kind):
            raise TypeError(f"{type(instance).__name__}.{self.name} must be {self.kind.__name__}, not {type(value).__name__}")
        instance.__dict__[self.name] = value

    def __delete__(self, instance):
        instance.__dict__.pop(self.name, None)


class Positive(Field):
    def __set__(self, instance, value):
        super().__set__(instance, value)
        if value <= 0:
            instance.__dict__.pop(self.name)
            raise ValueError(f"{self.name} must be positive")


class Model:
    def __init__(self, **values):
        for name, value in values.items():
            if name not in self.fields:
                raise AttributeError(name)
            setattr(self, name, value)

    def __repr__(self):
        return f"{type(self).__name__}({', '.join(f'{n}={getattr(self, n)!r}' for n in self.fields)})"


class Item(Model):
    name = Field(str, "unnamed")
    price = Positive(int, 1)


class Special(Item):
    extra = Field(list)


i = Item(name="a", price=5)
print(i, Item(), Item.fields, Special.fields, Special(extra=[1]), type(Item.price).__name__)
for f in (lambda: Item(name=5), lambda: Item(price=-1), lambda: Item(bad=1), lambda: setattr(i, "price", "x"), lambda: setattr(i, "price", 0)):
    try:
        f()
    except (TypeError, ValueError, AttributeError) as error:
        print(type(error).__name__, error)
del i.name
print(i, vars(i))
i.__dict__["name"] = 42
print(i.name)


class ClassOnly:
    def __init__(self, function):
        self.function = function

    def __get__(self, instance, owner):
        if instance is not None:
            raise AttributeError("class access only")
        return self.function.__get__(owner)


class Uses:
    @ClassOnly
    def make(cls):
        return cls.__name__


print(Uses.make())
try:
    Uses().make
except AttributeError as error:
    print(error)


class Alias:
    def __init__(self, target):
        self.target = target

    def __get__(self, instance, owner):
        return getattr(instance if instance is not None else owner, self.target)

    def __set__(self, instance, value):
        setattr(instance, self.target, value)


class Person:
    full = "nobody"
    name = Alias("full")


p = Person()
p.name = "somebody"
print(p.full, p.name, Person.name, vars(p))
