"""The grammar as a whole: a seed in, the text of a program out."""
import random
import warnings

from grammar_classes import Classes
from grammar_expressions import Expressions
from grammar_statements import PREFIX, Scope, Statements, caught

STATEMENTS = 60
NAMES = 2  # of each kind, defined at the start
ODD_SYNTAX = 0.05  # how many of the programs that do not compile are kept


class Grammar(Expressions, Statements, Classes):
    """Makes one program."""

    def __init__(self, chance):
        self.chance = chance
        self.scope = Scope("module")
        self.functions = []  # (name, kinds of parameters, names of keywords)
        self.classes = []
        self.made_parameters = {}
        self.left = STATEMENTS

    def program(self):
        lines = []
        for kind, prefix in PREFIX.items():
            for number in range(NAMES if kind not in ("obj", "gen") else 0):
                lines.append(f"{prefix}{number} = {self.literal(kind) if kind != 'any' else self.expr('any', 1)}")
                self.scope.variables[f"{prefix}{number}"] = kind
        for _ in range(self.chance.randint(4, 12)):
            made = self.statement(5)
            lines += made if self.maybe(0.05) else caught(made)
        for name in sorted(self.scope.variables):
            if self.maybe(0.2):
                lines.append(f"show({name})")
        return "\n".join(lines) + "\n"


def make_program(seed):
    """The program of a seed. Most of the few that do not compile are passed over: another is made instead."""
    chance = random.Random(seed)
    while True:
        text = Grammar(chance).program()
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                compile(text, "program", "exec")
            return text
        except SyntaxError:
            if chance.random() < ODD_SYNTAX:
                return text
