# The lines that a trace function is told in with, try and try-star statements, and in loops around them.
import sys

events = []


def tracer(f, e, a):
    if f.f_code.co_filename != __file__ or f.f_code.co_name == 'run':
        return tracer
    events.append((f.f_code.co_name, f.f_lineno - f.f_code.co_firstlineno, e))
    return tracer


def run(fn, *args):
    events.clear()
    sys.settrace(tracer)
    try:
        r = fn(*args)
    except BaseException as x:
        r = repr(x)
    sys.settrace(None)
    print(fn.__name__, r)
    for e in events:
        print('  ', *e)


class CM:
    def __enter__(self): return self
    def __exit__(self,*a): return True
def withs():
    with CM():
        pass
    with CM() as c:
        x = 1
    with CM() as c, \
         CM() as d:
        x = 2
    with CM():
        raise ValueError
    with CM():
        return 5
run(withs)
def withloop():
    for i in range(2):
        with CM() as c:
            continue
    for i in range(2):
        with CM() as c:
            break
run(withloop)
def tries():
    try:
        x = 1
    except ValueError:
        y = 1
    else:
        z = 1
    finally:
        w = 1
    try:
        raise ValueError
    except (KeyError,
            IndexError):
        y = 1
    except ValueError as e:
        y = 2
    finally:
        w = 3
    try:
        try:
            raise KeyError
        finally:
            x = 3
    except KeyError:
        pass
    try:
        return 1
    finally:
        x = 2
run(tries)
def tryloop():
    for i in range(3):
        try:
            if i == 0:
                continue
            if i == 1:
                raise ValueError
            break
        except ValueError:
            continue
        finally:
            x = i
run(tryloop)
def starred():
    try:
        raise ExceptionGroup('a', [ValueError(1), KeyError(2)])
    except* ValueError:
        x = 1
    except* KeyError:
        x = 2
    return x
run(starred)
