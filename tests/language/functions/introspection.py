# inspect over functions of every shape: signatures, binding, sources of names, and callable kinds.
import inspect


def f(a, b: int = 2, /, c=3, *args, d, e: "text" = 5, **kw) -> list:
    """Doc of f.

    More.
    """


class C:
    """Doc of C."""

    def __init__(self, x, *, y=1):
        pass

    def method(self, z=5):
        pass

    @classmethod
    def cm(cls, q):
        pass

    @staticmethod
    def sm(r, s=1):
        pass

    def __call__(self, w):
        pass

    async def co(self):
        pass

    def gen(self):
        yield


sig = inspect.signature(f)
print(sig, list(sig.parameters), sig.return_annotation)
for p in sig.parameters.values():
    print(p.name, p.kind.name, p.default if p.default is not p.empty else "-", p.annotation if p.annotation is not p.empty else "-", str(p))
print(inspect.signature(C), inspect.signature(C.method), inspect.signature(C(1).method), inspect.signature(C.cm), inspect.signature(C.sm), inspect.signature(C(1)), inspect.signature(lambda x, *y: 0))
bound = sig.bind(1, 2, 3, 4, d=5, z=6)
print(bound, bound.args, bound.kwargs)
bound = sig.bind(1, d=2)
bound.apply_defaults()
print(bound.arguments)
for args, kw in (((), {}), ((1,), {}), ((1,), {"a": 1, "d": 2})):
    try:
        print(sig.bind(*args, **kw))
    except TypeError as error:
        print(error)
print(inspect.getdoc(f), inspect.isfunction(f), inspect.ismethod(C(1).method), inspect.isclass(C), inspect.isbuiltin(len), inspect.isgeneratorfunction(C.gen), inspect.iscoroutinefunction(C.co), inspect.isroutine(str.upper), inspect.ismodule(inspect), inspect.isgenerator(C(1).gen()))
print([n for n, v in inspect.getmembers(C, inspect.isfunction)], inspect.getmro(C), inspect.unwrap(f) is f, inspect.getattr_static(C, "sm").__class__.__name__)


def outer():
    v = 1

    def inner():
        return v, len, undefined_thing
    return inner


nonlocals, globals_, builtins_, unbound = inspect.getclosurevars(outer())
print(nonlocals, sorted(globals_), sorted(builtins_), unbound)
print(inspect.getfullargspec(f).args, inspect.getfullargspec(f).kwonlyargs, inspect.getfullargspec(f).varkw)
print(inspect.getsource(outer).splitlines()[0], inspect.getsourcelines(C)[1] > 0, inspect.currentframe().f_code.co_name, inspect.stack()[0].function)
g = C(1).gen()
print(inspect.getgeneratorstate(g), next(g), inspect.getgeneratorstate(g), list(g), inspect.getgeneratorstate(g))
