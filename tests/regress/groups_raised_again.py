# What clauses of except* raise, raise again or leave: one group again in the shape of the first, its traceback kept.
def tell(e, d=0):
    t=e.__traceback__; l=[]
    while t: l.append(t.tb_lineno); t=t.tb_next
    print(' '*d, type(e).__name__, e, l)
    for o in (e.__cause__, e.__context__):
        if o is not None: tell(o, d+1)
    if isinstance(e, ExceptionGroup):
        for x in e.exceptions: tell(x, d+2)
def a():
    try:
        raise ExceptionGroup('g',[ValueError(1), KeyError(2)])
    except* ValueError as x:
        tell(x)
        1/0
def b():
    try:
        raise ExceptionGroup('g',[ValueError(1), KeyError(2)])
    except* ValueError as x:
        raise
def c():
    try:
        raise ExceptionGroup('g',[ValueError(1), KeyError(2)])
    except* ValueError as x:
        1/0
    except* KeyError as x:
        None.x
def d():
    try:
        raise ExceptionGroup('g',[ValueError(1), KeyError(2)])
    except* ValueError as x:
        pass
def e():
    try:
        1/0
    except* ZeroDivisionError as x:
        tell(x)
        None.x
def f():
    try:
        1/0
    except* ZeroDivisionError as x:
        raise x
def g():
    try:
        1/0
    except* ZeroDivisionError as x:
        raise
def nested():
    return ExceptionGroup("o", [ValueError(1), ExceptionGroup("i", [KeyError(2), TypeError(3)]), OSError(4)])


def raises_two_again():
    try:
        raise nested()
    except* ValueError:
        raise
    except* KeyError:
        raise


def raises_one_of_nested_again():
    try:
        raise nested()
    except* KeyError:
        pass
    except* (ValueError, TypeError) as x:
        raise


def raises_by_name():
    try:
        raise nested()
    except* KeyError as x:
        raise x


def raises_other_and_again():
    try:
        raise nested()
    except* KeyError:
        raise
    except* OSError as x:
        raise RuntimeError(5) from x


def with_a_note():
    e = nested()
    e.add_note("n")
    try:
        raise e
    except* KeyError:
        raise


class Own(ExceptionGroup):
    def derive(self, members):
        return Own(self.message + "'", members)


def own_class():
    try:
        raise Own("w", [ValueError(1), KeyError(2), Own("v", [KeyError(3), OSError(4)])])
    except* KeyError:
        raise
    except* OSError:
        pass


def only_new_ones():
    try:
        raise nested()
    except* Exception:
        raise RuntimeError(6)


def a_new_group():
    try:
        raise nested()
    except* Exception:
        raise ExceptionGroup("n", [RuntimeError(7)])


for k in only_new_ones, a_new_group, a, b, c, d, e, f, g, raises_two_again, raises_one_of_nested_again, raises_by_name, raises_other_and_again, with_a_note, own_class:
    print(k.__name__)
    try: k()
    except BaseException as z: tell(z)
