# Jumps: a trace function sets f_lineno.
import sys


def jump(fn, start, to, event='line'):
    done = []

    def tracer(f, e, a):
        if f.f_code is not fn.__code__:
            return None
        if e == event and f.f_lineno - f.f_code.co_firstlineno == start and not done:
            done.append(1)
            try:
                f.f_lineno = f.f_code.co_firstlineno + to if isinstance(to, int) else to
            except Exception as x:
                print('  refused:', type(x).__name__, str(x).replace(str(f.f_code.co_firstlineno + to), 'N')
                      if isinstance(to, int) else x)
            else:
                print('  now at', f.f_lineno - f.f_code.co_firstlineno)
        elif e == 'line' and done:
            print('  line', f.f_lineno - f.f_code.co_firstlineno)
        return tracer

    out = []
    sys.settrace(tracer)
    try:
        fn(out)
    except BaseException as x:
        out.append(repr(x))
    sys.settrace(None)
    print(fn.__name__, start, to, event, out)


def straight(out):
    out.append(1)
    out.append(2)
    out.append(3)
    out.append(4)


jump(straight, 1, 3)
jump(straight, 3, 1)
jump(straight, 2, 2)
jump(straight, 2, 0)
jump(straight, 2, -5)
jump(straight, 2, 50)
jump(straight, 2, 'x')
jump(straight, 2, 1 << 80)
jump(straight, 0, 2, 'call')
jump(straight, 4, 2, 'return')


def loops(out):
    j = 0
    for i in (1, 2):
        out.append(i)
        out.append('b')
    for j in (3, 4):
        out.append(j)
    while out[0]:
        out[0] -= 1
    out.append('end')


jump(loops, 3, 9)
jump(loops, 3, 6)
jump(loops, 9, 3)
jump(loops, 1, 6)
jump(loops, 5, 8)
jump(loops, 8, 4)
jump(loops, 4, 7)


class Manager:
    def __init__(self, out):
        self.out = out

    def __enter__(self):
        self.out.append('enter')

    def __exit__(self, *error):
        self.out.append('exit')


def withs(out):
    out.append(1)
    with Manager(out):
        out.append(3)
        out.append(4)
    out.append(5)


jump(withs, 3, 5)
jump(withs, 1, 3)
jump(withs, 3, 2)
jump(withs, 5, 4)


def tries(out):
    try:
        out.append(2)
        1 / 0
    except ZeroDivisionError:
        out.append(5)
        out.append(sys.exc_info()[0])
    finally:
        out.append(8)
    out.append(sys.exc_info()[0])
    try:
        out.append(11)
    except KeyError:
        out.append(13)


jump(tries, 2, 9)
jump(tries, 2, 5)
jump(tries, 5, 9)
jump(tries, 5, 8)
jump(tries, 5, 2)
jump(tries, 9, 2)
jump(tries, 11, 13)
jump(tries, 3, 3, 'exception')


def generator(out):
    def g():
        yield 1
    out.append(next(g()))
    for i in g():
        out.append(i)
    return [i
            for i in (1, 2)]


jump(generator, 3, 5)
jump(generator, 4, 3)

frame = sys._getframe()
try:
    frame.f_lineno = 1
except ValueError as x:
    print(x)
