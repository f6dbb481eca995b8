"""Statements of random programs: assignments, loops, functions of all kinds, exceptions, patterns and the rest."""

PREFIX = {"int": "i", "float": "f", "str": "s", "bytes": "y", "list": "l", "dict": "d", "set": "e", "tuple": "t", "bool": "b",
          "none": "n", "obj": "o", "gen": "g", "any": "z"}
ERRORS = ["ValueError", "TypeError", "KeyError", "ZeroDivisionError", "IndexError", "AttributeError", "(TypeError, ValueError)",
          "Exception", "Exception", "LookupError", "ArithmeticError", "StopIteration", "NameError", "UnboundLocalError"]


class Scope:
    """What is known about one function, class or module that is being made."""

    def __init__(self, sort, parent=None):
        self.sort = sort  # module, function, generator, async, class
        self.parent = parent
        self.variables = {}  # name: kind
        self.loops = 0
        self.declared = []


def indented(lines):
    return ["    " + line for line in lines]


def caught(lines):
    """The statements, with what they raise told and passed over."""
    return ["try:", *indented(lines or ["pass"]), "except Exception as x:", "    tell(x)"]


class Statements:
    """Makes statements as lists of lines."""

    def names(self, kind, loosely=False):
        """Names that have a value of the kind, or perhaps do; those of the innermost scope come twice."""
        found, scope = [], self.scope
        while scope:
            if scope is self.scope or scope.sort != "class":
                mine = [name for name, has in scope.variables.items() if has == kind or kind == "any" or loosely and has == "any"]
                found += mine + (mine if scope is self.scope else [])
            scope = scope.parent
        return found

    def fresh(self, kind, reuse=False):
        own = [name for name, has in self.scope.variables.items() if has == kind]
        if own and self.maybe(0.9 if reuse else 0.7):
            return self.pick(own)
        name = f"{PREFIX[kind]}{self.chance.randrange(6)}"
        self.scope.variables[name] = kind
        return name

    def walrus_is_fine(self):
        return self.scope.sort != "class"

    def block(self, depth, size=3):
        """The lines of a block, at the same indentation as the statement that it belongs to: the caller indents them."""
        lines, known = [], (dict(self.scope.variables), list(self.functions), list(self.classes))
        for _ in range(self.chance.randint(1, size)):
            made = self.statement(depth)
            lines += caught(made) if self.maybe(0.3) else made
        # What the block defines may never be defined: the block may not run.
        if self.maybe(0.9):
            self.scope.variables, self.functions, self.classes = known
        return lines or ["pass"]

    def statement(self, depth):
        self.left -= 1
        simple = [self.assign, self.assign, self.assign, self.assign, self.augment, self.augment, self.show, self.show, self.mutate,
                  self.mutate, self.mutate, self.unpack, self.collect, self.weak]
        simple += [self.use] * (4 if self.objects() or self.functions else 0)
        if self.scope.loops:
            simple += [self.leave_loop]
        if self.maybe(0.3):
            simple += [self.delete]
        if self.scope.sort in ("function", "generator", "async"):
            simple += [self.return_, self.declare]
        if self.scope.sort == "generator":
            simple += [self.yield_, self.yield_, self.yield_]
        if self.scope.sort == "async":
            simple += [self.await_, self.await_]
        if depth <= 0 or self.left < 0 or self.maybe(0.2 if depth > 4 else 0.45):
            return self.pick(simple)(depth)
        big = [self.if_, self.if_, self.for_, self.for_, self.for_, self.while_, self.try_, self.try_, self.try_, self.with_, self.match,
               self.function, self.function, self.guarded, self.guarded, self.raise_, self.assert_]
        if self.scope.sort in ("module", "function") and len(self.classes) < 5:
            big += [self.class_] * (5 if depth > 4 else 2)
        return self.pick(big)(depth - 1)

    def clipped(self, name):
        """Keeps values small where a statement may run again and again."""
        if self.scope.sort == "module" and not self.scope.loops and self.maybe(0.8):
            return []
        return [f"{name} = clip({name})"]

    def assign(self, depth):
        kind = self.pick(["int", "int", "float", "str", "list", "dict", "set", "tuple", "bytes", "any"])
        if self.classes and self.maybe(0.3):
            value = f"{self.a_class()}({self.arguments(1)})" if self.maybe(0.5) else f"make({self.a_class()})"
            return [f"{self.fresh('obj')} = {value}"]
        if self.functions and self.maybe(0.15):
            return [f"{self.fresh('any')} = {self.call_of_function(2)}"]
        value = self.expr(kind, 3)
        name = self.fresh(kind)
        choice = self.chance.randrange(12)
        if choice == 0:
            return [f"{name} = {self.fresh(kind)} = {value}", *self.clipped(name)]
        if choice == 1 and name not in self.scope.declared:
            return [f"{name}: {self.pick(['int', 'list[int]', 'str | None', repr('quoted')])} = {value}", *self.clipped(name)]
        if choice == 2 and self.objects():
            return [f"{self.pick(self.objects())}.{self.attribute()} = {value}"]
        if choice == 3:
            return [f"{self.expr(self.pick(['list', 'dict']), 0)}[{self.index(1)}] = {value}"]
        if choice == 4 and self.names("list"):
            return [f"{self.pick(self.names('list'))}[{self.slice(1)}] = {self.iterable(1)}"]
        return [f"{name} = {value}", *self.clipped(name), *([f"show({name})"] if self.maybe(0.2) else [])]

    def augment(self, depth):
        kind = self.pick(["int", "int", "float", "str", "list", "set", "dict", "tuple", "obj"])
        operators = {"int": ["+", "-", "*", "//", "%", "&", "|", "^", ">>", "<<"], "float": ["+", "-", "*", "/"], "str": ["+", "+", "*"],
                     "list": ["+", "*"], "set": ["|", "&", "-", "^"], "dict": ["|"], "tuple": ["+"], "obj": ["+", "-", "*", "|"]}
        own = [name for name, has in self.scope.variables.items() if has == kind]
        if not own:
            return self.assign(depth)
        name, operator = self.pick(own), self.pick(operators[kind])
        small = operator in ("<<", ">>") or operator == "*" and kind not in ("int", "float")
        value = self.small(0, 5) if small else self.expr(kind if kind != "obj" else "any", 2)
        choice = self.chance.randrange(10)
        if choice == 0 and self.objects():
            return [f"{self.pick(self.objects())}.{self.attribute()} {operator}= {value}"]
        if choice == 1:
            return [f"{self.expr(self.pick(['list', 'dict']), 0)}[{self.index(1)}] {operator}= {value}"]
        return [f"{name} {operator}= {value}", *(self.clipped(name) if kind != "obj" else [])]

    def unpack(self, depth):
        a, b, c = (self.fresh("any") for _ in range(3))
        source = self.pick([self.expr(self.pick(["tuple", "list", "str", "dict"]), 2), self.iterable(2)])
        return [self.pick([f"{a}, {b} = {source}", f"{a}, *{b} = {source}", f"*{a}, {b} = {source}", f"[{a}, {b}, {c}] = {source}",
                           f"{a}, ({b}, {c}) = {source}", f"{a}, *{b}, {c} = {source}",
                           f"{a}, {b} = {b}, {a} = {self.expr('any', 1)}, {self.expr('any', 1)}", f"({a},) = {source}"])]

    def show(self, depth):
        return [f"show({', '.join(self.expr('any', 3) for _ in range(self.chance.randint(1, 3)))})"]

    def use(self, depth):
        if self.objects() and self.maybe(0.6):
            return [f"show({self.use_of_object(2)})"]
        if self.functions:
            return [f"show({self.call_of_function(2)})"]
        return self.show(depth)

    def mutate(self, depth):
        e = lambda k="any": self.expr(k, 2)
        kind = self.pick([k for k in ("list", "list", "dict", "dict", "set", "gen", "gen") if self.names(k)] or ["none"])
        if kind == "none":
            return self.assign(depth)
        n = self.pick(self.names(kind))
        if kind == "list":
            return [self.pick([f"{n}.append({e()})", f"{n}.extend({self.iterable(1)})", f"{n}.insert({self.index(1)}, {e()})", f"show({n}.pop())",
                               f"{n}.pop({self.index(1)})", f"{n}.remove({e()})", f"{n}.sort()", f"{n}.sort(key=repr, reverse=True)", f"{n}.reverse()",
                               f"{n}.clear()", f"del {n}[{self.slice(1)}]", f"del {n}[{self.index(1)}]", f"{n}[:] = {e('list')}",
                               f"{n}.append({n})", f"{n}.sort(key={self.callable(0)})"])]
        if kind == "dict":
            return [self.pick([f"show({n}.pop({e('str')}, {e()}))", f"{n}.setdefault({e('int')}, []).append({e()})", f"{n}.update({e('dict')})",
                               f"show({n}.popitem())", f"{n}.update(k={e()})", f"del {n}[{e('str')}]", f"{n}[{e('int')}] = {e()}", f"{n}.clear()",
                               f"{n}[{e('str')}] = {e()}", f"show(list({n}), len({n}))", f"{n}.update({e('list')})", f"{n}['self'] = {n}"])]
        if kind == "set":
            return [self.pick([f"{n}.add({e('int')})", f"{n}.discard({e('int')})", f"{n}.update({self.iterable(1)})", f"{n}.remove({e('int')})",
                               f"{n}.clear()", f"show({n}.isdisjoint({e('list')}), {n} <= {e('set')})"])]
        return [self.pick([f"show(next({n}, 'end'))", f"show(next({n}))", f"show(list({n}))", f"show({n}.send({e()}))", f"{n}.close()",
                           f"show({n}.throw(ValueError({e()})))", f"show([v for v in {n}])", f"show({n}.gi_frame is None)"])]

    def delete(self, depth):
        own = list(self.scope.variables)
        if not own or self.maybe(0.3):
            return self.show(depth)
        name = self.pick(own)
        if self.maybe(0.9):
            self.scope.variables.pop(name)
        return [self.pick([f"del {name}", f"del {name}", f"del ({name}), {self.pick(own)}"])]

    def collect(self, depth):
        if self.maybe(0.5):
            return ["gc.collect()"]
        a = self.expr(self.pick(["list", "dict", "obj", "str"]), 0)
        return [f"show(count({a}))"]

    def weak(self, depth):
        if not self.objects():
            return self.show(depth)
        name = self.pick(self.objects())
        return [self.pick([f"z9 = weakref.ref({name}, lambda r: show('gone', r() is None))", f"z9 = weakref.ref({name})", f"show(z9() is {name})",
                           f"{name}.x = {name}", f"show(weakref.getweakrefcount({name}))", f"weakref.finalize({name}, show, 'final')",
                           f"z9 = weakref.proxy({name})", "show(z9.a)"])]

    def leave_loop(self, depth):
        return [f"if {self.condition(1)}:", "    " + self.pick(["break", "continue"])]

    def declare(self, depth):
        scope, sort = self.scope, self.pick(["global", "nonlocal"])
        outer = scope.parent
        while outer and (outer.sort == "class" or (sort == "global") != (outer.parent is None)):
            outer = outer.parent
        if not outer or not outer.variables:
            return self.show(depth)
        name = self.pick(list(outer.variables))
        if name in scope.variables or name in scope.declared:
            return self.show(depth)
        scope.variables[name] = outer.variables[name]
        scope.declared.append(name)
        return []

    def return_(self, depth):
        if self.scope.sort == "function" and self.maybe(0.7):
            return [f"return {self.expr('any', 2)}"]
        return [f"if {self.condition(1)}:", f"    return {self.expr('any', 1)}"]

    def yield_(self, depth):
        e = self.expr("any", 2)
        return [self.pick([f"yield {e}", f"yield {e}", f"yield", f"{self.fresh('any')} = yield {e}", f"show((yield {e}))",
                           f"yield from {self.iterable(1)}", f"{self.fresh('any')} = yield from {self.pick(self.names('gen') or ['(6, 7)'])}",
                           f"yield (yield {e})"])]

    def await_(self, depth):
        e = lambda: self.expr("any", 1)
        return self.pick([[f"{self.fresh('any')} = await pause({e()})"], [f"show(await pause({e()}))"], ["async for v in steps(3):", "    show(v)"],
                          ["show([v async for v in steps(2) if v])"], ["show([await pause(v) for v in (1, 2)])"],
                          [f"async with Door({self.expr('str', 0)}) as z8:", f"    show(z8, {e()})"]])

    def if_(self, depth):
        lines = [f"if {self.condition(2)}:", *indented(self.block(depth))]
        for _ in range(self.pick([0, 0, 0, 1, 2])):
            lines += [f"elif {self.condition(2)}:", *indented(self.block(depth, 2))]
        return lines + (["else:", *indented(self.block(depth, 2))] if self.maybe(0.4) else [])

    def loop_body(self, depth):
        self.scope.loops += 1
        body = ["tick()", *self.block(depth)]
        self.scope.loops -= 1
        return indented(body)

    def for_(self, depth):
        source = self.iterable(2)
        target = self.pick([self.fresh("any"), self.fresh("int"), f"{self.fresh('any')}, {self.fresh('any')}", f"{self.fresh('any')}, *{self.fresh('list')}"])
        if "," in target and self.maybe(0.7):
            source = self.pick([f"enumerate({self.expr('list', 1)})", f"{self.expr('dict', 1)}.items()", f"zip({self.iterable(1)}, {self.iterable(1)})"])
        elif target.startswith("i"):
            source = self.pick([f"range({self.small(0, 6)})", f"range({self.small(-3, 3)}, {self.small(0, 9)})", f"[{self.small()}, {self.small()}]"])
        lines = [f"for {target} in {source}:", *self.loop_body(depth)]
        return lines + (["else:", *indented(self.block(depth, 1))] if self.maybe(0.2) else [])

    def while_(self, depth):
        name = f"w{self.chance.randrange(4)}"
        self.scope.variables[name] = "int"
        lines = [f"{name} = {self.small(0, 6)}", f"while {name} {self.pick(['> 0', '', '!= 0', '>= 1'])}:".replace(" :", ":"),
                 f"    {name} -= 1", *self.loop_body(depth)]
        return lines + (["else:", *indented(self.block(depth, 1))] if self.maybe(0.3) else [])

    def handlers(self, depth):
        lines = []
        for _ in range(self.chance.randint(1, 2)):
            error = self.pick(ERRORS)
            if self.maybe(0.6):
                lines += [f"except {error} as x:", "    show(type(x).__name__, x.args, x.__context__ is None)", *indented(self.block(depth, 2))]
            else:
                lines += [f"except {error}:", *indented(self.block(depth, 2))]
        return lines + (["except:", "    show(sys.exc_info()[0])", "    raise"] if self.maybe(0.1) else [])

    def try_(self, depth):
        lines = ["try:", *indented(self.block(depth))]
        choice = self.chance.randrange(4)
        if choice < 3:
            lines += self.handlers(depth)
            if self.maybe(0.25):
                lines += ["else:", *indented(self.block(depth, 2))]
        if choice >= 2:
            lines += ["finally:", *indented(self.block(depth, 2))]
        elif choice == 0 and self.maybe(0.2):
            return ["try:", *indented([f"raise ExceptionGroup('g', [ValueError({self.expr('int', 1)}), {self.pick(['KeyError(1)', 'TypeError()'])}])"]),
                    f"except* {self.pick(['ValueError', 'TypeError', '(KeyError, ValueError)'])} as x:", "    show(x, x.exceptions)",
                    *indented(self.simple_block())]
        return lines

    def simple_block(self):
        return [f"show({self.expr('any', 2)})"]

    def guarded(self, depth):
        return caught(self.block(depth, 2))

    def raise_(self, depth):
        error = self.pick(["ValueError", "TypeError", "KeyError", "IndexError", "StopIteration", "RuntimeError", "Special", "OSError"])
        text = self.pick(["", f"({self.expr('any', 2)})", f"({self.expr('str', 1)}, {self.expr('int', 1)})"])
        tail = self.pick(["", "", "", " from None", " from ValueError('cause')"])
        if self.maybe(0.15):
            return ["raise"]
        return [f"if {self.condition(1)}:", f"    raise {error}{text}{tail}"]

    def assert_(self, depth):
        return [f"assert {self.condition(2)}" + (f", {self.expr('any', 1)}" if self.maybe(0.5) else "")]

    def with_(self, depth):
        manager = self.pick([f"Door({self.expr('str', 1)})", f"Door('q', {self.expr('bool', 0)})", *self.names("obj")[:2]])
        tail = self.pick(["", f" as {self.fresh('any')}", f" as {self.fresh('any')}, Door('2')", f", Door({self.expr('int', 0)}) as {self.fresh('any')}"])
        return [f"with {manager}{tail}:", *indented(self.block(depth))]

    def pattern(self, depth):
        e = self.fresh
        if depth <= 0:
            return self.pick(["_", "1", "-1", "'a'", "None", "True", "2.5", e("any"), e("any"), "b'a'", "str()", f"int({e('int')})"])
        p = lambda: self.pattern(depth - 1)
        return self.pick([
            lambda: f"[{p()}, {p()}]", lambda: f"[{p()}, *{self.pick(['_', e('list')])}]", lambda: f"({p()}, {p()}, *_)", lambda: f"{{'a': {p()}}}",
            lambda: f"{{'a': {p()}, **{e('dict')}}}", lambda: f"{{1: {p()}, 'k': {p()}}}", lambda: f"{p()} as {e('any')}",
            lambda: f"{self.pick(['1', 'None', repr('b')])} | {self.pick(['2', 'str()', 'list()', '(1 | 3)'])}", lambda: f"{self.a_class()}({self.pick(['', 'a=1', 'a=' + e('any'), e('any')])})",
            lambda: f"{self.pick(['int', 'str', 'list', 'dict', 'tuple', 'float', 'bool'])}({self.pick(['', '', e('any')])})", lambda: "[]", lambda: "{}", p,
        ])()

    def match(self, depth):
        subject = self.pick([self.expr("any", 2), self.expr("list", 2), self.expr("dict", 1), self.expr("tuple", 2), *self.objects()[:1]])
        lines = [f"match {subject}:"]
        for _ in range(self.chance.randint(1, 4)):
            guard = f" if {self.condition(1)}" if self.maybe(0.2) else ""
            lines += [f"    case {self.pattern(2)}{guard}:", *indented(indented(self.block(depth, 1)))]
        return lines + (["    case _:", *indented(indented(self.block(depth, 1)))] if self.maybe(0.4) else [])

    def parameters(self):
        """The text of a list of parameters; kinds of those that a call gives by position; names that it may give by keyword."""
        text, kinds, keywords = [], [], []
        count = self.chance.randrange(4)
        has_default, split = False, self.chance.randint(0, count) if self.maybe(0.2) else 0
        for i in range(count):
            kind = self.pick(["int", "int", "str", "list", "any", "float", "dict"])
            has_default = has_default or self.maybe(0.25)
            text.append(f"p{i}" + (f"={self.expr(kind, 1)}" if has_default else ""))
            self.made_parameters[f"p{i}"] = kind
            kinds.append(kind)
            if split and i + 1 == split:
                text.append("/")
        if self.maybe(0.25):
            text.append("*args")
            self.made_parameters["args"] = "tuple"
        elif self.maybe(0.2):
            text.append("*")
        if text and text[-1] in ("*", "*args"):
            for name in ("k0", "k1")[: self.chance.randint(1, 2)]:
                text.append(name + (f"={self.expr('any', 1)}" if self.maybe(0.6) else ""))
                self.made_parameters[name] = "any"
                keywords.append(name)
        if self.maybe(0.2):
            text.append("**kw")
            self.made_parameters["kw"] = "dict"
        return ", ".join(text), kinds, keywords

    def body(self, sort, parameters, depth, first=("tick()",)):
        """The lines of a function's body, in a scope of its own."""
        outer, self.scope = self.scope, Scope(sort, self.scope)
        self.scope.variables.update(parameters)
        functions, classes = list(self.functions), list(self.classes)
        lines = list(first)
        for kind in self.chance.sample(["int", "str", "list", "dict", "any", "float"], self.chance.randint(0, 3)):
            lines.append(f"{self.fresh(kind)} = {self.expr(kind, 1)}")
        lines += self.block(depth, 5)
        if sort == "generator" and not any("yield" in line for line in lines):
            lines += self.yield_(depth)
        if sort == "function" and self.maybe(0.8):
            lines.append(f"return {self.expr('any', 2)}")
        declared = [f"{'nonlocal' if self.is_of_function(name) else 'global'} {name}" for name in self.scope.declared]
        self.functions, self.classes, self.scope = functions, classes, outer
        return declared + lines

    def is_of_function(self, name):
        scope = self.scope.parent
        while scope and scope.parent:
            if scope.sort != "class" and name in scope.variables and name not in scope.declared:
                return True
            scope = scope.parent
        return False

    def function(self, depth):
        sort = self.pick(["function", "function", "function", "generator", "generator", "async"])
        name = f"{sort[0]}n{self.chance.randrange(5)}"
        self.made_parameters = {}
        text, kinds, keywords = self.parameters()
        body = self.body(sort, self.made_parameters, depth)
        head = "async def" if sort == "async" else "def"
        lines = [*(["@passed"] if sort == "function" and self.maybe(0.1) else []), f"{head} {name}({text}):", *indented(body)]
        arguments = ", ".join([self.expr(kind, 1) for kind in kinds] + [f"{key}={self.expr('any', 1)}" for key in keywords])
        if sort == "function":
            self.functions.append((name, kinds, keywords))
            return lines + ([f"show({name}({arguments}))"] if self.maybe(0.7) else [])
        if sort == "async":
            return lines + [f"drive({name}({arguments}))"]
        made = f"{self.fresh('gen')} = {name}({arguments})"
        return lines + [made] + self.mutate(depth) + ([f"show(list({name}({arguments})))"] if self.maybe(0.5) else [])
