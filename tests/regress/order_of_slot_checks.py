# What is wrong with __slots__ is told in the order in which CPython looks: special names of all first, then conflicts.
class Base:
    pass


for names, variables, bases in [
    (("x", "__weakref__"), ("x",), (Base,)), (("x", "__dict__"), ("x",), (Base,)), (("x", "__dict__", "__dict__"), ("x",), ()),
    (("b", "a"), ("a", "b"), ()), (("a", "b"), ("b",), ()), (("x", "1"), ("x",), ()), (("__p",), ("_C__p",), ()), (("__p",), ("__p",), ()),
    (("__qualname__",), (), ()), (("x", 5), ("x",), ()),
]:
    try:
        type("C", bases, {"__slots__": names, **dict.fromkeys(variables, 1)})
        print(names, variables, "fine")
    except (TypeError, ValueError) as error:
        print(names, variables, type(error).__name__, error)
