# The module ast: trees of sources, their classes, what is written and read through them.
import ast
import _ast

SOURCE = '''
"""doc"""
import a, b.c as d
from . import e as f, g
from ..h import *
@deco(1)
def fn(a, /, b: int = 1, *args: str, c, d=2, **kw) -> None:
    global x
    nonlocal_ = lambda q, *r: q
    return
async def co():
    async for i in y:
        await z
    async with w as v, u:
        yield
    return [j async for j in k if j if not j]
class C(Base, metaclass=M):
    a: int
    (b): str = "x"
    c.d: float = 1.5
    pass
del m, n[0], o.p
q = r = (s, *t) = u, v
w += x ** -y // ~z @ 1 % 2 << 3 >> 4 | 5 ^ 6 & 7
for i, j in k:
    break
else:
    continue
while not a and b or c:
    ...
else:
    pass
if a < b <= c != d is not e not in f in g is h == i:
    raise
elif x:
    raise A from B
else:
    assert a, "msg"
try:
    pass
except E as err:
    pass
except (F, G):
    pass
except:
    pass
else:
    pass
finally:
    pass
try:
    pass
except* E:
    pass
match subject:
    case 1 | -2.5 | "s" | None | True:
        pass
    case [a, *_, b] if c:
        pass
    case {"k": v, **rest}:
        pass
    case P(x, y=Q()) as z:
        pass
    case (1 + 2j) | m.n | _:
        pass
    case [*rest]:
        pass
print(f"a{b!r:>{c}}d{e=}" "tail", b"\\xff", u"u", 1j, 0x10, 10**30, ..., not_ := 3)
{**a, "b": c}, {1, 2}, {k: v for k, v in x}, {s for s in t}, (g for g in h)
a[1:2, ::3, ...], a.b.c(d, *e, f=g, **h), x if y else z, (yield), (yield from a)
d["é\\u1234"] = 'deep \\N{BULLET}'
'''
tree = ast.parse(SOURCE)
print(ast.dump(tree))
print(ast.dump(tree, include_attributes=True, indent=1)[:3000])
print(ast.dump(ast.parse("a + b", mode="eval")), ast.dump(ast.parse("a; b", mode="single")))
print(ast.unparse(tree))
print(sorted(n for n in dir(_ast) if not n.startswith("_")))
for name in sorted(dir(_ast)):
    cls = getattr(_ast, name)
    if isinstance(cls, type) and not name.startswith("_"):
        print(name, cls.__module__, cls.__bases__, cls._fields, cls._attributes, cls.__match_args__, cls.__doc__, sorted(k for k, v in vars(cls).items() if v is None))


def show(*functions):
    for function in functions:
        try:
            print(function())
        except Exception as error:
            print(type(error).__name__, error)


show(lambda: ast.literal_eval("{'a': [1, -2.5, (3,), {4}], b'x': None, 1+2j: True, 'n': set()}"), lambda: ast.literal_eval("1 +"), lambda: ast.literal_eval("  [1]"), lambda: ast.literal_eval(ast.Constant(3)))
show(lambda: ast.Name("a", 1, 2), lambda: ast.Name("a", id=2), lambda: ast.Name("x", foo=3).foo, lambda: ast.AST(1), lambda: ast.AST(a=1).__dict__, lambda: ast.Name().id, lambda: ast.Name("x").__reduce__(), lambda: ast.Pass(1), lambda: ast.dump(ast.Name("x", ast.Load())), lambda: ast.dump(ast.Return()), lambda: ast.dump(3))
show(lambda: ast.parse("a b"), lambda: ast.parse("def f(:"), lambda: ast.parse("x = \0"), lambda: ast.parse(3), lambda: ast.parse("a\n  b"), lambda: isinstance(ast.parse(""), ast.AST), lambda: ast.parse(b"# coding: latin-1\nx = '\xe9'").body[0].value.value)


class Counter(ast.NodeVisitor):
    def __init__(self):
        self.counts = {}

    def generic_visit(self, node):
        name = type(node).__name__
        self.counts[name] = self.counts.get(name, 0) + 1
        super().generic_visit(node)


counter = Counter()
counter.visit(tree)
print(sorted(counter.counts.items()))


class Doubler(ast.NodeTransformer):
    def visit_Constant(self, node):
        return ast.copy_location(ast.Constant(node.value * 2), node) if isinstance(node.value, int) else node


print(ast.unparse(ast.fix_missing_locations(Doubler().visit(ast.parse("a = 1 + f(2, 'x')")))))
function = tree.body[4]
print(ast.get_docstring(tree), function.name, function.lineno, function.end_lineno, ast.get_source_segment(SOURCE, function)[:30], [n.id for n in ast.walk(function) if isinstance(n, ast.Name)])
match ast.parse("x = 1").body[0]:
    case ast.Assign([ast.Name(name)], ast.Constant(value)):
        print(name, value)
print(isinstance(ast.parse("a").body[0].value.ctx, ast.Load), ast.parse("a").body[0].value.ctx is ast.parse("b").body[0].value.ctx, ast.iter_child_nodes(tree).__next__().lineno)
