"""Expressions of random programs: a kind of value in, the text of an expression that mostly has such a value out.

A kind is one of KINDS; "any" leaves the choice open. Now and then an expression of another kind is made than was asked
for: how an operation fails is as good a question as what it gives.
"""

INTS = ["0", "1", "2", "3", "(-1)", "7", "10", "255", "256", "257", "(-5)", "(-6)", "1000", "2 ** 30", "(2 ** 31 - 1)", "2 ** 31",
        "2 ** 62", "(2 ** 63 - 1)", "2 ** 63", "(-2 ** 63)", "(-2 ** 63 - 1)", "2 ** 64", "10 ** 20", "(-10 ** 30)", "True", "False",
        "0x1f", "0b101", "1_000"]
FLOATS = ["0.0", "(-0.0)", "1.0", "0.5", "(-1.5)", "2.5", "3.14", "1e10", "1e-7", "1e16", "1e308", "5e-324", "float('inf')",
          "float('-inf')", "float('nan')", "0.1", "123456.789", "1e22"]
STRINGS = ["''", "'a'", "'b'", "'abc'", "'Hello World'", "'x y z'", "'é'", "'日本語'", "'😀k'", "'a,b,,c'", "' pad '", "'12'",
           "'-7'", "'1.5'", "'ß'", "'ABC'", "'tab\\tnl\\n'", "'\\x00z'", "\"it's\"", "'aXbXc'", "'{}'", "'%s'"]
BYTES = ["b''", "b'a'", "b'abc'", "b'\\x00\\xff'", "bytearray(b'xyz')", "b'a,b'", "bytes(3)", "b'12'"]
KINDS = ["int", "float", "str", "bytes", "list", "dict", "set", "tuple", "bool", "none"]
HASHABLE = ["int", "str", "float", "tuple", "bool", "none"]
FORMATS = {"int": ["", "5", "<6", "^7", ">4", "05", "+", "x", "#x", "b", "o", ",", "_", "e", ".2f", "c", "n", "%", "-^9", "#010b"],
           "float": ["", ".2f", "8.3f", "e", "g", "+.1e", "%", "010.2f", ",.1f", "<9", "^9.1f", ".0f", "n", "r"],
           "str": ["", "5", "<6", "^7", ">4", ".2", "*^9", "s", "05", "-<8.3", "d"]}


