# hex, oct, bin, str and format of integers with every option.
for n in (0, 1, -1, 255, -256, 12345, -987654321, 2 ** 64, -10 ** 25):
    print(str(n), repr(n), hex(n), oct(n), bin(n), f"{n:d}", f"{n:x}", f"{n:X}", f"{n:#x}", f"{n:#X}", f"{n:o}", f"{n:#o}", f"{n:b}", f"{n:#b}", f"{n:n}")
    print(f"{n:,}", f"{n:_}", f"{n:_x}", f"{n:#_b}", f"{n:+}", f"{n: }", f"{n:-}", f"{n:+,}")
    print(f"|{n:30}|{n:<30}|{n:^30}|{n:>30}|{n:=30}|{n:030}|{n:+030,}|{n:*^30}|{n:x<30}|{n:#032x}|{n:040_b}|")
    print(f"{n:e}", f"{n:.2f}", f"{n:g}", f"{n:%}", f"{n:.3e}", f"{n:10.1f}|")
    print("%d|%5d|%-30d|%030d|%+d|% d|%x|%#x|%X|%o|%#o|%i|%.5d|%s|%r" % ((n,) * 15))
for spec in (".2", ".2d", "s", "q", "c,", "#,c", "+c", "10q", ",x", "_,", ",_", "=", "0=5", "*", "**5", "<<", "5.", "{}", "5 d", "_c", ".3x"):
    try:
        print(spec, format(65, spec))
    except ValueError as error:
        print(spec, error)
print(f"{65:c}", f"{0x1F600:c}", f"{65:5c}|", f"{65:<5c}|", "%c" % 66, "%c" % "x")
for bad in (-1, 0x110000, 10 ** 30):
    try:
        print(f"{bad:c}")
    except (OverflowError, ValueError) as error:
        print(type(error).__name__, error)
print(format(True), format(True, "d"), format(False, "5"), f"{True}", f"{True:5}|")
try:
    f"{True:s}"
except ValueError as error:
    print(error)
for width in (0, 1, 5, 25):
    print(f"{-1234567:0{width},}", f"{1234567:0{width}_}", f"{-255:0{width}_x}")
for n in (0, 999, 1000, 999999, 1000000, -1000):
    print(f"{n:,} {n:_} {n:+,d} {n:012,} {n:_b}")
for text in ("%d", "%x", "%c"):
    for value in ("s", 1.5, None, 2j):
        try:
            print(text % value)
        except TypeError as error:
            print(error)
print("%*d|%-*d|%.*d" % (5, 1, 5, 2, 3, 4))
