# textwrap, string, bisect, heapq, datetime, decimal, fractions and statistics in ordinary use.
import sys

sys.modules["_datetime"] = None  # the one that is written in Python, everywhere
import bisect
import contextlib
import datetime
import decimal
import fractions
import heapq
import statistics
import string
import textwrap

print(textwrap.fill("the quick brown fox jumps over the lazy dog", 20), textwrap.dedent("  a\n    b\n  c"), textwrap.shorten("hello world again", 12), textwrap.indent("a\nb", "> "), sep="\n")
print(string.ascii_lowercase, string.digits, string.Template("$a ${b} $$").substitute(a=1, b=2), string.capwords("a bc d"), string.punctuation)
l = [1, 3, 3, 5]
print(bisect.bisect(l, 3), bisect.bisect_left(l, 3), bisect.insort(l, 4), l, bisect.bisect([], 1), bisect.bisect_right([1, 2, 3], 2, 0, 2), bisect.bisect("abc", "b", key=lambda c: c))
h = [5, 1, 4, 2, 3]
heapq.heapify(h)
print(h, heapq.heappop(h), heapq.heappush(h, 0), heapq.heapreplace(h, 9), heapq.heappushpop(h, 1), h, heapq.nlargest(2, h), heapq.nsmallest(2, [3, 1, 2], key=lambda v: -v), list(heapq.merge([1, 4], [2, 3])))
d = datetime.date(2024, 2, 29)
print(d, d + datetime.timedelta(days=366), d.weekday(), d.isoformat(), d.replace(year=2023, day=1), datetime.datetime(2024, 1, 1, 12, 30) - datetime.datetime(2023, 12, 31), datetime.timedelta(hours=25, seconds=1), datetime.datetime.fromisoformat("2024-05-06T07:08:09"), repr(datetime.time(1, 2, 3)), d.strftime("%d/%m/%y"), datetime.date(2024, 1, 1) < d, datetime.timedelta(days=-1, seconds=5))
try:
    datetime.date(2023, 2, 29)
except ValueError as error:
    print(error)
D = decimal.Decimal
print(D("0.1") + D("0.2"), D(1) / D(3), D("1.50").normalize(), D("2").sqrt(), D("1e10") * 3, round(D("2.675"), 2), D("NaN"), D("-0"), repr(D("1.0")), int(D("7.9")), D("1") == 1, D("0.1") == 0.1, D("123.456").quantize(D("0.1")))
F = fractions.Fraction
print(F(1, 3) + F(1, 6), F("0.25"), F(3, -6), F(0.5), F(7, 2) // 1, F(7, 2) % 1, float(F(1, 3)), F(1, 2) ** 2, F(5).numerator, repr(F(1, 2)), F(1, 2) == 0.5, sorted([F(1, 2), F(1, 3)]))
print(statistics.mean([1, 2, 3, 4]), statistics.median([3, 1, 2]), statistics.mode("aab"), statistics.pstdev([1, 2, 3]), statistics.variance([1.0, 2.0, 4.0]))


@contextlib.contextmanager
def manager(name):
    print("enter", name)
    try:
        yield name
    except ValueError as error:
        print("handled", error)
    finally:
        print("exit", name)


with manager("a") as v, contextlib.suppress(KeyError):
    {}["x"]
with manager("b"):
    raise ValueError("inside")
with contextlib.ExitStack() as stack:
    stack.enter_context(manager("c"))
    stack.callback(print, "callback")
    stack.push(lambda *a: print("push", a[0]))
with contextlib.closing(type("C", (), {"close": lambda self: print("closed")})()):
    pass
with contextlib.nullcontext(5) as n:
    print(n)
import io
with contextlib.redirect_stdout(io.StringIO()) as out:
    print("captured")
print(repr(out.getvalue()))
