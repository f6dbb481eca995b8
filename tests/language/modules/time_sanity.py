# time: monotonic clocks, sleep, formatting and structures.
import time

a, b = time.perf_counter(), time.perf_counter()
print(a <= b, isinstance(a, float), time.monotonic() <= time.monotonic(), time.time() > 1.6e9, isinstance(time.time_ns(), int), time.process_time() >= 0)
start = time.monotonic()
time.sleep(0.02)
print(time.monotonic() - start >= 0.02)
t = time.gmtime(0)
print(t, t.tm_year, t[0], len(t), time.strftime("%Y-%m-%d %H:%M:%S %j %a %b", t), time.asctime(t), time.gmtime(1700000000)[:6], time.strptime("2024-02-29", "%Y-%m-%d")[:3])
for bad in (lambda: time.sleep(-1), lambda: time.sleep("a"), lambda: time.strptime("x", "%Y"), lambda: time.strftime("%Y", (1,)), lambda: time.gmtime("x"), lambda: time.strftime(5)):
    try:
        print(bad())
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
print(time.perf_counter_ns() > 0, sorted(n for n in vars(time.get_clock_info("monotonic")))[:2], time.get_clock_info("monotonic").monotonic)
