# Warnings of the compiler about escapes and numbers: each one, and
# the SyntaxError that it becomes where filters say so.
import warnings


def show(source, mode="exec"):
    print(repr(source))
    for action in "always", "error":
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter(action)
            try:
                compile(source, "<nowhere>", mode)
            except SyntaxError as e:
                print("   ", action, type(e).__name__, e.args)
        for w in caught:
            print("   ", w.category.__name__, w.message, w.filename, w.lineno)


for source in (
    "'\\d'",
    "b'\\d'",
    "'\\400'",
    "b'\\400'",
    "x='''a\n\\d \\e'''",
    "'a' '\\d' b",
    "('a'\n'\\d\\e'\n'\\q')",
    "f'\\d{1}\\e{2:\\q}'",
    '0xfor x',
    '1if 2 else 3',
    '1or 2',
    '1.5if 2 else 3',
    '1jif 2 else 3',
    '0b1or 2',
    '0o7or 2',
    '1is 2',
    '1not in 2',
    '1in 2',
    '1and 2',
    '0xfand 2',
    '1else',
    "f'{1if 2 else 3}'",
    '1_0or 2',
    '0or 2',
    '1e5or 2',
    '00or 2',
    '0_0or 1',
    '1if 2 else 3; 1+',
    "'\\d'; 1 +",
    'x\\\nis 1',
    "f'\\{1}'",
    "f'\\{{1}}'",
    "f'\\}}'",
    "f'\\{1:\\d}'",
    "'\\é\\d'",
    "'\\8\\9'",
    "b'\\x\\d'",
    "'\\x\\d'",
    "rb'\\d' b'\\q'",
    "'\\N{foo}\\d'",
    "f'{x!r:\\d}'",
    "f'\\N{BULLET}\\d{x}'",
    "f'a' '\\d' f'\\e{x}\\f\\g'",
    "def f(): '\\d'",
    "@x\ndef f(a: '\\d', b='\\e'): '''\n\\f'''",
    '1if 2 else 3if 4 else 5',
    '[1for x in y]',
    'x[1:2if 3 else 4]',
    "f'{1:{2if 3 else 4}}'",
    "lambda x='\\d': 0",
    "a = b = '\\d'",
    "('\\d') = 1",
    "'\\d' = 1",
    "f('\\d' for x in y)",
    "f(a for x in y, '\\d')",
    "with open('\\d') as f, g: pass",
    "with (open('\\d') as f): pass",
    "with (open('\\d')): pass",
    "x = {'\\d': 1if 2 else 3}",
    "x: '\\d' = '\\e'",
    "match x:\n case '\\d': pass",
    "match x:\n case {'\\d': 1}: pass",
    "match('\\d')",
    "print '\\d'",
    "del '\\d'",
    "for '\\d' in x: pass",
    "try:\n pass\nexcept '\\d': pass",
    "('\\d', 1) += 2",
    "while '\\d': pass",
    "import x; '\\d'\n'\\e'\nx y",
    "if 1:\n  '\\d'\n 2",
    "'\\d'\n(",
    "1if 2 else 3\n'abc",
    "x='\\d'; 0777",
    'from __future__ import annotations\nx: a is 1\ndef f(a: b is 1)->2is 3: c is 2',
    "if '\\d' is x: y",
):
    show(source)

for source in r"'\d'", "1if 2 else 3":
    for mode in "eval", "single":
        show(source, mode)
