# Errors that only appear when code runs: unbound names, wrong unpacking in nested targets, error line numbers.
import sys


def lineno(function, *args):
    try:
        function(*args)
    except Exception as error:
        tb = error.__traceback__
        while tb.tb_next:
            tb = tb.tb_next
        return type(error).__name__, str(error), tb.tb_lineno - tb.tb_frame.f_code.co_firstlineno


def multi_line_call():
    return max(
        1,
        "a",
    )


def multi_line_expression():
    return (1 +
            2 +
            None)


def in_loop():
    for i in (1,
              2,
              0):
        10 / i


def in_with():
    with open("/dev/null") as f:
        f.write(
            5)


def in_lambda():
    f = lambda: (
        undefined_thing
    )
    f()


def in_dict():
    return {
        "a": 1,
        []: 2,
    }


def decorator():
    @undefined_decorator
    def g():
        pass


def default():
    def g(a=1,
          b=undefined_default):
        pass


def class_body():
    class X:
        a = 1
        b = a / 0


def comprehension():
    return [
        1 / v
        for v in (1, 0)
    ]


def unpack():
    (a, b), c = (1, 2, 3), 4


def star():
    a, *b, c, d = 1, 2


def attribute():
    return (sys
            .nothing_here)


def raise_multi():
    raise ValueError(
        "spread",
        "out",
    )


def try_finally():
    try:
        pass
    finally:
        1 / 0


def handler():
    try:
        1 / 0
    except ZeroDivisionError:
        [].pop()


def if_chain():
    if 0:
        pass
    elif undefined_condition:
        pass


def while_cond():
    n = 2
    while 1 / n:
        n -= 1


def augmented():
    x = "a"
    x += 1


def delete():
    x = 1
    del x
    return x


def subscript():
    x = {}
    return x["a"][
        "b"]


def chained():
    return 1 < 2 < "a"


def fstring():
    return f"{1} {undefined_in_f}"


def assertion():
    assert (1 ==
            2), "message"


def import_():
    from os import nothing_of_that_name


for name, function in list(globals().items()):
    if callable(function) and name != "lineno" and hasattr(function, "__code__"):
        print(name, lineno(function))
