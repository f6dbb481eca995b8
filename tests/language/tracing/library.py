# trace, profile and doctest of the standard library.
import doctest
import io
import itertools
import os
import profile
import pstats
import sys
import threading
import trace


def helper(n):
    total = 0
    for i in range(n):
        if i % 2:
            total += i
    return total


def caller():
    """Calls.

    >>> caller()
    (1, 0)
    >>> helper(4)
    4
    >>> helper('x')
    Traceback (most recent call last):
        ...
    TypeError: 'str' object cannot be interpreted as an integer
    >>> helper(2)
    5
    """
    return helper(3), helper(0)


counting = trace.Trace(count=1, trace=0, countfuncs=0)
print(counting.runfunc(caller))
for (file, line), count in sorted(counting.results().counts.items()):
    if file == __file__:
        print(line, count)

functions = trace.Trace(count=0, trace=0, countcallers=1)
functions.runfunc(caller)
for (before, after), _ in sorted(functions.results().callers.items()):
    print(before[2], '->', after[2])

lines = trace.Trace(count=0, trace=1)
lines.runfunc(helper, 2)

ticks = itertools.count()
profiler = profile.Profile(timer=lambda: next(ticks), bias=0)
print(profiler.runcall(caller))
profiler.create_stats()
for (file, line, name), stat in sorted(profiler.stats.items()):
    if os.path.basename(file) == os.path.basename(__file__):
        print(line, name, stat[:2])
stream = io.StringIO()
pstats.Stats(profiler, stream=stream)
print(stream.getvalue())

runner = doctest.DocTestRunner(verbose=False)
for test in doctest.DocTestFinder().find(caller, 'caller', globs=globals()):
    print(runner.run(test))

threading.settrace(len)
threading.setprofile(abs)
print(threading.gettrace(), threading.getprofile())
threading.settrace(None)
threading.setprofile(None)
print(threading.gettrace(), threading.getprofile(), sys.gettrace(), sys.getprofile())
