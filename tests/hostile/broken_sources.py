# Sources that are not text, or not the text they claim to be.
try:
    import ast
except ImportError:
    ast = None

EXPECTED = (SyntaxError, ValueError)

sources = [
    b"", b"\0", b"x = 1\0", b"\0x = 1", b"x = '\0'", b"# \0\nx = 1", b"\xff", b"x = '\xff'", b"# \xff\nx = 1",
    b"# -*- coding: nothing -*-\n", b"# coding: latin-1\nx = '\xff'", b"# coding: utf-16\nx", b"# coding:",
    b"# coding: " + b"a" * 100000, b"\xef\xbb\xbfx = 1", b"\xef\xbb\xbf# coding: latin-1\n", b"\xef\xbb", b"\xef\xbb\xbf",
    b"\xef\xbb\xbf\xef\xbb\xbfx", b"\xed\xa0\x80", b"'\xed\xa0\x80'", b"'\xf4\x90\x80\x80'", b"\xc3", b"x\xc3",
    b"'\xc3'", b"\xc3\xa9 = 1", b"'\\N{nothing}'", b"'\\N{'", b"'\\N'", b"'\\x1'", b"'\\u12'", b"'\\U00110000'",
    b"'\\ud800'", b"b'\xc3\xa9'", b"b'\\x'", b"f'{'", b"f'}'", b"f'{x'", b"f'{x!'", b"f'{x!z}'", b"f'{x:{'", b"f'{\\x}'",
    b"f'{#}'", b"f'{'a'}'", b"f'{lambda x: 1}'", b"f'{x=!r:^20}'", b"f'{*a}'", b"f'{yield}'", b"\\", b"\\x", b"x = \\",
    b"(\\\n", b"'''", b"'", b'"""\\', b"0x", b"0b2", b"1_", b"1__0", b"0_", b"01", b"1e", b"1j2", b"1.e+", b"0xg",
    b"1if 1else 1", b"1_000_", b"...", b"....", b"$", b"?", b"!", b"`", b"a $ b", b"\x01", b"\x0c", b"\x1a", b"\x7f",
    "\u00a0x = 1".encode(), "x\u200b = 1".encode(), "\u2028x".encode(), "a\u0300 = 1".encode(), "\u037a = 1".encode(),
    "\ufb01 = 1".encode(), "\U0001d54f = 1".encode(), "\u00b2 = 1".encode(), "x = \u00b2".encode(), "\u0661".encode(),
    b"if 1:\n\tx\n        y\n", b"if 1:\n        x\n\ty\n", b"if 1:\n  x\n y\n", b" x", b"if 1:", b"if 1:\n", b"if 1:\nx",
    b"def", b"def f", b"def f(", b"def f(x", b"def f(x)", b"def f(x):", b"class", b"class C(", b"for", b"for x in",
    b"while", b"try:", b"try:\n x\n", b"with", b"with x as", b"import", b"from", b"from x", b"from x import", b"lambda",
    b"x =", b"x +=", b"x :", b"x: int =", b"x if", b"x if y else", b"x for", b"[x for", b"[x for x in", b"{x:", b"{x: y for",
    b"x.", b"x[", b"x[:", b"f(", b"f(x", b"f(x=", b"f(*", b"f(**", b"@", b"@x", b"@x\n", b"async", b"async def", b"await",
    b"return", b"yield", b"raise", b"raise x from", b"del", b"assert", b"global", b"nonlocal x", b"match x:\n case", b"match",
    b"match x:", b"match x:\n case [", b"match x:\n case {**", b"match x:\n case A(", b"match x:\n case 1 |", b"x = *", b"*x",
    b"**x", b"not", b"x not", b"x is", b"x is not", b"x <", b"->", b"x -> y", b":=", b"x := 1", b"(x := 1) = 2",
]
sources += [source * 3 for source in sources] + [source + b"\n" for source in sources]
sources += [b"def f():\n " + source for source in sources[:150]]

for source in sources:
    for what in (source, source.decode("utf-8", "surrogateescape"), source.decode("latin-1"), bytearray(source), memoryview(source)):
        for mode in ("exec", "eval", "single"):
            try:
                compile(what, "broken", mode)
            except EXPECTED:
                pass
        try:
            ast and ast.parse(what)
        except (*EXPECTED, TypeError):
            pass

for name in ("a\0b", "\ud800", "x" * 100000, ""):
    for run in (lambda: compile("x", name, "exec"), lambda: compile("x", "f", name), lambda: open(name), lambda: __import__(name)):
        try:
            run()
        except (ValueError, OSError, ImportError):
            pass
print("end")
