# What re refuses, and where it says the fault is.
import re

for pattern in ("(", ")", "[a", "a**", "a*+*", "(?P<1>a)", "(?P<a", "(?P<a>x)(?P<a>y)", "\\", "(?P=x)", "(?P=x", "*", "+a", "?", "a{2,1}", "(?z)", "(?", "(?<", "(?<x", "\\8", "(?<=a+)b", "(?<=a|bc)", "[z-a]", "[a-\\d]", "(?(1)a)", "(?(x)a)",
                "(?(1)a|b|c)", "(?i", "a(?i)", "(?a-i:x)", "(?-:x)", "(?i-i:x)", "(?Lx)", "(?au)", "\\N{x}", "\\N{LATIN SMALL LETTER A}", "\\u12", "\\U0011ffff", "\\x1", "[\\x]", "\\q", "[\\q]", "(a\\1)", "(?#", "x{99999999999}", "a{,3}b", "a{", "a{1", "a{1,",
                "(?P>x)", "(?P", "\n(", "a\n\nb\n  *", "a|*", "(?P<é>a)", "()" * 101, "a++", "a?+", "a{1}+", "a{1,2}*", "a+?+", "(?>a", "(?(0)a)", "[[a]", "[a--b]", "[a||b]", "[a~~b]", "[a&&b]"):
    try:
        print(ascii(pattern), "fine", re.compile(pattern).groups)
    except re.error as error:
        print(ascii(pattern), error, error.msg, error.pos, error.lineno, error.colno)
    except Exception as error:
        print(ascii(pattern), type(error).__name__, error)
for arguments in (("a", re.L), (b"a", re.U), ("a", re.A | re.U), (b"a", re.A | re.L), (3,), (None,), (re.compile("a"), re.I), (re.compile("a"),), ([],)):
    try:
        print(re.compile(*arguments))
    except Exception as error:
        print(type(error).__name__, error)
