# statistics, fractions, decimal (as it is written in Python), numbers.
import _pydecimal
import sys

sys.modules["decimal"] = decimal = _pydecimal
import fractions
import numbers
import statistics
from decimal import Decimal as D
from fractions import Fraction as F


def show(*functions):
    for function in functions:
        try:
            print(repr(function()))
        except Exception as error:
            print(type(error).__name__, error)


show(lambda: F(3, 6), lambda: F("1.25"), lambda: F("-3/9"), lambda: F(0.1), lambda: F(1, 0), lambda: F("x"), lambda: F(1, 3) + F(1, 6), lambda: F(1, 3) ** -2, lambda: F(7, 2) // 1, lambda: -F(7, 2) % 1, lambda: round(F(7, 3), 1), lambda: F(3.14159).limit_denominator(100), lambda: F(1, 2) < 0.6, lambda: hash(F(2)) == hash(2), lambda: int(F(7, 2)), lambda: F(1, 2) + 0.5, lambda: str(F(-1, 3)), lambda: divmod(F(7, 2), F(1, 3)), lambda: F(D("1.5")), lambda: F(1, 2) == 0.5, lambda: isinstance(F(1), numbers.Rational))
show(lambda: statistics.mean([1, 2, 3, 4]), lambda: statistics.mean([F(1, 2), F(1, 3)]), lambda: statistics.fmean([1, 2]), lambda: statistics.median([3, 1, 2, 4]), lambda: statistics.mode("aabbb"), lambda: statistics.multimode("aabb"), lambda: statistics.stdev([1, 2, 3, 4]), lambda: statistics.pvariance([1, 2, 3]), lambda: statistics.quantiles(range(10), n=4), lambda: statistics.mean([]), lambda: statistics.geometric_mean([1, 4]), lambda: statistics.harmonic_mean([1, 2]), lambda: statistics.correlation([1, 2, 3], [2, 4, 7]), lambda: statistics.linear_regression([1, 2, 3], [2, 4, 6]), lambda: statistics.NormalDist(0, 1).cdf(1.0), lambda: statistics.NormalDist(1, 2) + 3, lambda: statistics.variance([D("1.5"), D("2.5")]))
show(lambda: D("1.10") + D("2.2"), lambda: D(1) / D(7), lambda: D("1e5"), lambda: D("1E+3").to_eng_string(), lambda: D("NaN"), lambda: D("-Infinity"), lambda: D("x"), lambda: D(0.1), lambda: D("2").sqrt(), lambda: D("1.2345").quantize(D("0.01")), lambda: D("1.235").quantize(D("0.01"), rounding=decimal.ROUND_HALF_UP), lambda: D(10) ** 30, lambda: D("3") // D("0.7"), lambda: D("-7") % D("3"), lambda: D("1") / 0, lambda: D("1.5").as_tuple(), lambda: D("100").normalize(), lambda: format(D("1234567.891"), ",.2f"), lambda: f"{D('0.00001')!s} {D('1E-10'):f}", lambda: D("1") < D("2") < 3, lambda: D(5).compare(D(3)), lambda: hash(D("1.0")) == hash(1), lambda: round(D("2.675"), 2), lambda: int(D("-3.9")), lambda: D("1.1") + 1.1, lambda: D("0.1") == 0.1, lambda: D("2").ln(), lambda: D("2").exp(), lambda: max(D(1), D(2)), lambda: sum([D("0.1")] * 10), lambda: D("1.0").is_integer() if hasattr(D, "is_integer") else None)
with decimal.localcontext() as context:
    context.prec = 5
    show(lambda: D(1) / D(3), lambda: context.flags[decimal.Inexact], lambda: +D("123456789"))
    context.traps[decimal.Inexact] = True
    show(lambda: D(1) / D(3))
show(lambda: decimal.getcontext().prec, lambda: decimal.Context(prec=3, rounding=decimal.ROUND_DOWN).divide(D(2), D(3)), lambda: D("1e400") * D("1e400000000000000000"), lambda: D("123.456").adjusted(), lambda: D("12").logical_xor(D("11")) if False else None)
