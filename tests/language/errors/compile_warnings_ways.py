# All ways to compile warn alike; what filters make of it; where an error stands in a file.
import ast
import os
import sys
import tempfile
import warnings

SOURCE = "x = 0\nx is 1\n'\\d'\n"


def caught(f):
    with warnings.catch_warnings(record=True) as list_:
        warnings.simplefilter("always")
        try:
            f()
        except Exception as e:
            print("raised", type(e).__name__, e)
    print([(w.category.__name__, str(w.message), os.path.basename(w.filename), w.lineno, w.line) for w in list_])


caught(lambda: exec(SOURCE))
caught(lambda: exec(SOURCE.encode()))
caught(lambda: eval("1 is 1 or '\\d'"))
caught(lambda: ast.parse(SOURCE))
caught(lambda: compile(SOURCE, "a.py", "exec", ast.PyCF_ONLY_AST))
caught(lambda: compile("assert (1, 2)", "b.py", "exec", optimize=2))
caught(lambda: compile("assert 1 is 1", "b.py", "exec", optimize=1))

with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "warned_module.py")
    with open(path, "w") as f:
        f.write("y = 1\n\n\u00fc = 'ü'; y is 1; z = '\\d'\n")
    sys.path.insert(0, folder)
    sys.dont_write_bytecode = True
    caught(lambda: __import__("warned_module"))
    with open(path) as f:
        text = f.read()
    for category in SyntaxWarning, DeprecationWarning:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            warnings.simplefilter("error", category)
            try:
                compile(text, path, "exec")
            except SyntaxError as e:
                print(e.msg, os.path.basename(e.filename), e.lineno, e.offset, repr(e.text), e.end_lineno, e.end_offset)

# The module that filters look at is named by the file.
for pattern in "b", "b.py", "<string>", "__main__":
    with warnings.catch_warnings(record=True) as list_:
        warnings.simplefilter("ignore")
        warnings.filterwarnings("always", module=pattern + "$")
        for name in "b.py", "<string>", "__main__", "__main__.py":
            compile("1 is 1", name, "exec")
    print(pattern, [w.filename for w in list_])

# Nothing remembers what was warned of, except for "once".
for action in "default", "module", "once", "always", "ignore":
    with warnings.catch_warnings(record=True) as list_:
        warnings.simplefilter(action)
        for name in "c.py", "c.py", "d.py":
            compile("2 is 2\n2 is 2", name, "exec")
    print(action, [(w.filename, w.lineno) for w in list_])


# What shows a warning may compile, and may fail.
def recursive(message, category, filename, lineno, file=None, line=None):
    print("shown", message, filename, lineno)
    if filename != "inner":
        compile("3 is 3", "inner", "exec")


def failing(message, category, filename, lineno, file=None, line=None):
    raise KeyError(str(message))


for function in recursive, failing:
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        warnings.showwarning = function
        for source in "1 is 1", "'\\d'", "1if 2 else 3", "f'{1if 2 else 3}'", "x = ('\\d'", "f'\\d'":
            try:
                compile(source, "outer", "exec")
            except (KeyError, SyntaxError) as e:
                print(type(e).__name__, e)
