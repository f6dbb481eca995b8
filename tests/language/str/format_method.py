# str.format: fields, attributes, indexes, conversions, nested specs, errors; format_map and %-formatting.
def attempt(f, *args, **kw):
    try:
        return f(*args, **kw)
    except (ValueError, TypeError, LookupError, AttributeError, OverflowError) as error:
        return f"{type(error).__name__}: {error}"


class Obj:
    attr = "A"
    nested = {"k": [10, 20]}

    def __getitem__(self, key):
        return "got %r" % (key,)


o = Obj()
print("{} {}".format(1, 2), "{1} {0} {1}".format("a", "b"), "{a} {b}".format(a=1, b=2), "{0.attr} {0[key]} {0[5]} {0[-1]}".format(o), "{x.nested[k][1]}".format(x=o), "{{}} {{{0}}}".format(7), "{:>5}|{:<5}|{:^5}|".format(1, 2, 3))
print("{0!r} {0!s} {0!a}".format("é"), "{!r:>6}|".format("x"), "{:{}}|{:{w}.{p}f}".format("a", 5, 3.14159, w=8, p=2), "{0:{1}{2}}".format("x", "*^", 9), "{a[0]}{a[1]}".format(a="xy"), "{:%Y}".format(type("D", (), {"__format__": lambda s, f: f})()))
for text, args in (("{", ()), ("}", ()), ("{}", ()), ("{0} {}", (1, 2)), ("{} {0}", (1, 2)), ("{a}", ()), ("{0.missing}", (1,)), ("{0[x]}", (1,)), ("{!x}", (1,)), ("{!}", (1,)), ("{!rr}", (1,)), ("{0", (1,)), ("{0!r", (1,)), ("{:{}", (1,)), ("{0[}", (1,)), ("{0[]}", ([1],)), ("{0.}", (1,)), ("{5}", (1,)), ("{-1}", (1,)), ("{:d}", ("x",)), ("{0[0}", ([1],)), ("{:{:{}}}", (1, 2, 3)), ("{a b}", ()), ("{ 0}", (1,)), ("{0 }", (1,)), ("}{", ()), ("{{}", ()), ("{:.3}", (5,)), ("{[0]}", ([1],)), ("{.real}", (5,)), ("{99999999999999999999}", (1,))):
    print(repr(text), attempt(text.format, *args))


class Default(dict):
    def __missing__(self, key):
        return "<" + key + ">"


print("{a} {b}".format_map(Default(a=1)), attempt("{a}".format_map, {}), attempt("{}".format_map, {"": 1}), attempt("{0}".format_map, [5]))
print("{:s} {:10s}| {:.2s} {:>6.3s}| {:*^7s}".format("a", "b", "cde", "fghij", "k"), attempt("{:+s}".format, "a"), attempt("{:,}".format, "a"), attempt("{:=5}".format, "a"), attempt("{:05}".format, "a"), attempt("{:d}".format, "a"), attempt("{:#}".format, "a"))
print("%s %r %a %d %i %u %x %o %e %f %g %c %%" % ("s", "r", "é", 1, 2, 3, 4, 5, 6.0, 7.0, 8.0, "c"), "%(a)s %(b)05.1f %(a)r" % {"a": "x", "b": 2.25}, "%s" % (1,), "%s" % [1, 2], "%s" % {"a": 1}, "%-5s|%5s|%.2s|%5.1s|" % ("a", "b", "cde", "fg"))
for text, args in (("%d", "x"), ("%d", (1, 2)), ("%s %s", (1,)), ("%s %s", 1), ("%", ()), ("%z", 1), ("%(a)s", 5), ("%(a)s", {}), ("%(a", {"a": 1}), ("%c", "ab"), ("%c", -1), ("%*d", ("x", 1)), ("%s", ()), ("abc", 1), ("abc", (1,)), ("abc", {}), ("abc", [1]), ("%.0s|", "abc"), ("%x", 1.5), ("%5", 1), ("%ld", 5), ("%hhd", 5), ("%()s", {"": 1}), ("%(x)s %s", {"x": 1}), ("%d", None), ("%c", 1.5), ("%f", "x"), ("%e", None)):
    print(repr(text), attempt(text.__mod__, args))
print("%(a(b)c)s" % {"a(b)c": "nested parens"}, "%s" % ((1, 2),), "%r" % ("x",), "%d%%" % 50, "%d" % 3.99, "%d" % True, "%x" % -255, "%#X" % 255, "%+d % d" % (5, 5), "%s" % None, "%5s%-5s|" % (None, True), "%.3d" % 5, "%08.3f" % -3.14159, "%s %s" % ("é", "日"))
