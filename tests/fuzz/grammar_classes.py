"""Classes of random programs: special methods, inheritance from one another and from builtin types, descriptors."""
from grammar_statements import Scope, indented

BASES = ["int", "str", "list", "dict", "tuple", "set", "float", "Exception", "object", "bytes", "frozenset"]


class Classes:
    """Makes definitions of classes."""

    def class_(self, depth):
        name = f"C{len(self.classes)}"
        bases, keywords = [], []
        if self.classes and self.maybe(0.5):
            bases.append(self.pick(self.classes))
            if self.maybe(0.25):
                bases.append(self.pick(self.classes))
        elif self.maybe(0.3):
            bases.append(self.pick(BASES))
        if self.maybe(0.05):
            keywords.append("metaclass=Meta")
        if self.maybe(0.05):
            keywords.append(f"tag={self.small()}")
        head = ", ".join([*dict.fromkeys(bases), *keywords])
        outer, self.scope = self.scope, Scope("class", self.scope)
        is_builtin = bool(bases) and bases[0] in BASES and bases[0] != "object"
        body = self.class_body(depth, is_builtin, bool(bases) and bases[0] in self.classes)
        self.scope = outer
        self.classes.append(name)
        lines = [*(["@passed"] if self.maybe(0.05) else []), f"class {name}{'(' + head + ')' if head or self.maybe(0.2) else ''}:", *indented(body)]
        lines.append(f"{self.fresh('obj')} = make({name})")
        return lines + ([f"show([c.__name__ for c in {name}.__mro__])"] if self.maybe(0.2) else [])

    def class_body(self, depth, is_builtin, has_parent):
        lines = []
        if self.maybe(0.12):
            slots = self.pick(["('a', 'b')", "('a', 'x', '__dict__')", "'a'", "()", "['c', 'x', '__weakref__']"])
            lines.append(f"__slots__ = {slots}")
        if self.maybe(0.4):
            lines.append(f"{self.pick('bcx')} = {self.expr('any', 1)}")
        if self.maybe(0.2):
            lines.append("__match_args__ = ('a', 'b')")
        if self.maybe(0.15):
            lines.append("d = Field()")
        if not is_builtin and self.maybe(0.75):
            lines += self.init(has_parent)
        for maker in self.chance.sample(self.method_makers(), self.chance.randint(1, 5)):
            lines += maker(depth)
        return lines or ["pass"]

    def init(self, has_parent):
        call = self.pick(["super().__init__(p0)", "super().__init__()", "super().__init__(*args)"]) if has_parent and self.maybe(0.6) else "tick()"
        return [f"def __init__(self, p0={self.expr('any', 1)}, *args, **kw):", f"    {call}", "    self.a = p0",
                *([f"    self.{self.pick('bx')} = {self.expr('any', 1)}"] if self.maybe(0.5) else [])]

    def method_makers(self):
        return [self.method, self.method, self.method, self.simple_method, self.simple_method, self.simple_method, self.attribute_method,
                self.item_method, self.item_method, self.operator_method, self.operator_method, self.property_, self.manager, self.iteration,
                self.end]

    def with_self(self, sort, parameters, depth, first):
        return self.body(sort, {"self": "obj", **parameters}, depth, first)

    def method(self, depth):
        self.made_parameters = {}
        text, _, _ = self.parameters()
        first = ["tick()"]
        sort = self.pick(["function", "function", "function", "generator"])
        name = f"m{self.chance.randrange(3)}"
        if self.maybe(0.2):
            first.append(f"show(super().{name}({self.arguments(0)}))")
        kind = self.pick(["", "", "", "", "@classmethod", "@staticmethod"])
        own = {} if kind == "@staticmethod" else {"self": "obj"}
        head = ", ".join([part for part in (*own, text) if part])
        if kind == "@staticmethod":
            first = ["tick()"]
        return [*([kind] if kind else []), f"def {name}({head}):", *indented(self.body(sort, {**own, **self.made_parameters}, depth, first))]

    def simple_method(self, depth):
        e = lambda kind, names: self.in_method(kind, names)
        name, parameters, value = self.pick([
            ("__repr__", "self", "f'<{type(self).__name__}>'"), ("__str__", "self", e("str", {"self": "obj"})),
            ("__eq__", "self, other", e("any", {"self": "obj", "other": "any"})), ("__hash__", "self", e("int", {"self": "obj"})),
            ("__lt__", "self, other", e("any", {"self": "obj", "other": "any"})), ("__len__", "self", self.pick(["3", "0", "-1", e("int", {})])),
            ("__bool__", "self", self.pick(["True", "False", "1", e("bool", {})])), ("__index__", "self", self.small()),
            ("__int__", "self", e("int", {})), ("__float__", "self", e("float", {})), ("__call__", "self, *args, **kw", "(args, kw)"),
            ("__format__", "self, spec", "'<' + spec + '>'"), ("__neg__", "self", e("any", {"self": "obj"})),
            ("__class_getitem__", "cls, item", "item"), ("__missing__", "self, key", "key"), ("__dir__", "self", "['b', 'a']"),
            ("__new__", "cls, *args, **kw", "super().__new__(cls)"), ("__init_subclass__", "cls, **kw", "show('sub', cls.__name__, kw)"),
            ("__contains__", "self, item", e("any", {"item": "any"})), ("__abs__", "self", "self.a"), ("__bytes__", "self", e("bytes", {})),
            ("__sizeof__", "self", "5"), ("__round__", "self, n=None", "n"), ("__reversed__", "self", "[3, 2]"), ("__length_hint__", "self", self.small(-1, 5)),
        ])
        return [f"def {name}({parameters}):", "    tick()", f"    return {value}"]

    def in_method(self, kind, variables):
        outer, self.scope = self.scope, Scope("function", self.scope)
        self.scope.variables.update(variables)
        made = self.expr(kind, 2)
        self.scope = outer
        return made

    def attribute_method(self, depth):
        return self.pick([
            ["def __getattr__(self, name):", "    tick()", f"    if name == {self.attribute()!r}: raise AttributeError(name)", "    return name"],
            ["def __getattribute__(self, name):", "    tick()", "    show('get', name)", "    return super().__getattribute__(name)"],
            ["def __setattr__(self, name, value):", "    tick()", "    show('set', name)", "    super().__setattr__(name, value)"],
            ["def __delattr__(self, name):", "    tick()", "    show('del', name)", "    object.__delattr__(self, name)"],
            ["def __getattr__(self, name):", "    tick()", "    return self.missing" if self.maybe(0.1) else "    raise AttributeError(name, 1)"],
        ])

    def item_method(self, depth):
        return self.pick([
            ["def __getitem__(self, key):", "    tick()", f"    if key == {self.small()}: raise IndexError(key)", "    return key"],
            ["def __getitem__(self, key):", "    tick()", f"    return {self.in_method('any', {'self': 'obj', 'key': 'any'})}"],
            ["def __setitem__(self, key, value):", "    tick()", "    show('set item', key, value)"],
            ["def __delitem__(self, key):", "    tick()", "    show('del item', key)"],
        ])

    def operator_method(self, depth):
        name = self.pick(["add", "radd", "iadd", "sub", "rsub", "mul", "rmul", "imul", "matmul", "or", "ror", "mod", "and", "le", "gt", "ne", "pow",
                          "divmod", "truediv", "floordiv", "lshift"])
        value = self.pick(["NotImplemented", "self", "other", "(type(self), other)", self.in_method("any", {"self": "obj", "other": "any"})])
        return [f"def __{name}__(self, other{', mod=None' if name == 'pow' else ''}):", "    tick()", f"    show({name!r})", f"    return {value}"]

    def property_(self, depth):
        lines = ["@property", "def prop(self):", "    tick()", f"    return {self.in_method('any', {'self': 'obj'})}"]
        if self.maybe(0.5):
            lines += ["@prop.setter", "def prop(self, value):", "    tick()", "    self.b = value"]
        if self.maybe(0.2):
            lines += ["@prop.deleter", "def prop(self):", "    show('deleted')"]
        return lines

    def manager(self, depth):
        return ["def __enter__(self):", "    tick()", "    return self", "def __exit__(self, kind, value, trace):", "    show(kind, value)",
                f"    return {self.pick(['True', 'None', 'False', self.in_method('any', {'self': 'obj'})])}"]

    def iteration(self, depth):
        return self.pick([
            ["def __iter__(self):", "    tick()", f"    yield from {self.in_method('list', {'self': 'obj'})}"],
            ["def __iter__(self):", "    tick()", f"    return {self.pick(['iter((1, 2))', 'self', '[]', 'iter([self])'])}"],
            ["def __next__(self):", "    tick()", "    self.n = getattr(self, 'n', 0) + 1", f"    if self.n > {self.small()}: raise StopIteration(self.n)",
             "    return self.n", "def __iter__(self):", "    return self"],
        ])

    def end(self, depth):
        return ["def __del__(self):", "    " + self.pick(["show('del', type(self).__name__)", "show('del'); 1 / 0", "keep.append(self)",
                                                          "show('del', self.__dict__ if hasattr(self, '__dict__') else 0)"])]
