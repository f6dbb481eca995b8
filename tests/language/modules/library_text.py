# string, textwrap, shlex, pprint, difflib, reprlib: text in, text out.
import difflib
import pprint
import reprlib
import shlex
import string
import textwrap


def show(*functions):
    for function in functions:
        try:
            print(repr(function()))
        except Exception as error:
            print(type(error).__name__, error)


show(lambda: string.Template("$a ${b} $$ $c").safe_substitute(a=1, b=2), lambda: string.Template("$a $").substitute(a=1), lambda: string.Template("$x").substitute({}), lambda: string.capwords("hello  big world"), lambda: string.Formatter().format("{0!r:>5} {k[1]} {k.__class__.__name__}", "x", k=[1, 2]), lambda: string.ascii_letters + string.punctuation)
text = "The quick brown fox, which-is-hyphenated, jumped over the lazy dog; and   then\tsome more words follow.\n\nA second paragraph."
show(lambda: textwrap.wrap(text, 20), lambda: textwrap.fill(text, 30, initial_indent="* ", subsequent_indent="  "), lambda: textwrap.shorten(text, 40), lambda: textwrap.dedent("    a\n      b\n    c\n"), lambda: textwrap.indent("a\n\nb", "> "), lambda: textwrap.wrap("averyveryverylongword x", 8), lambda: textwrap.wrap("a-b-c d", 3, break_on_hyphens=False), lambda: textwrap.wrap(text, 25, max_lines=2), lambda: textwrap.wrap("x", 0))
show(lambda: shlex.split("a 'b c' \"d\\\"e\" f\\ g # h", comments=True), lambda: shlex.split("a 'b"), lambda: shlex.quote("it's"), lambda: shlex.join(["a b", "c"]), lambda: list(shlex.shlex("a=b; c|d && e", punctuation_chars=True)), lambda: list(shlex.shlex("x 'y z' # c\n w")))
data = {"numbers": list(range(30)), "nested": {"a": (1, 2, [3, {4, 5}]), "long text": "word " * 20}, "t": (1,), "empty": [{}, [], ()], b"bytes" * 10: None}
pprint.pprint(data, sort_dicts=False)
pprint.pprint({"b": 1, "a": [1, 2]}, width=10)
show(lambda: pprint.pformat(data, compact=True, width=60), lambda: pprint.pformat([1, [2, [3, [4]]]], depth=2), lambda: pprint.pformat({3: 1, "a": 2, None: 3}), lambda: pprint.saferepr({"x": [1]}), lambda: pprint.isrecursive([1]), lambda: pprint.pformat(12345678, underscore_numbers=True))
loop = [1]
loop.append(loop)
print(pprint.isreadable(loop), pprint.isrecursive(loop), reprlib.repr(list(range(100))), reprlib.repr("x" * 100), reprlib.repr({i: i for i in range(10)}), reprlib.repr([[[[[[[1]]]]]]]))
a, b = "one\ntwo\nthree\nfour\n".splitlines(True), "one\n2\nthree\nfive\nfour\n".splitlines(True)
print("".join(difflib.unified_diff(a, b, "x", "y")), "".join(difflib.ndiff(a, b)), "".join(difflib.context_diff(a, b, n=1)))
print(difflib.get_close_matches("appel", ["ape", "apple", "peach", "puppy"]), round(difflib.SequenceMatcher(None, "abcd", "bcde").ratio(), 3), difflib.SequenceMatcher(None, "qabxcd", "abycdf").get_opcodes())
