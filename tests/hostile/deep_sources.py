# Programs nested or stretched beyond all reason compile, or raise what CPython raises for such.
try:
    import ast
except ImportError:
    ast = None
import sys

N = int(sys.argv[1]) if len(sys.argv) > 1 else 100000
EXPECTED = (SyntaxError, RecursionError, MemoryError, OverflowError, ValueError)

expressions = {
    "parentheses": "(" * N + ")" * N,
    "open parentheses": "(" * N,
    "brackets": "[" * N + "]" * N,
    "braces": "{" * N,
    "minus": "-" * N + "1",
    "not": "not " * N + "1",
    "invert": "~" * N + "x",
    "power": "2**" * N + "1",
    "plus": "1+" * N + "1",
    "names": "x+" * N + "x",
    "texts": "'a'+" * N + "'a'",
    "comparisons": "1<" * N + "1",
    "and": "a and " * N + "a",
    "and, or": "a and b or " * N + "a",
    "conditional": "1 if 1 else " * N + "1",
    "lambda": "lambda:" * N + "1",
    "attributes": "a" + ".b" * N,
    "calls": "f" + "()" * N,
    "calls in calls": "f(" * N + ")" * N,
    "subscripts": "a" + "[0]" * N,
    "comprehensions": "[x for x in " * N,
    "for in one comprehension": "[x " + "for x in y " * N + "]",
    "if in one comprehension": "[x for x in y " + "if x " * N + "]",
    "await": "await " * N + "x",
    "yield": "(yield " * N,
    "stars": "*" * N + "x",
    "walrus": "(x:=" * N,
    "nested fields": "f'" + "{" * (N // 2),
    "fields": "f'" + "{x}" * N + "'",
    "format in format": "f'{x:{y:{z:{a}}}}'",
    "adjacent texts": "'a' " * N,
    "adjacent fields": "f'{a}' " * N,
    "colons": "a[" + ":" * N + "]",
    "keywords": "f(" + ",".join(f"a{i}=1" for i in range(N)) + ")",
    "arguments": "f(" + "1," * N + ")",
    "starred arguments": "f(" + "*a," * N + ")",
    "pairs": "{" + "1:1," * N + "}",
    "items": "[" + "1," * N + "]",
    "starred items": "[" + "*a," * N + "]",
    "set": "{" + "1," * N + "}",
    "tuple of constants": "(" + "1,2.5,'a'," * N + ")",
}


def nested(head, depth, last="pass"):
    return "".join(" " * i + head + "\n" for i in range(depth)) + " " * depth + last + "\n"


programs = {
    "if": nested("if 1:", 99),
    "too many ifs": nested("if 1:", 1000),
    "elif": "if a: pass\n" + "elif b: pass\n" * N,
    "for": nested("for x in y:", 19),
    "too many fors": nested("for x in y:", 50),
    "try": nested("try:", 30),
    "with": nested("with a:", 50),
    "with many": "with " + ", ".join("a" for _ in range(N)) + ": pass",
    "def": nested("def f():", 99),
    "class": nested("class C:", 99),
    "decorators": "@a\n" * N + "def f(): pass\n",
    "statements": "x = 1\n" * N,
    "statements in a line": "x = 1;" * N,
    "digits": "x = " + "1" * (N * 10),
    "hexadecimal digits": "x = 0x" + "f" * (N * 10),
    "digits of a float": "x = 1." + "1" * (N * 10) + "e-5",
    "exponent": "x = 1e" + "9" * N,
    "a name": "x" * (N * 10),
    "a text": "x = '" + "x" * (N * 10) + "'",
    "escapes": "x = '" + "\\x41" * N + "'",
    "locals": "def f():\n" + "".join(f" a{i} = 1\n" for i in range(N)),
    "globals": "".join(f"a{i} = 1\n" for i in range(N)),
    "constants": "".join(f"x = {i + 1000}\n" for i in range(N)),
    "parameters": "def f(" + ",".join(f"a{i}" for i in range(N)) + "): pass",
    "defaults": "def f(" + ",".join(f"a{i}=1" for i in range(N)) + "): pass",
    "targets in a chain": "=".join("a" for _ in range(N)) + " = 1",
    "targets": ",".join("a" for _ in range(N)) + " = x",
    "targets behind a star": "a, *b, " + "c," * N + " = x",
    "imports": "from a import " + ",".join(f"b{i}" for i in range(N)),
    "dots": "from " + "." * N + " import a",
    "import a.b.c": "import a" + ".b" * N,
    "global": "global " + ",".join(f"b{i}" for i in range(N)),
    "del": "del " + ",".join("b" for _ in range(N)),
    "continued lines": "\\\n" * N + "x",
    "form feeds": "\f" * N + "x = 1",
    "comment": "#" * (N * 10),
    "comments": "#\n" * N,
    "raise": "raise " * N,
    "sequence patterns": "match x:\n case " + "[" * N + "]" * N + ": pass",
    "or patterns": "match x:\n case " + "1|" * N + "1: pass",
    "class patterns": "match x:\n case " + "A(" * N,
    "cases": "match x:\n" + " case 1: pass\n" * N,
    "annotation": "x: " + "(" * N,
    "return": "def f():\n return " + "-" * N + "1",
    "handlers": "try: pass\n" + "except A: pass\n" * N,
    "assert": "assert " + "(" * N,
    "quote": "'" + "x" * N,
    "quotes": '"""' + "x" * N,
    "carriage returns": "x = 1\r" * N,
    "classes": "class C: pass\n" * (N // 10),
    "functions": "def f(): pass\n" * (N // 10),
    "lambdas": "x = [" + "lambda: 1," * (N // 10) + "]",
}

for kind, sources in (("eval", expressions), ("exec", programs)):
    for name, source in sources.items():
        try:
            compile(source, name, kind)
        except EXPECTED:
            pass
        try:
            ast and ast.parse(source, name, kind)
        except EXPECTED:
            pass
print("end")
