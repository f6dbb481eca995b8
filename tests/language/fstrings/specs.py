# Format specs in f-strings over types: alignment tables, nested fields, dates, custom classes, percent and grouping.
rows = [("apple", 3, 0.5, True), ("banana", 12, 1.25, False), ("é日", -7, 1234.5678, None)]
for name, count, price, flag in rows:
    print(f"|{name:<10}|{name:>10}|{name:^10}|{name:-^10}|{name:.3}|{name!r:>10}|")
    print(f"|{count:5d}|{count:<5}|{count:^5}|{count:+}|{count: d}|{count:05}|{count:=+6}|{count:x}|{count:#b}|{count:,}|")
    print(f"|{price:8.2f}|{price:<8}|{price:^+9.1f}|{price:e}|{price:.0%}|{price:,.1f}|{price:g}|{price:010.3f}|{flag!s:>6}|{str(flag):6}|")
width, precision, fill, align = 12, 4, "*", "^"
print(f"{rows[2][2]:{width}.{precision}}|{rows[2][2]:{fill}{align}{width}.{precision - 2}f}|{'x':{fill}>{len(rows) + 2}}|{5:{'0'}{'3'}}|{5:{''}}|{255:{'#'}{'x'}}")
for n in (0, 1, -1, 1234567, 10 ** 21, 0.1, 1e-10, 123456789.123, float("inf"), float("nan"), True):
    print(f"{n:>25}|{n:<25}|{n:^25}|{n:,}|{n:.3e}|{n:.3g}|{n:.1%}" if not isinstance(n, bool) else f"{n:>8}|{n:d}|{n:5}|{n!s:<6}|")
for text in ("", "a", "long text here", "日本"):
    print(f"[{text:5}][{text:>5}][{text:^5}][{text:_<8.4}][{text:s}][{text!a:}]")


class Money:
    def __init__(self, cents):
        self.cents = cents

    def __format__(self, spec):
        if spec == "":
            return f"{self.cents / 100:.2f}"
        if spec.startswith("c"):
            return f"{self.cents // 100:{spec[1:] or 'd'}} coins"
        return format(self.cents / 100, spec)


m = Money(123456)
print(f"{m} {m:c} {m:c,} {m:,.1f} {m:>12.2f}|")
print(f"{[1, 2]!s:>10}|{(1,)!r:<8}|{ {1: 2}!s:^10}|{None!s:5}|{b'x'!r:>6}|{range(2)!s}|{1 + 2j:.1f}|{1j!s:>6}")
for bad in ("[1]:5", "None:>5", "{}:d", "(1,):x", "'a':d", "1.5:d", "1:s", "1:.2d", "'a':,", "b'x':5", "1:\x00", "1j:05", "True:s", "object():5", "1:10000000000000000000000"):
    try:
        print(eval("f'''{" + bad + "}'''" if not bad.startswith("{") else "f'''{ " + bad + "}'''"))
    except (TypeError, ValueError) as error:
        print(repr(bad), type(error).__name__, error)
x = {"key": [1, {"deep": "value"}]}
print(f"{x['key'][1]['deep']:>8} {x['key'][0]:03d} {len(x):d} {x['key'][1].get('no', 'default')!r} {'%d%%' % 5} {'{}'.format(7)}")
print(f"{1}{2}" f"{3}" "{4}" f"{{5}}", f"{'a' 'b'}", f"{1:{2}}{3:{4}}", f"""{
    1 +
    1
}""", f"a{1}b{2}c", f"{''}{'':3}|", f"{0!r}{0.0}{False}", rf"\d{1}\n", f"\x41{1}\u0042")