class Expressions:
    """Makes expressions. The rest of the grammar gives `chance`, `names(kind)`, `fresh(kind)`, `functions`, `classes`."""

    def pick(self, items):
        return items[int(self.chance.random() * len(items))]

    def maybe(self, probability):
        return self.chance.random() < probability

    def small(self, low=0, high=4):
        return str(self.chance.randint(low, high))

    def expr(self, kind="any", depth=3):
        if kind == "any" or self.maybe(0.03):
            kind = self.pick(KINDS)
        if kind not in KINDS:
            return self.pick(self.names(kind) or [self.expr("any", depth - 1)])
        names = self.names(kind, self.maybe(0.1))
        if names and self.maybe(0.45 if depth > 0 else 0.75):
            return self.pick(names)
        if depth <= 0:
            return self.literal(kind)
        if self.maybe(0.1):
            return self.wrapped(kind, depth - 1)
        return getattr(self, "make_" + kind)(depth - 1)

    def literal(self, kind):
        simple = {"int": INTS, "float": FLOATS, "str": STRINGS, "bytes": BYTES, "bool": ["True", "False"], "none": ["None"],
                  "list": ["[]", "[1, 2, 3]", "['a', 'b']", "[0]", "list(range(6))", "[[1], [2]]", "[3, 1, 2, 1]"],
                  "dict": ["{}", "{'a': 1}", "{1: 2, 3: 4}", "{'k': [1]}", "{'a': 1, 'b': 2, 'c': 3}", "dict(x=1, y=2)"],
                  "set": ["set()", "{1, 2}", "{1, 2, 3, 4}", "frozenset((1, 5))", "{0}"],
                  "tuple": ["()", "(1,)", "(1, 2)", "('a', 1)", "(1, (2, 3))", "(1, 2, 3)"]}
        return self.pick(simple[kind])

    def wrapped(self, kind, depth):
        """An expression of the kind through something that holds for all kinds."""
        e = lambda k=kind: self.expr(k, depth)
        choice = self.chance.randrange(13)
        if choice == 0:
            return f"({e()} if {self.condition(depth)} else {e()})"
        if choice == 1:
            return f"({self.fresh(kind, True)} := {e()})" if self.walrus_is_fine() else e()
        if choice == 2:
            return f"(lambda p, q={e('int')}: p)({e()})"
        if choice == 3:
            return f"[{e()}, {e()}][{self.pick(['0', '1', '-1', '-2'])}]"
        if choice == 4:
            return f"({e()} {self.pick(['or', 'and'])} {e()})"
        if choice == 5:
            return f"{{'k': {e()}}}['k']"
        if choice == 6:
            return f"({e()}, {e('any')})[0]"
        if choice == 7 and self.functions:
            return self.call_of_function(depth)
        if choice == 8 and self.objects():
            return self.use_of_object(depth)
        if choice == 9:
            return f"next(iter([{e()}]), None)"
        if choice == 10:
            return f"(lambda *args, **kw: args[-1])({e('any')}, {e()}, k={e('any')})"
        if choice == 11:
            return f"next((v for v in ({e()}, {e()}) if {self.condition(0)}), {e()})"
        return f"max({e()}, {e()}, key=lambda v: str(type(v)))"

    def condition(self, depth):
        e = lambda k: self.expr(k, depth - 1)
        choice = self.chance.randrange(9)
        if choice <= 2:
            kind = self.pick(["int", "float", "str", "list", "tuple", "int", "int"])
            return f"{e(kind)} {self.pick(['<', '<=', '>', '>=', '==', '!='])} {e(kind)}"
        if choice == 3:
            return f"{e('any')} {self.pick(['is', 'is not'])} {self.pick(['None', *self.names('any')[:6]])}"
        if choice == 4:
            return f"{e(self.pick(HASHABLE))} {self.pick(['in', 'not in'])} {e(self.pick(['list', 'dict', 'set', 'tuple']))}"
        if choice == 5:
            return f"isinstance({e('any')}, {self.pick(['int', 'str', '(list, tuple)', 'int | None', 'object', 'dict'])})"
        if choice == 6:
            return f"not {e('any')}"
        if choice == 7:
            return f"{e('int')} {self.pick(['<', '<=', '=='])} {e('int')} {self.pick(['<', '>=', '!='])} {e('int')}"
        return e("any")

    def make_bool(self, depth):
        return self.pick([lambda: f"({self.condition(depth)})", lambda: f"bool({self.expr('any', depth)})",
                          lambda: f"{self.pick(['any', 'all'])}({self.iterable(depth)})",
                          lambda: f"{self.expr('str', depth)}.{self.pick(['isdigit', 'isalpha', 'isupper', 'isidentifier', 'isspace'])}()",
                          lambda: f"{self.expr('str', depth)}.startswith({self.expr('str', 0)})"])()

    def make_none(self, depth):
        return self.pick(["None", f"[].append({self.expr('any', depth)})", f"{{}}.get({self.expr('str', depth)})"])

    def make_int(self, depth):
        e = lambda k="int": self.expr(k, depth)
        s = self.small
        return self.pick([
            lambda: f"({e()} {self.pick('+-*')} {e()})", lambda: f"({e()} {self.pick('+-*')} {e()})",
            lambda: f"({e()} {self.pick(['//', '%', '&', '|', '^'])} {e()})", lambda: f"({e()} ** {s()})",
            lambda: f"({e()} {self.pick(['<<', '>>'])} {s(0, 70)})", lambda: f"{self.pick('-~+')}{e()}",
            lambda: f"abs({e()})", lambda: f"len({e(self.pick(['str', 'list', 'dict', 'set', 'tuple', 'bytes']))})",
            lambda: f"int({e(self.pick(['str', 'float', 'bool']))})", lambda: f"int({e('str')}, {s(0, 36)})",
            lambda: f"sum({e('list')})", lambda: f"{self.pick(['min', 'max'])}({e()}, {e()})",
            lambda: f"divmod({e()}, {e()})[{s(0, 1)}]", lambda: f"({e()}).bit_length()", lambda: f"round({e('float')})",
            lambda: f"pow({e()}, {s(0, 9)}, {e()})", lambda: f"{e('list')}.{self.pick(['count', 'index'])}({e('any')})",
            lambda: f"{e('str')}.{self.pick(['find', 'rfind', 'count', 'index'])}({e('str')}, {s(-2, 2)})", lambda: f"ord({e('str')})",
            lambda: f"{e('list')}[{self.index(depth)}]", lambda: f"{e('dict')}[{e(self.pick(HASHABLE))}]",
            lambda: f"{e('dict')}.get({e(self.pick(HASHABLE))}, {e()})", lambda: f"round({e()}, {s(-3, 2)})",
            lambda: f"mixed({e('any')})", lambda: f"int.from_bytes({e('bytes')}, 'big')",
            lambda: f"sum(v * {e()} for v in range({s(0, 6)}))", lambda: f"{e('bytes')}[{self.index(depth)}]",
            lambda: f"math.{self.pick(['gcd', 'comb', 'isqrt', 'floor', 'factorial'])}({s(-1, 12)})",
        ])()

    def make_float(self, depth):
        e = lambda k="float": self.expr(k, depth)
        return self.pick([
            lambda: f"({e()} {self.pick(['+', '-', '*', '/', '//', '%'])} {e(self.pick(['float', 'int']))})",
            lambda: f"({e('int')} {self.pick(['+', '-', '*', '/'])} {e()})", lambda: f"({e('int')} / {e('int')})",
            lambda: f"float({e(self.pick(['int', 'str']))})", lambda: f"round({e()}, {self.small(-2, 4)})", lambda: f"-{e()}",
            lambda: f"({e()} ** {self.small(-2, 3)})", lambda: f"abs({e()})", lambda: f"sum([{e()}, {e()}, {e('int')}])",
            lambda: f"math.{self.pick(['sqrt', 'floor', 'ceil', 'fabs', 'trunc'])}({e()})", lambda: f"divmod({e()}, {e()})[0]",
            lambda: f"{self.pick(['min', 'max'])}({e()}, {e('int')})", lambda: f"float.fromhex({e()}.hex())",
            lambda: f"math.{self.pick(['fmod', 'copysign', 'hypot'])}({e()}, {e()})",
        ])()

    def formatted(self, depth):
        """A replacement field of an f-string. Texts in it may not use its quotes."""
        kind = self.pick(["int", "float", "str"])
        names = self.names(kind)
        inner = self.pick(names) if names else {"int": "41 + 1", "float": "2.5", "str": "chr(65)"}[kind]
        if self.maybe(0.2):
            inner = self.pick(self.names("any") or ["None"])
        tail = self.pick(["", "", "!r", "!s", "!a", "="])
        spec = self.pick(FORMATS[kind])
        if spec and self.maybe(0.15):
            spec = "{" + self.small(0, 9) + "}"
        return "{" + inner + tail + (":" + spec if spec and self.maybe(0.6) else "") + "}"

    def make_str(self, depth):
        e = lambda k="str": self.expr(k, depth)
        s = self.small
        return self.pick([
            lambda: f"({e()} + {e()})", lambda: f"({e()} * {s()})", lambda: f"{e()}[{self.index(depth)}]",
            lambda: f"{e()}[{self.slice(depth)}]", lambda: f"str({e('any')})", lambda: f"repr({e('any')})",
            lambda: f"{e()}.{self.pick(['upper', 'lower', 'title', 'strip', 'capitalize', 'swapcase', 'casefold', 'lstrip'])}()",
            lambda: f"{e()}.replace({e()}, {e()})", lambda: f"{e()}.{self.pick(['center', 'ljust', 'rjust', 'zfill'])}({s(0, 9)})",
            lambda: f"{e()}.join(str(v) for v in {self.iterable(depth)})", lambda: f"{e()}.join([{e()}, {e()}])",
            lambda: f"chr({s(60, 400)})", lambda: f"format({e('int')}, {self.pick(FORMATS['int'])!r})",
            lambda: f"format({e('float')}, {self.pick(FORMATS['float'])!r})", lambda: f"({e('bytes')}.decode('latin-1'))",
            lambda: "f'" + self.pick(["", "<", "v="]) + self.formatted(depth) + self.formatted(depth) + "'",
            lambda: f"'%s|%r|%5.1f|%d' % ({e('any')}, {e('any')}, {e('float')}, {e('int')})",
            lambda: f"'{self.pick(['{}', '{0}{0}', '{0!r:>5}', '{:^9}', '{0[0]}', '{0.real}', '{a}'])}'.format({e('any')}, a={e('any')})",
            lambda: f"type({e('any')}).__name__", lambda: f"{e()}.{self.pick(['split', 'rsplit', 'partition'])}({e()})[0]",
            lambda: f"{self.pick(['hex', 'bin', 'oct'])}({e('int')})", lambda: f"ascii({e()})", lambda: f"{e()}.removeprefix({e()})",
            lambda: f"'%{self.pick(['x', 'o', '5d', '-5d', '+d', '05d', 'c', 's', 'e'])}' % {e('int')}", lambda: f"{e()}.expandtabs({s()})",
            lambda: f"{e()}.translate({{97: 'Q', 98: None}})",
        ])()

    def make_bytes(self, depth):
        e = lambda k="bytes": self.expr(k, depth)
        return self.pick([
            lambda: f"({e()} + {e()})", lambda: f"{e()}[{self.slice(depth)}]", lambda: f"{e('str')}.encode()",
            lambda: f"bytes({e('list')})", lambda: f"({e()} * {self.small()})", lambda: f"{e()}.{self.pick(['upper', 'strip', 'hex', 'split'])}()",
            lambda: f"{e()}.replace({e()}, {e()})", lambda: f"({self.small(0, 300)}).to_bytes({self.small(0, 3)}, 'little')",
            lambda: f"bytearray({e()})", lambda: f"memoryview({e()})[{self.slice(depth)}].tobytes()", lambda: f"(b'%d %s' % ({e('int')}, {e()}))",
        ])()

    def index(self, depth):
        return self.small(-3, 3) if self.maybe(0.8) else self.expr("int", depth - 1)

    def slice(self, depth):
        part = lambda: self.pick(["", "", self.small(-4, 4), self.small(-4, 4), self.expr("int", 0)])
        return part() + ":" + part() + (":" + self.pick(["", "1", "2", "-1", "-2", "0"]) if self.maybe(0.35) else "")

    def iterable(self, depth):
        e = lambda k: self.expr(k, depth - 1)
        return self.pick([
            lambda: e("list"), lambda: e("tuple"), lambda: e("str"), lambda: e("dict"), lambda: f"range({self.small(-2, 6)})",
            lambda: f"range({self.small(-5, 5)}, {self.small(-5, 8)}, {self.pick(['1', '2', '-1', '3', '-2'])})", lambda: e("bytes"),
            lambda: f"{e('dict')}.{self.pick(['items', 'keys', 'values'])}()", lambda: f"enumerate({e('list')}, {self.small()})",
            lambda: f"zip({e('list')}, {e('str')})", lambda: f"reversed({e('list')})", lambda: f"sorted({e('list')})", lambda: f"ordered({e('set')})",
            lambda: f"map({self.callable(depth)}, {e('list')})", lambda: f"filter({self.pick(['None', 'bool', 'lambda v: v'])}, {e('list')})",
            lambda: self.pick(self.names("gen") or ["iter([4, 5])"]), lambda: f"iter({e('list')})",
        ])()

    def callable(self, depth):
        choices = ["str", "repr", "type", "lambda v: v", "lambda v: (v, v)", "lambda v, w=1: [v] * w", "len", "abs", "lambda v: v + 1"]
        return self.pick([*choices, *[name for name, *_ in self.functions]])

    def comprehension(self, depth, value):
        """The part of a comprehension from `for` on, after a value that uses the name v."""
        text = f"{value} for v in {self.iterable(depth)}"
        if self.maybe(0.3):
            text += f" for w in {self.pick(['range(2)', '[v]', '(v, v)', self.iterable(depth)])}"
        if self.maybe(0.4):
            text += f" if {self.pick(['v', 'v is not None', 'v != 1', self.condition(depth)])}"
        return text

    def make_list(self, depth):
        e = lambda k="list": self.expr(k, depth)
        return self.pick([
            lambda: f"[{', '.join(e(self.pick(['int', 'any'])) for _ in range(self.chance.randrange(4)))}]",
            lambda: f"({e()} + {e()})", lambda: f"({e()} * {self.small(-1, 3)})", lambda: f"{e()}[{self.slice(depth)}]",
            lambda: f"[{self.comprehension(depth, self.pick(['v', '(v, 1)', '[v]', 'str(v)', self.expr('any', depth)]))}]",
            lambda: f"list({self.iterable(depth)})", lambda: f"sorted({self.iterable(depth)}, key={self.callable(0)})",
            lambda: f"sorted({e()}, key=repr, reverse={self.expr('bool', 0)})", lambda: f"[*{self.iterable(depth)}, {e('any')}]",
            lambda: f"{e('str')}.{self.pick(['split', 'rsplit', 'splitlines'])}()", lambda: f"{e('str')}.split({e('str')}, {self.small(-1, 2)})",
            lambda: f"list({e('dict')}.{self.pick(['items', 'keys', 'values'])}())", lambda: f"{e()}.copy()",
            lambda: f"([{e('int')}] * {self.small(0, 5)})", lambda: f"list(map({self.callable(depth)}, {self.iterable(depth)}))",
        ])()

    def make_tuple(self, depth):
        e = lambda k="tuple": self.expr(k, depth)
        return self.pick([
            lambda: f"({e('any')}, {e('any')})", lambda: f"({e()} + {e()})", lambda: f"{e()}[{self.slice(depth)}]",
            lambda: f"tuple({self.iterable(depth)})", lambda: f"(*{self.iterable(depth)}, {e('any')})", lambda: f"({e()} * {self.small()})",
            lambda: f"divmod({e('int')}, {e('int')})", lambda: f"{e('str')}.partition({e('str')})", lambda: f"({e('float')}).as_integer_ratio()",
            lambda: f"tuple({self.comprehension(depth, 'v')})", lambda: f"slice({e('int')}, {e('int')}).indices({self.small(0, 9)})",
        ])()

    def make_dict(self, depth):
        e = lambda k="dict": self.expr(k, depth)
        key = lambda: self.expr(self.pick(HASHABLE), depth - 1)
        return self.pick([
            lambda: "{" + ", ".join(f"{key()}: {e('any')}" for _ in range(self.chance.randrange(4))) + "}",
            lambda: f"({e()} | {e()})", lambda: f"{{**{e()}, {key()}: {e('any')}}}", lambda: f"dict({e()}, k={e('any')})",
            lambda: f"{{{self.comprehension(depth, 'v: ' + self.pick(['v', '1', self.expr('any', depth)]))}}}",
            lambda: f"dict.fromkeys({self.iterable(depth)}, {e('any')})", lambda: f"dict(zip({e('list')}, {e('str')}))", lambda: f"{e()}.copy()",
            lambda: f"dict({self.pick(['enumerate', 'list'])}({e('str')}))",
        ])()

    def make_set(self, depth):
        e = lambda k="set": self.expr(k, depth)
        return self.pick([
            lambda: "{" + ", ".join(self.expr("int", depth - 1) for _ in range(self.chance.randint(1, 4))) + "}",
            lambda: f"({e()} {self.pick('|&-^')} {e()})", lambda: f"set({self.iterable(depth)})",
            lambda: f"frozenset({e()})", lambda: f"{{{self.comprehension(depth, 'v')}}}", lambda: f"({e('dict')}.keys() {self.pick('|&-^')} {e()})",
            lambda: f"{e()}.{self.pick(['union', 'difference', 'intersection', 'symmetric_difference'])}({self.iterable(depth)})",
        ])()

    def arguments(self, depth):
        """Arguments of a call of something whose parameters are not known."""
        made = [self.expr("any", depth) for _ in range(self.chance.randrange(4))]
        if self.maybe(0.15):
            made.append(f"*{self.expr(self.pick(['list', 'tuple']), depth)}")
        if self.maybe(0.3):
            made.append(f"{self.pick(['p0', 'p1', 'p2', 'k0', 'k1'])}={self.expr('any', depth)}")
        if self.maybe(0.1):
            made.append(f"**{self.pick(['{}', repr({'k0': 1}), repr({'p0': 2}), repr({'zz': 3}), self.expr('dict', depth)])}")
        return ", ".join(made)

    def call_of_function(self, depth):
        name, positional, keywords = self.pick(self.functions)
        if self.maybe(0.12):
            return f"{name}({self.arguments(depth)})"
        made = [self.expr(kind, depth) for kind in positional]
        made += [f"{key}={self.expr('any', depth)}" for key in keywords if self.maybe(0.7)]
        return f"{name}({', '.join(made)})"

    def objects(self):
        return self.names("obj")

    def use_of_object(self, depth):
        """Something done with an instance of a class of the program."""
        o = self.pick(self.objects())
        e = lambda k="any": self.expr(k, depth - 1)
        return self.pick([
            lambda: f"{o}.{self.attribute()}", lambda: f"{o}.{self.attribute()}", lambda: f"{o}.m{self.small(0, 2)}({self.arguments(depth - 1)})",
            lambda: f"({o} {self.pick(['+', '-', '*', '==', '<', '@', '|', '%'])} {e()})", lambda: f"({e()} {self.pick(['+', '*', '==', '<', 'in'])} {o})",
            lambda: f"len({o})", lambda: f"{o}[{e()}]", lambda: f"{o}({self.arguments(depth - 1)})", lambda: f"list({o})", lambda: f"str({o})",
            lambda: f"bool({o})", lambda: f"hash({o}) == hash({o})", lambda: f"{o}[{self.slice(0)}]", lambda: f"isinstance({o}, {self.a_class()})",
            lambda: f"getattr({o}, {self.attribute()!r}, {e()})", lambda: f"type({o}).__name__", lambda: f"-{o}", lambda: f"f'{{{o}!s:>8}}'",
            lambda: f"[*{o}]", lambda: f"int({o})", lambda: f"hasattr({o}, {self.attribute()!r})", lambda: f"({o} == {self.pick(self.objects())})",
        ])()

    def attribute(self):
        return self.pick(["a", "b", "c", "x", "prop", "cm", "d", "m0", "__class__", "__dict__", "missing"][: None if self.maybe(0.1) else 7])

    def a_class(self):
        return self.pick(self.classes or ["int"])
