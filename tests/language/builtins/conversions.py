# Built-in functions: abs, bin, callable, divmod, format, getattr, hash, id, isinstance, pow, repr, round, vars, dir, type.
def attempt(f, *args, **kw):
    try:
        return f(*args, **kw)
    except Exception as error:
        return f"{type(error).__name__}: {error}"


class I:
    x = 1

    def __index__(self):
        return 10


for f in (abs, ascii, bin, bool, bytes, callable, chr, complex, float, hex, int, len, oct, ord, repr, round, str, sorted, sum, tuple, list, set, dict, iter, next, any, all, max, min, hash, type, vars, dir, id, enumerate, reversed, range, slice, frozenset, bytearray, memoryview):
    out = []
    for v in (None, 5, -2.5, "a", "11", b"b", [1], (2,), {"k": 1}, 1j, True, ...):
        r = attempt(f, v)
        if f in (id, iter, enumerate, reversed, dir, memoryview) or (f is hash and not isinstance(v, (int, float)) and not isinstance(r, str)):
            r = r if isinstance(r, str) else type(r).__name__
        out.append(r)
    print(f.__name__, out)
print(attempt(divmod, 7, -2), attempt(divmod, 7.5, 2), attempt(divmod, 1, "a"), attempt(divmod, 1), pow(2, 10), pow(2, 10, 1000), pow(2, -1), pow(2, 0.5), attempt(pow, 2), attempt(pow, "a", 2), attempt(pow, base=2, exp=3), attempt(pow, 2, exp=3, mod=5))
print(bin(I()), hex(I()), oct(I()), chr(I()), attempt(hex, 1.5), attempt(bin, "x"), round(2.567, I()), round(1234, -2), round(-0.5), round(2.5), round(1e20), attempt(round, "a"), attempt(round, 1.5, None), round(number=1.25, ndigits=1))
print(getattr(I, "x"), getattr(I(), "y", 5), attempt(getattr, I, "y"), attempt(getattr, I), attempt(getattr, I, 5), hasattr(I, "x"), attempt(hasattr, I, 5), attempt(hasattr, I), attempt(setattr, I, "z", 3), I.z, attempt(delattr, I, "z"), attempt(delattr, I, "z"), attempt(setattr, 5, "x", 1), attempt(setattr, I, 5, 1))
print(isinstance(5, int), attempt(isinstance, 5), attempt(issubclass, 5, int), type(5), type(type), attempt(type, 1, 2), callable(I), callable(I()), callable(len), id(I) == id(I), hash(1) == hash(1.0), attempt(hash, []), attempt(hash), len("abc"), attempt(len, 5), attempt(len, 1, 2), attempt(len))
print(format(5, "05"), attempt(format, 5, 5), attempt(format), repr("a'b"), ascii("é"), attempt(repr), attempt(ord, "ab"), attempt(chr, "a"), attempt(abs, "x"), attempt(vars, 5), vars(I())== {}, sorted(vars(type("T", (), {"q": 1})()).items()), [n for n in dir(I) if not n.startswith("_")], attempt(dir, 1, 2))
print(print("a", "b", sep="-", end="!\n"), attempt(print, 1, sep=5), attempt(print, 1, end=5), attempt(print, 1, foo=2), attempt(print, 1, file=5), print(), print(1, 2, sep=None, end=None))
print(attempt(open), attempt(eval, "1 +"), eval("1 + 1"), eval("x", {"x": 5}), eval(b"2*3"), attempt(eval, 5), attempt(exec, "1 +"), exec("y = 1"), attempt(compile, "x", "f", "bad"), eval(compile("1+1", "f", "eval")), attempt(eval, "x = 1"), attempt(eval, ""), attempt(eval, "undefined_x"), eval(" 5 "), attempt(eval, "1", 5), attempt(eval, "1\n2"))
space = {}
exec(compile("a = 1\nb = a + 1", "name", "exec"), space)
print(space["b"], sorted(k for k in space if k != "__builtins__"), "__builtins__" in space, attempt(exec, "z", {"__builtins__": {}}), attempt(eval, "len('a')", {"__builtins__": {"len": lambda s: "fake"}}))
print(sorted(globals()["__builtins__"].__dict__)[:3], __name__, globals() is globals(), "attempt" in globals(), (lambda: locals())(), (lambda a: locals())(1), object() != object(), NotImplemented, Ellipsis, __debug__, copyright is not None)
import builtins
print(builtins.len is len, builtins.__name__, hasattr(builtins, "print"), [n for n in ("zip", "aiter", "anext", "breakpoint", "__import__", "__build_class__", "input", "exit") if not hasattr(builtins, n)])
