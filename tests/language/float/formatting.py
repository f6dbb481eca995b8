# Formatting floats: f, e, g, %, n, precision, grouping, alternate form, padding, and the % operator.
values = [0.0, -0.0, 1.0, 0.5, 1.5, 2.5, -1234567.891, 1e-7, 123456789.123456789, 1e20, 1e50, 0.0001, 0.00001, 999999.5, 9.9999e-5, float("inf"), float("-inf"), float("nan"), 1e300, 2.675, 0.125, 5e-324]
for v in values:
    print(f"{v:f} {v:.0f} {v:.1f} {v:.2f} {v:#.0f} {v:F}"[:200])
    print(f"{v:e} {v:.0e} {v:.3E} {v:#.0e}")
    print(f"{v:g} {v:.3g} {v:#g} {v:G} {v:.0g} {v:.10g} {v:.17g} {v:#.3g}")
    print(f"{v:%} {v:.1%} {v:n} {v:,} {v:_} {v:,.2f} {v:_.3e}"[:300])
    print(f"|{v:20}|{v:<20}|{v:^20}|{v:+}|{v: }|{v:020}|{v:=+20}|{v:*>20.3f}|{v:020,.1f}|{v:.5}|{v:10.3}|{v:z.1f}|"[:700])
for v in (1.0, -2.5, 1e10, float("nan")):
    print("%f|%.2f|%e|%g|%G|%10.3f|%-10.1f|%+f|% f|%010.2f|%#.0f|%s|%r|%d|%.0e" % ((v,) * 13 + (0 if v != v else v, v)))
for spec in ("d", "x", "s", "c", ".", ".x", "5.2.1", ",d", "q", "_,f", "1000.f", ".-1f", "%%", "=^", "<10z"):
    try:
        print(spec, format(1.5, spec))
    except ValueError as error:
        print(spec, error)
for digits in (0, 1, 5, 20, 50, 100):
    print(f"{0.1:.{digits}f}", f"{1 / 3:.{digits}e}", f"{2 ** 0.5:.{digits}g}")
print(f"{1e15:,}", f"{1e16:,}", f"{123456.789:012,.2f}", f"{1234.5:_}", f"{-0.4:.0f}", f"{-0.4:z.0f}", f"{0.5:.0f}", f"{1.5:.0f}", f"{2.5:.0f}")
print(f"{1 + 2j}", f"{1 + 2j:.2f}", f"{1 + 2j:>15}|", f"{1.5 - 2j:e}", f"{3j:g}", f"{complex(1, float('inf')):.1f}", f"{1 + 2j:,}")
for spec in ("05", "=5", "%", "d"):
    try:
        print(format(1j, spec))
    except ValueError as error:
        print(error)
for bad in ("%d" , "%x", "%c"):
    try:
        print(bad % 1.5)
    except TypeError as error:
        print(error)
for bad in (float("inf"), float("nan")):
    try:
        print("%d" % bad)
    except (ValueError, OverflowError) as error:
        print(error)
