# Every in-place operator on objects of builtin types that have none of their own, and on those that hand it on.
import collections
import weakref


class Full:
    pass


for sign, name in ("+", "add"), ("-", "sub"), ("*", "mul"), ("@", "matmul"), ("/", "truediv"), ("//", "floordiv"), \
        ("%", "mod"), ("**", "pow"), ("<<", "lshift"), (">>", "rshift"), ("&", "and"), ("|", "or"), ("^", "xor"):
    setattr(Full, f"__i{name}__", lambda self, other, name=name: (name, other))
    full = Full()
    names = {"p": weakref.proxy(full)}
    exec(f"p {sign}= 5", names)
    print(names["p"])
    for value in (1 + 2j, "%s", b"%s", [1], (1,), {1}, {1: 2}, frozenset([1]), range(3), None, bytearray(b"x"), 2.5, 7,
                  True, collections.deque([1]), iter([]), slice(1), memoryview(b"a"), {}.keys(), len, int, Ellipsis):
        for other in 2, 2.0, "a", [2], {1}:
            names = {"v": value, "o": other}
            try:
                exec(f"v {sign}= o", names)
                print(sign, type(value).__name__, repr(names["v"])[:40])
            except Exception as error:
                print(sign, type(error).__name__, error)
