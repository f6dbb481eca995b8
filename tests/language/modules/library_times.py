# datetime, calendar, timeit: dates that do not depend on now.
import sys

sys.modules["_datetime"] = None  # the one that is written in Python, everywhere
import calendar
import datetime as dt
import pickle
import timeit


def show(*functions):
    for function in functions:
        try:
            print(repr(function()))
        except Exception as error:
            print(type(error).__name__, error)


d = dt.date(2024, 2, 29)
t = dt.datetime(2023, 12, 31, 23, 59, 58, 123456)
tz = dt.timezone(dt.timedelta(hours=5, minutes=30), "IST")
show(lambda: d, lambda: str(t), lambda: t.isoformat(timespec="milliseconds"), lambda: d.replace(year=2023), lambda: d + dt.timedelta(days=366), lambda: t - dt.datetime(2023, 1, 1), lambda: d.weekday(), lambda: d.isocalendar(), lambda: d.strftime("%Y/%m/%d %j %a %B"), lambda: t.strftime("%H:%M:%S.%f %p %y"), lambda: dt.datetime.strptime("2021-03-04 05:06:07", "%Y-%m-%d %H:%M:%S"), lambda: dt.datetime.strptime("x", "%Y"), lambda: dt.date.fromisoformat("2020-01-02"), lambda: dt.datetime.fromisoformat("2020-01-02T03:04:05+02:00"), lambda: dt.date.fromisoformat("nope"), lambda: dt.date(2021, 2, 30), lambda: dt.time(25), lambda: dt.date.fromordinal(737000), lambda: d.toordinal(), lambda: dt.date.max, lambda: dt.date.max + dt.timedelta(1))
show(lambda: dt.timedelta(days=1, seconds=-1), lambda: dt.timedelta(weeks=1, hours=2.5), lambda: dt.timedelta(1) / 3, lambda: dt.timedelta(5) // dt.timedelta(2), lambda: divmod(dt.timedelta(5), dt.timedelta(2)), lambda: str(dt.timedelta(-1, 5)), lambda: dt.timedelta(1).total_seconds(), lambda: -dt.timedelta(1, 2, 3), lambda: abs(dt.timedelta(-1)), lambda: dt.timedelta(10 ** 10), lambda: dt.timedelta(1) * 2.5, lambda: dt.timedelta(microseconds=0.5))
show(lambda: t.replace(tzinfo=tz), lambda: t.replace(tzinfo=tz).astimezone(dt.timezone.utc), lambda: t.replace(tzinfo=tz).utcoffset(), lambda: t < t.replace(tzinfo=tz), lambda: t == t.replace(tzinfo=tz), lambda: dt.datetime.fromtimestamp(0, dt.timezone.utc), lambda: dt.datetime(1970, 1, 2, tzinfo=dt.timezone.utc).timestamp(), lambda: str(tz), lambda: dt.timezone(dt.timedelta(days=2)), lambda: dt.time(1, 2, tzinfo=tz).isoformat(), lambda: dt.datetime.combine(d, dt.time(1)), lambda: t.timetuple()[:6], lambda: hash(d) == hash(dt.date(2024, 2, 29)), lambda: pickle.loads(pickle.dumps(t)) == t, lambda: pickle.loads(pickle.dumps(tz)) == tz, lambda: t.date(), lambda: t.time(), lambda: f"{t:%d.%m.}", lambda: dt.UTC)
show(lambda: calendar.month(2024, 2), lambda: calendar.isleap(2100), lambda: calendar.monthrange(2023, 2), lambda: calendar.timegm((2020, 1, 1, 0, 0, 0)), lambda: calendar.TextCalendar(6).formatweekheader(3), lambda: list(calendar.Calendar().itermonthdays(2024, 9))[:8], lambda: calendar.day_name[0])
show(lambda: timeit.timeit("x += 1", "x = 0", number=10) >= 0, lambda: len(timeit.repeat(lambda: None, number=1, repeat=3)), lambda: timeit.Timer("1 +").timeit(1))
