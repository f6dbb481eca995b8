# isinstance of plain data, of instances, of what lies about its class, and of classes that have a say.
import collections.abc

asked = []


class Meta(type):
    def __instancecheck__(cls, instance):
        asked.append((cls.__name__, type(instance).__name__))
        return instance == 5


class Says(metaclass=Meta):
    pass


class Plain:
    pass


class Derived(Plain):
    pass


class Liar:
    def __init__(self, cls):
        self.cls = cls

    @property
    def __class__(self):
        asked.append("class")
        if self.cls is None:
            raise ValueError("no class")
        return self.cls


class Getter:
    def __getattribute__(self, name):
        asked.append(name)
        return int if name == "__class__" else object.__getattribute__(self, name)


class Shadow:
    pass


shadow = Shadow()
shadow.__dict__["__class__"] = int

subjects = [1, True, 1.5, "a", b"a", (), [], {}, set(), frozenset(), range(3), slice(1), None, ..., int, type, Meta, Says]
subjects += [Plain(), Derived(), Liar(int), Liar(str), Liar(5), Liar(None), Getter(), shadow, len, Plain, lambda: 1]
choices = [
    int,
    (int,),
    (int, str),
    (str, int),
    (float, complex),
    (),
    ((), (int,)),
    ((str, (int, float)), Plain),
    (Plain, Derived),
    (Derived, Says),
    (Says, int),
    (int, Says),
    int | str,
    str | None,
    (type, Meta),
    (Liar, int),
    (int, Liar),
    (Getter, str),
    (object,),
    (collections.abc.Hashable, int),
    (int, 5),
    (5, int),
    (str, int, "x"),
]
for subject in subjects:
    for choice in choices:
        asked.clear()
        try:
            result = isinstance(subject, choice)
        except (TypeError, ValueError) as error:
            result = f"{type(error).__name__}: {error}"
        print(type(subject).__name__, result, asked)


class Both(int):
    @property
    def __class__(self):
        asked.append("class")
        return str


asked.clear()
print(isinstance(Both(), int), isinstance(Both(), str), isinstance(Both(), (float, str)), isinstance(Both(), (list, dict)), asked)

deep = int
for _ in range(50):
    deep = (str, deep)
print(isinstance(1, deep), isinstance([], deep))
for _ in range(40000):
    deep = (str, deep)
try:
    isinstance(1, deep)
except RecursionError as error:
    print("RecursionError", str(error).split(" in ")[0])
