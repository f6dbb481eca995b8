# exec, eval, compile: namespaces, modes, flags, closures, locals and code objects.
def attempt(f, *args, **kw):
    try:
        return f(*args, **kw)
    except Exception as error:
        return f"{type(error).__name__}: {error}"


g = {"x": 1}
l = {"y": 2}
exec("z = x + y; x = 10\nglobal w\nw = 5", g, l)
print(g["x"], "w" in g, sorted(l.items()))
exec("def f():\n    return x\nr = f()", g, l)
print(l["r"])


class Space(dict):
    def __missing__(self, key):
        print("missing", key)
        return len(key)

    def __setitem__(self, key, value):
        print("set", key, value)
        super().__setitem__(key, value)


print(eval("abc + de", {"__builtins__": {}}, Space()))
exec("q = rs", {"__builtins__": {}}, Space())


def inside():
    a = 1
    exec("a = 2; b = 3")
    return a, "b" in locals(), eval("a + 1"), sorted(locals())


print(inside())


def read_closure():
    v = "enclosed"

    def inner():
        return attempt(eval, "v"), v

    def without():
        return attempt(eval, "v")
    return inner(), without()


print(read_closure())
code = compile("1\n2\n'text'\n3 + 4", "s", "exec")
print(exec(code), eval(compile("(1,\n2)", "s", "eval")), type(code).__name__, code.co_filename, code.co_name)
exec(compile("5 + 5", "s", "single"))
exec(compile("x = 3", "s", "single"))
exec(compile("for i in range(2): i\n", "s", "single"))
for source, mode in (("x =", "exec"), ("1 2", "eval"), ("a\nb", "eval"), ("x = 1", "eval"), ("if 1:", "exec"), ("  x", "exec"), ("return 1", "exec"), ("break", "exec"), ("continue", "exec"), ("yield 1", "exec"), ("def f(a, a): pass", "exec"), ("nonlocal x", "exec"), ("def f():\n nonlocal x", "exec"), ("def f(x):\n global x", "exec"), ("f(a=1, 2)", "exec"), ("f(**a, *b)", "exec"), ("a, *b, *c = d", "exec"), ("*a = b", "exec"), ("1 = x", "exec"), ("f() = 1", "exec"), ("x + 1 += 2", "exec"), ("del 1", "exec"), ("from __future__ import nope", "exec"), ("import a.b as c.d", "exec"), ("x: int: 5", "exec"), ("lambda: (yield)", "exec"), ("class A: return 1", "exec"), ("a b", "single"), ("\x00", "exec"), ("'\\N{nope}'", "exec"), ("print 1", "exec"), ("if x = 1: pass", "exec"), ("(", "exec"), (")", "exec"), ("[)", "exec"), ("None = 1", "exec"), ("True = 1", "exec"), ("def f(None): pass", "exec"), ("x.None = 1", "exec"), ("f(True=1)", "exec"), ("try: pass", "exec"), ("else: pass", "exec"), ("async x", "exec"), ("await x", "exec"), ("0777", "exec"), ("1_", "exec"), ("0x", "exec"), ("1.e", "exec"), ("$", "exec"), ("a ? b", "exec"), ("\u00a0x", "exec"), ("“x”", "exec"), ("for x in 1: pass\nelse: pass\nelse: pass", "exec"), ("\tif 1:\n        x", "exec"), ("if 1:\n        x\n\ty", "exec"), ("x = 'abc", "exec"), ("x = '''abc", "exec"), ("@\ndef f(): pass", "exec"), ("with a as 1: pass", "exec"), ("import *", "exec"), ("def f():\n from a import *", "exec"), ("(x for x in y) = 1", "exec"), ("x if y = 1", "exec"), ("a := 1", "exec"), ("(a.b := 1)", "exec"), ("[x := y for y in (x := z)]", "exec"), ("match x:\n case a: pass\n case b: pass", "exec"), ("match x:\n case a | 1: pass", "exec"), ("match x:\n case [a, a]: pass", "exec"), ("match x:\n case {**a, 'b': c}: pass", "exec")):
    try:
        compile(source, "<s>", mode)
        print(repr(source), "fine")
    except SyntaxError as error:
        print(repr(source), type(error).__name__, error.msg, error.lineno, error.offset)
    except ValueError as error:
        print(repr(source), "ValueError", error)
print(attempt(compile, "1", "f"), attempt(compile, 5, "f", "exec"), attempt(compile, "1", 5, "exec"), attempt(exec, 5), attempt(exec, code, 5), attempt(eval, code), attempt(exec, "1", {}, 5), attempt(exec, (lambda: read_closure).__code__))
print(eval("[a for a in range(3)]"), eval("(lambda n: n * 2)(4)"), eval("__import__('sys').maxsize > 0"), eval("x", {}, {"x": "local"}), eval("'é'"), eval(" \t1"), eval("1 # comment"), eval("(\n1\n)"), eval("f'{1 + 1}'"))
