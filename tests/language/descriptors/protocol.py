# The descriptor protocol: data and non-data descriptors, lookup order, class access, errors.
class Data:
    def __get__(self, instance, owner=None):
        return "data get", instance is not None, owner and owner.__name__

    def __set__(self, instance, value):
        print("data set", value)

    def __delete__(self, instance):
        print("data delete")


class NonData:
    def __get__(self, instance, owner=None):
        return "nondata", instance is not None, owner.__name__


class SetOnly:
    def __set__(self, instance, value):
        instance.__dict__["setonly"] = value * 2


class GetSet:
    def __get__(self, instance, owner):
        return "getset"

    def __set__(self, instance, value):
        raise AttributeError("read only")


class C:
    data = Data()
    nondata = NonData()
    setonly = SetOnly()
    ro = GetSet()


c = C()
print(c.data, C.data, c.nondata, C.nondata)
c.data = 5
c.__dict__["data"] = "shadow"
c.nondata = "instance wins"
print(c.data, c.nondata)
c.setonly = 4
print(c.setonly, type(C.setonly).__name__)
del c.data
for action in (lambda: setattr(c, "ro", 1), lambda: delattr(c, "ro"), lambda: delattr(c, "setonly")):
    try:
        action()
        print("done")
    except AttributeError as error:
        print(error)
C.data = "replaced"
print(C.data, c.data)


class Sub(C):
    nondata = "plain"


print(Sub().nondata, super(Sub, Sub()).nondata, super(Sub, Sub).nondata)


class Dynamic:
    pass


d = Dynamic()
d.attr = NonData()
print(type(d.attr).__name__)
Dynamic.attr2 = Data()
print(d.attr2)


class Raises:
    def __get__(self, instance, owner):
        raise AttributeError("from get")


class WithFallback:
    r = Raises()

    def __getattr__(self, name):
        return "fallback " + name


print(WithFallback().r)
try:
    WithFallback.r
except AttributeError as error:
    print(error)


class Meta(type):
    meta_data = Data()
    meta_nondata = NonData()
    plain = "meta plain"


class K(metaclass=Meta):
    meta_nondata = "class plain"


print(K.meta_data, K.meta_nondata, K.plain)
K.meta_data = 3


class Callable:
    def __get__(self, instance, owner):
        return lambda *a: ("bound by descriptor", a)


class Special:
    __len__ = Callable()
    __call__ = Callable()
    __getitem__ = Callable()


print(Special()(1), Special()[2])
try:
    len(Special())
except TypeError as error:
    print(error)
function = lambda self: self
print(function.__get__(1)(), function.__get__(1, int).__self__)
try:
    function.__get__(None)
except TypeError as error:
    print(error)
print(function.__get__(None, int) is function, type(C.__dict__["nondata"]).__name__)
print(type(int.__dict__["real"]).__name__, type(int.__dict__["__add__"]).__name__, type(str.__dict__["join"]).__name__, type(dict.__dict__["fromkeys"]).__name__)
print(int.__dict__["real"].__get__(5), str.__dict__["join"].__get__("-")(["a", "b"]), dict.__dict__["fromkeys"].__get__(None, dict)([1]))
for action in (lambda: str.join(1, []), lambda: str.__dict__["join"].__get__(5), lambda: int.__add__("x", 1), lambda: setattr(5, "real", 1), lambda: list.append(), lambda: list.append([], 1, 2)):
    try:
        action()
    except (TypeError, AttributeError) as error:
        print(error)
