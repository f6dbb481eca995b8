# f-strings: expressions, conversions, format specs, nesting, debugging form, quoting and concatenation.
name, n, f, items, d = "World", 42, 3.14159, [1, 2, 3], {"k": "v", "q'": 5}
print(f"Hello {name}! {n + 1} {n:05d} {f:.2f} {items[0]} {d['k']} {d['q' + chr(39)]} {name!r} {name!s:>10}| {n!r:^6}|")
print(f"{{}} {{{n}}} {{n}} {'nested ' + f'{n}'} {f'{f:.{n // 21}f}'} {n:{5}} {n:{'>'}{10}} {f:{'10'}.{3}}|")
print(f"{n=} {n = } {n=:x} {name=!s} {name = !r:>10} {items[0]=} {n+1=} { n =} {f=:.1f} {len(name)=}")
print(f"{(lambda x: x * 2)(4)} {[i for i in range(3)]} {({1: 2})[1]} {'a' if n > 40 else 'b'} {not n} {n == 42} {n != 1} {n >= 1} {(y := 5)} {y}")
print(f"{n}" "plain" f"{name}" '{not}' rf"\{n}\n" fr'{name}\t' F"{n}" f'{n:,}{"":>3}|' f"""{
n
}""")
print(f"{name.upper()} {name[1:3]} {name[::-1]} {', '.join(map(str, items))} {max(items)} {sum(i for i in items)} {items!r:>15} {None} {True} {...} {1j:.1f} {b'x'}")
print(f"{'é'} {'é'!a} {'日本'!r} \u00e9 \x41 \N{BULLET} {'tab'}\t{'nl'}\\n {chr(10)!r}")
print(f'{"a"}' f"{'b'}" f'''{"it's"}''' f"""{'say "hi"'}""", f"{'{'}{'}'}", f"{ {'a': 1}['a'] }", f"{ {1, 2} == {2, 1} }", f"{3.0:g}{3:>{n // 10}}|")


class Fmt:
    def __format__(self, spec):
        return f"[{spec}]"

    def __repr__(self):
        return "R"

    def __str__(self):
        return "S"


x = Fmt()
print(f"{x} {x!r} {x!s} {x:abc} {x:{n}} {x:{x!r}} {x!r:>3} {x:%Y-%m-%d} {x::} {x: }")


def gen():
    value = yield "first"
    print(f"got {value} {(yield 'second')}")


g = gen()
print(next(g), g.send("A"))
try:
    g.send("B")
except StopIteration:
    pass


def scope():
    a = 1
    return [f"{a}{b}" for b in range(2)], (lambda: f"{a}")(), f"{[a for _ in range(2)]}"


print(scope())
for source in ("f'{'", "f'}'", "f'{}'", "f'{ }'", "f'{a b}'", "f'{1!x}'", "f'{1!}'", "f'{\\n}'", "f'{#}'", "f'{1:{2:{3}}}'", "f'{a[\"'", "f'{lambda x: 1}'", "f'{*}'", "f'{1=2}'", "f'{yield}'", "f'{!r}'", "f'{=}'", "f'{a.}'", "f'{1:'", "f'{(}'", "f'{)}'", "bf'x'", "f'{a $ b}'", "f'{'a'}'", "f'{1}}'", "f'{a!r!s}'", "f'{1 2}'"):
    try:
        compile(source, "<f>", "eval")
        print(source, "fine")
    except SyntaxError as error:
        print(source, "->", error.msg)
for bad in ("f'{1:d2}'", "f'{\"a\":d}'", "f'{[]:5}'", "f'{undefined}'", "f'{1/0}'", "f'{None:>5}'", "f'{1:.{-1}f}'"):
    try:
        print(eval(bad))
    except Exception as error:
        print(bad, type(error).__name__, error)
print(f"", f"" == "", f"{''}", len(f"{n}{n}"), f"{n:}", f"{f:}", f"{'x':}", f'{n:08.3f}', f"{n:#x} {n:#b} {n:+} {-n: } {n:<6}| {n:^6}| {n:c} {n:e} {n:%} {10 ** 9:_} {255:X}")
