# The order of evaluation in calls, displays, subscripts, comparisons, defaults and decorators.
order = []


def e(name, value=None):
    order.append(name)
    return value


def flush(label):
    print(label, " ".join(map(str, order)))
    order.clear()


def f(*args, **kwargs):
    order.append("call")


e("f", f)(e("a"), *e("b", []), e("c"), k=e("d"), **e("g", {}), m=e("h"))
flush("call")
[e(1), *e(2, []), e(3)]
{e("k1"): e("v1"), **e("m", {}), e("k2"): e("v2")}
{e(1, 1), e(2, 2)}
(e("x"), e("y"))
flush("displays")
e("obj", {3: 4})[e("key", 3)]
flush("subscript")
[0, 1, 2, 3][e("lo", 0):e("hi", 3):e("st", 1)]
flush("slice")
e("l", 1) + e("r", 2) * e("s", 3) ** e("t", 2)
flush("arithmetic")
e("then", 1) if e("cond", 1) else e("else", 2)
flush("conditional")


@e("decorator 1", lambda fn: e("apply 1", fn))
@e("decorator 2", lambda fn: e("apply 2", fn))
def g(a: e("ann a") = e("default a"), *, b: e("ann b") = e("default b")) -> e("return"):
    pass


flush("function")


class Meta(type):
    @classmethod
    def __prepare__(mcs, name, bases, **kw):
        e("prepare")
        return {}

    def __new__(mcs, name, bases, ns, **kw):
        e("new")
        return super().__new__(mcs, name, bases, ns)

    def __init__(cls, *args, **kw):
        e("init")


@e("class decorator", lambda cls: e("apply class", cls))
class C(e("base", object), metaclass=e("metaclass", Meta), extra=e("kw")):
    e("body")


flush("class")
d = {}
e("d", d)[e("i", 1)] = e("j", d)[e("k", 2)] = e("value", 3)
flush("chained assignment")
x = [1, 2]
e("target", x)[e("index", 0)] += e("operand", 5)
flush("augmented")
del e("d1", d)[e("k1", 1)], e("d2", d)[e("k2", 2)]
flush("delete")
[(e(("x", i)), e(("y", j))) for i in e("outer", range(2)) for j in e("inner", range(1)) if e("test", True)]
flush("comprehension")
f"{e('one', 1)} {e('two', 2):{e('width', 5)}}"
flush("fstring")
(lambda a=e("lambda default"): e("lambda body"))()
flush("lambda")
e("p", 1) < e("q", 2) < e("r", 0) < e("never")
flush("comparison")
try:
    e("raise", None) + e("right", 1)
except TypeError:
    flush("error")
print(*e("args", []), sep=e("sep", ""), end=e("end", "\n"))
flush("print")
