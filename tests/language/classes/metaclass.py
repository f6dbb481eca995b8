# Metaclasses: __call__, __new__, __init__, __prepare__, attributes, conflicts and keyword arguments.
class Meta(type):
    @classmethod
    def __prepare__(mcs, name, bases, **kw):
        print("prepare", name, [b.__name__ for b in bases], kw)
        return {"injected": 1}

    def __new__(mcs, name, bases, namespace, **kw):
        print("new", name, sorted(k for k in namespace if not k.startswith("__")), kw)
        return super().__new__(mcs, name, bases, namespace)

    def __init__(cls, name, bases, namespace, **kw):
        print("init", cls.__name__, kw)
        super().__init__(name, bases, namespace)

    def __call__(cls, *args, **kw):
        print("call", cls.__name__, args, kw)
        return super().__call__(*args, **kw)

    def meta_method(cls):
        return "meta method of " + cls.__name__

    @property
    def meta_property(cls):
        return "meta property of " + cls.__name__

    def __len__(cls):
        return 42

    def __iter__(cls):
        return iter("abc")

    def __contains__(cls, x):
        return x == 1

    def __getitem__(cls, x):
        return "item", x

    def __getattr__(cls, name):
        if name.startswith("dyn"):
            return "dynamic " + name
        raise AttributeError(name)

    def __repr__(cls):
        return "<class repr " + cls.__name__ + ">"

    def __instancecheck__(cls, instance):
        return instance == "magic" or type.__instancecheck__(cls, instance)

    def __subclasscheck__(cls, sub):
        return sub is int or type.__subclasscheck__(cls, sub)


class A(metaclass=Meta, option=1):
    x = injected + 1

    def __init__(self, value=None):
        self.value = value


class B(A, flag="f"):
    pass


print(A(5).value, B().value, A.x, A.injected)
print(A.meta_method(), A.meta_property, len(A), list(B), 1 in A, 2 in A, A["k"], A.dyn_thing, A, repr(B), bool(A))
print(isinstance("magic", A), isinstance(5, A), issubclass(int, A), issubclass(str, A), isinstance(A(), B))
for action in (lambda: A().meta_method, lambda: A().meta_property, lambda: A.nothing, lambda: A().dyn_thing, lambda: len(A())):
    try:
        print(action())
    except (AttributeError, TypeError) as error:
        print(type(error).__name__, error)
print(type(B) is Meta, type(A).__name__, A.__class__)


class Other(type):
    pass


try:
    class Conflict(A, metaclass=Other):
        pass
except TypeError as error:
    print(error)


class SubMeta(Meta):
    pass


class C(A, metaclass=SubMeta):
    pass


print(type(C).__name__, type(type("D", (A,), {})).__name__)


def function_meta(name, bases, namespace, **kw):
    return name, bases, sorted(k for k in namespace if not k.startswith("__")), kw


class F(int, metaclass=function_meta, extra=1):
    a = 1
    b = 2


print(F)


class Singleton(type):
    instances = {}

    def __call__(cls, *args):
        if cls not in cls.instances:
            cls.instances[cls] = super().__call__(*args)
        return cls.instances[cls]


class Only(metaclass=Singleton):
    pass


print(Only() is Only(), len(Singleton.instances))
for action in (lambda: type("x"), lambda: type(), lambda: type("a", "b"), lambda: type("a", (), 5), lambda: type(1, (), {}), lambda: type("a", 5, {}),
               lambda: type("a\0b", (), {}), lambda: type("x", (), {}, k=1)):
    try:
        print(action())
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
class P:
    def __init_subclass__(cls, **kw): print("sub", cls.__name__, kw)
type("Q", (P,), {}, k=1)
