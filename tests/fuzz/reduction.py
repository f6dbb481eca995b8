"""Delta debugging of programs at the level of statements and expressions: what can go while they still fail, goes."""
import ast
import copy
import time
import warnings

TRIES = 1500
SECONDS = 120


class Reduction:
    """Makes a program smaller while `fails(text)` stays true."""

    def __init__(self, text, fails):
        self.fails = fails
        self.tries = TRIES
        self.end = time.monotonic() + SECONDS
        self.tree = ast.parse(text)
        self.text = ast.unparse(self.tree) + "\n"

    def run(self):
        """The smallest text found, which may be one that no longer looks like the first."""
        if not self.fails(self.text):
            return None
        while self.tries > 0 and (self.pass_over(self.statement_edits) or self.pass_over(self.expression_edits)):
            pass
        return self.text

    def accept(self, tree):
        """Whether the tree, in place of the present one, still fails."""
        try:
            text = ast.unparse(ast.fix_missing_locations(tree)) + "\n"
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                compile(text, "reduced", "exec")
        except (SyntaxError, ValueError, RecursionError, AttributeError, TypeError):
            return False
        if len(text) >= len(self.text) or self.tries <= 0:
            return False
        self.tries = self.tries - 1 if time.monotonic() < self.end else 0
        if not self.fails(text):
            return False
        self.tree, self.text = ast.parse(text), text
        return True

    def pass_over(self, edits):
        """Tries all edits, beginning again behind the last that was accepted. True: some were."""
        number, progress = 0, False
        while self.tries > 0:
            tree = copy.deepcopy(self.tree)
            edit = next((edit for i, edit in enumerate(edits(tree)) if i == number), None)
            if edit is None:
                return progress
            edit()
            if self.accept(tree):
                progress = True
            else:
                number += 1
        return progress

    def statement_edits(self, tree):
        """Edits that remove runs of statements, the longest first, or put a body in place of its statement."""
        lists = [(node, field, value) for node in ast.walk(tree) for field, value in ast.iter_fields(node)
                 if isinstance(value, list) and value and isinstance(value[0], (ast.stmt, ast.ExceptHandler, ast.match_case))]
        longest = max((len(value) for *_, value in lists), default=0)
        size = 1 << max(longest.bit_length() - 1, 0)
        while size:
            for node, field, value in lists:
                for start in range(0, len(value) - size + 1, size):
                    yield lambda value=value, start=start, size=size: self.cut(value, start, size)
            size //= 2
        for _, _, value in lists:
            for index, statement in enumerate(value):
                for field in ("body", "orelse", "finalbody", "handlers"):
                    inner = getattr(statement, field, None)
                    if isinstance(inner, list) and inner and isinstance(inner[0], ast.stmt):
                        yield lambda value=value, index=index, inner=inner: value.__setitem__(slice(index, index + 1), inner)

    @staticmethod
    def cut(value, start, size):
        is_body = isinstance(value[0], ast.stmt)
        del value[start:start + size]
        if not value and is_body:
            value.append(ast.Pass())

    def expression_edits(self, tree):
        """Edits that put part of an expression, or a plain value, in its place, or leave out one of several."""
        for node in ast.walk(tree):
            for field, value in ast.iter_fields(node):
                if isinstance(value, ast.expr) and not isinstance(getattr(value, "ctx", None), (ast.Store, ast.Del)):
                    for part in [*self.parts(value), ast.Constant(0), ast.Constant(None)]:
                        yield lambda node=node, field=field, part=part: setattr(node, field, part)
                elif isinstance(value, list) and value and isinstance(value[0], (ast.expr, ast.keyword, ast.arg, ast.comprehension)):
                    for index in range(len(value)):
                        yield lambda value=value, index=index: value.pop(index)
                    for index, item in enumerate(value):
                        for part in self.parts(item):
                            yield lambda value=value, index=index, part=part: value.__setitem__(index, part)

    @staticmethod
    def parts(expression):
        return [part for part in ast.iter_child_nodes(expression) if isinstance(part, ast.expr)] if expression else []
