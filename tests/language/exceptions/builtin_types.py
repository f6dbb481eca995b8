# Attributes and texts of built-in exceptions: OSError, Unicode errors, StopIteration, SystemExit, ImportError, SyntaxError.
e = OSError(2, "No such file", "name.txt")
print(type(e).__name__, e, repr(e), e.errno, e.strerror, e.filename, e.filename2, e.args)
e = OSError(2, "No such file", "a", None, "b")
print(e, e.filename, e.filename2)
print(type(OSError(13, "x")).__name__, type(OSError(17, "x")).__name__, type(OSError(9999, "x")).__name__, type(OSError("only")).__name__, OSError("only").errno, OSError(1, "two"), OSError(1, 2, 3))
print(IOError is OSError, EnvironmentError is OSError)
for code in (1, 2, 3, 4, 10, 11, 13, 17, 20, 21, 32, 103, 104, 110, 111):
    print(code, type(OSError(code, "")).__name__)
try:
    open("/does/not/exist")
except FileNotFoundError as error:
    print(error, error.errno, error.filename)
try:
    b"\xff\xfe".decode("utf-8")
except UnicodeDecodeError as error:
    print(error, error.encoding, error.object, error.start, error.end, error.reason, error.args)
try:
    "aé".encode("ascii")
except UnicodeEncodeError as error:
    print(error, error.encoding, error.object, error.start, error.end, error.reason)
print(UnicodeDecodeError("enc", b"abc", 0, 2, "why"), UnicodeEncodeError("e", "x\ud800y", 1, 2, "r"), UnicodeTranslateError("ab", 0, 1, "r"))
try:
    UnicodeDecodeError("enc")
except TypeError as error:
    print(error)
s = StopIteration(1, 2)
print(s.value, s.args, StopIteration().value, repr(StopIteration(5)))
x = SystemExit(3)
print(x.code, SystemExit().code, SystemExit("text").code, SystemExit(1, 2).code, x.args)
i = ImportError("msg", name="n", path="p")
print(i, i.name, i.path, i.msg, ModuleNotFoundError("m").name)
try:
    ImportError("m", bad=1)
except TypeError as error:
    print(error)
y = SyntaxError("msg", ("file", 1, 2, "text", 1, 5))
print(y, y.msg, y.filename, y.lineno, y.offset, y.text, y.end_lineno, y.end_offset, y.args)
print(SyntaxError("only"), SyntaxError().msg, SyntaxError("m", ("f", 3, 1, "t")))
try:
    compile("a b", "<here>", "exec")
except SyntaxError as error:
    print(error, error.filename, error.lineno, error.offset, error.text)
try:
    compile("if 1:\nx", "<here>", "exec")
except IndentationError as error:
    print(type(error).__mro__[1].__name__, error)
try:
    object().missing
except AttributeError as error:
    print(error, error.name, type(error.obj).__name__)
try:
    undefined_name
except NameError as error:
    print(error, error.name)
k = KeyError("x", "y")
print(k, repr(k), k.args)
for cls in (AssertionError, BufferError, EOFError, FloatingPointError, MemoryError, NotImplementedError, OverflowError, RecursionError, ReferenceError, StopAsyncIteration, SystemError, UnboundLocalError, Warning, DeprecationWarning, EncodingWarning, BlockingIOError):
    print(cls.__name__, [b.__name__ for b in cls.__mro__[1:-1]], repr(cls("m")), str(cls("m")))
for action in (lambda: 2 ** -1 // 0, lambda: 5 % 0, lambda: 5.0 / 0, lambda: 5.0 // 0, lambda: 5.0 % 0, lambda: 0 ** -1, lambda: 0.0 ** -1, lambda: divmod(1, 0), lambda: 1j / 0, lambda: 10.0 ** 1000, lambda: int("x"), lambda: float("x"), lambda: [].pop(), lambda: {}.popitem(), lambda: set().pop(), lambda: chr(-1), lambda: ord("ab"), lambda: [].remove(1), lambda: ().index(1), lambda: "".index("x"), lambda: range(3).index(9), lambda: int(float("inf")), lambda: int(float("nan"))):
    try:
        action()
    except Exception as error:
        print(type(error).__name__, error)
