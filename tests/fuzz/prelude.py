# What programs made by the grammar call: it stands before them in one file, and runs under Ophion and under CPython.
import gc
import math
import sys
import weakref

FUEL = 500
LONGEST = 400
fuel = 0
keep = []


class Enough(BaseException):
    pass


def tick():
    global fuel
    fuel -= 1
    if fuel < 0:
        raise Enough


def plain(value):
    try:
        text = repr(value)
    except Exception as error:
        text = f"<repr failed: {type(error).__name__}: {error}>"
    return text if len(text) <= LONGEST else text[:LONGEST] + "..."


def show(*values):
    tick()
    print(*[plain(value) for value in values])


def clip(value):
    """Keeps what a loop makes from growing without end."""
    kind = type(value)
    if kind is int:
        return value if -(1 << 200) < value < 1 << 200 else value % 1000003
    if kind in (str, bytes, list, tuple, bytearray):
        return value if len(value) < 60 else value[:7]
    if kind is dict and len(value) > 60:
        value.clear()
    return value


def ordered(items):
    """The members of a set, in an order that does not depend on hashes."""
    return sorted(items, key=plain)


def mixed(value):
    """The hash of what has the same in every run."""
    number = hash(value)
    return number if type(value) in (int, float, bool, complex) else 0


def make(cls, *args):
    """An instance of a class whatever its constructor takes; what went wrong if it takes nothing."""
    for arguments in (args, (1,), ("a",)):
        try:
            return cls(*arguments)
        except Exception as error:
            last = error
    show("cannot make", type(last), str(last))


def passed(thing):
    show("decorated", getattr(thing, "__name__", None))
    return thing


def count(thing):
    """How the count of references changes by being stored."""
    before = sys.getrefcount(thing)
    held = [thing, (thing, thing), {"k": thing}]
    after = sys.getrefcount(thing)
    del held
    return after - before, sys.getrefcount(thing) - before


class Special(Exception):
    def __init__(self, *args):
        super().__init__(*args)
        self.extra = len(args)


class Door:
    def __init__(self, name=None, swallow=False):
        self.name, self.swallow, self.a = name, swallow, 5

    def __repr__(self):
        return f"Door({plain(self.name)})"

    def __enter__(self):
        show("enter", self.name)
        return self

    def __exit__(self, kind, value, trace):
        show("exit", self.name, kind, trace is None)
        return self.swallow

    async def __aenter__(self):
        return await pause(self)

    async def __aexit__(self, *what):
        show("async exit", what[0])


class Meta(type):
    def __call__(cls, *args, **kw):
        show("meta", cls.__name__, len(args))
        return super().__call__(*args, **kw)

    def __getattr__(cls, name):
        return "meta " + name


class Field:
    def __set_name__(self, owner, name):
        self.name = "_" + name

    def __get__(self, instance, owner):
        show("field get", instance is None)
        return self if instance is None else instance.__dict__.get(self.name, "unset")

    def __set__(self, instance, value):
        show("field set", value)
        instance.__dict__[self.name] = value


class Pause:
    def __init__(self, value):
        self.value = value

    def __await__(self):
        return (yield self.value)


async def pause(value):
    tick()
    return await Pause(value)


async def steps(n):
    for i in range(n):
        tick()
        yield await Pause(i)


def drive(coroutine):
    """Runs a coroutine; each pause gives back what it was given."""
    try:
        value = None
        while True:
            tick()
            value = coroutine.send(value)
    except StopIteration as stop:
        show("returned", stop.value)
    finally:
        coroutine.close()


def tell(error, depth=0):
    """An exception, where it was raised, and what it came from."""
    tick()
    lines = []
    trace = error.__traceback__
    while trace:
        code = trace.tb_frame.f_code
        if code.co_filename.startswith("<p"):
            lines.append(f"{code.co_name}:{trace.tb_lineno}")
        trace = trace.tb_next
    try:
        text = str(error)[:LONGEST]
    except Exception as other:
        text = f"<str failed: {type(other).__name__}>"
    print("  " * depth + "!", type(error).__name__, text, lines)
    if isinstance(error, SyntaxError):
        print("  ", error.lineno, error.offset, error.end_lineno, error.end_offset)
    if depth < 3:
        for other in (error.__cause__, error.__context__):
            if other is not None:
                tell(other, depth + 1)


def play(number, source):
    global fuel
    print("=== program", number)
    fuel = FUEL
    space = {name: globals()[name] for name in TOOLS}
    space["__name__"] = "p"
    # CPython 3.11 does not make it where annotations are only in the cases of a match.
    space["__annotations__"] = {}
    try:
        exec(compile(source, f"<p{number}>", "exec"), space)
    except BaseException as error:
        fuel = FUEL
        tell(error)
    fuel = FUEL
    space.clear()
    gc.collect()
    keep.clear()
    print("=== end", number, gc.garbage, flush=True)


TOOLS = ["gc", "math", "sys", "weakref", "tick", "show", "clip", "make", "mixed", "ordered", "passed", "count", "Special", "Door", "Meta", "Field", "pause",
         "steps", "drive", "keep", "tell"]
# Objects whose end fails report it without an address.
sys.unraisablehook = lambda what: print("unraisable", type(what.exc_value).__name__, str(what.exc_value)[:LONGEST])
