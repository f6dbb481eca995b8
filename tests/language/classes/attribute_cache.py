# Attribute changes seen at once: methods replaced, bases patched, instance attributes that shadow, many shapes.
class Base:
    value = "base"

    def f(self):
        return "f0"


class Child(Base):
    pass


def read(o):
    return o.value, o.f()


c = Child()
out = []
for step in range(8):
    if step == 1:
        Base.value = "base changed"
    elif step == 2:
        Child.value = "child"
    elif step == 3:
        c.value = "instance"
    elif step == 4:
        Base.f = lambda self: "f1"
    elif step == 5:
        c.f = lambda: "instance f"
    elif step == 6:
        del c.value, Child.value
    elif step == 7:
        Base.value = property(lambda self: "property")
        del c.f
    for _ in range(20):
        r = read(c)
    out.append(r)
print(*out, sep="\n")


class Shape:
    def __init__(self, names):
        for n in names:
            setattr(self, n, n * 2)


shapes = [Shape("ab"), Shape("ba"), Shape("abc"), Shape("xyzab"), Shape("a")]
for _ in range(30):
    got = [s.a for s in shapes]
print(got, [list(vars(s)) for s in shapes])
del shapes[0].a
for s in shapes:
    try:
        print(s.a, end=" ")
    except AttributeError as error:
        print(error, end=" ")
print()
Shape.a = "class a"
print([s.a for s in shapes])
mixed = [1, "text", 2.5, [], Child(), None]
for _ in range(10):
    names = [m.__class__.__name__ for m in mixed]
print(names)
many = Shape([])
for i in range(200):
    setattr(many, "attr%d" % i, i)
for i in range(0, 200, 2):
    delattr(many, "attr%d" % i)
print(len(vars(many)), many.attr199, list(vars(many))[:3], sum(vars(many).values()))
many.__dict__["attr1"] = "through dict"
print(many.attr1, many.__dict__.pop("attr3"), hasattr(many, "attr3"))
vars(many).clear()
print(vars(many), hasattr(many, "attr1"))
x = Child()
x.__class__ = Base
print(type(x).__name__, x.f())


class Counter:
    total = 0

    def bump(self):
        self.total += 1
        return self.total


k = Counter()
print([k.bump() for _ in range(3)], Counter.total, vars(k))
Counter.bump = lambda self: "new bump"
print(k.bump())
