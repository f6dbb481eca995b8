# The table of patterns that CPython's own tests keep, where the system has it.
import re
import sys

try:
    sys.path.append(re.__file__.replace("re/__init__.py", "test"))
    import re_tests
except ImportError:
    re_tests = None

for entry in re_tests.tests if re_tests else ():
    pattern, text = entry[:2]
    try:
        compiled = re.compile(pattern)
    except re.error as error:
        print(repr(pattern), error)
        continue
    for subject in (text, text + "\u1234", text + "\U0001F000", "ä" + text):
        print(repr(pattern), ascii(subject), [(m.regs, m.lastindex, m.lastgroup) for m in compiled.finditer(subject)])
    print(compiled.search(text, 1), compiled.fullmatch(text), re.search(pattern, text, re.I), re.search("(?s)" + pattern, text) if not pattern.startswith("(?") else "")
