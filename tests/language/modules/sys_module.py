# sys: version, limits, intern, exc_info, getsizeof shape, modules, flags and frames.
import sys

print(sys.version_info[:2], sys.version_info.major, sys.version_info >= (3, 11), sys.byteorder, sys.maxsize == 2 ** 63 - 1, sys.maxunicode, sys.float_info.max, sys.float_info.epsilon, sys.float_info.dig, sys.int_info.default_max_str_digits, sys.hash_info.modulus == 2 ** 61 - 1, sys.hash_info.width, sys.implementation.name != "", sys.platform)
print(sys.getdefaultencoding(), sys.getfilesystemencoding(), sys.getrecursionlimit(), type(sys.argv).__name__, len(sys.argv), sys.argv[0].endswith("sys_module.py"), sys.path[0] != "", sys.executable != "")
print("sys" in sys.modules, sys.modules["sys"] is sys, sys.modules["__main__"].__name__, "builtins" in sys.builtin_module_names, isinstance(sys.path, list), sys.dont_write_bytecode in (True, False))
a = sys.intern("a b c " + str(5))
print(sys.intern("a b c 5") is a, sys.exc_info(), sys.getsizeof([]) < sys.getsizeof([1, 2, 3]), sys.getsizeof("") < sys.getsizeof("a" * 100), sys.getsizeof(1) > 0)
for bad in (lambda: sys.intern(5), lambda: sys.intern(type("S", (str,), {})()), lambda: sys.getrefcount(), lambda: sys.getsizeof(), lambda: sys.setrecursionlimit(1.5), lambda: sys._getframe(1000), lambda: sys.exit(1, 2), lambda: sys.setswitchinterval(0)):
    try:
        print(bad())
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)


def frame():
    local = 1
    f = sys._getframe()
    return f.f_code.co_name, sorted(f.f_locals), f.f_back.f_code.co_name, f.f_lineno - f.f_code.co_firstlineno, f.f_globals is globals(), sys._getframe(1).f_code.co_name


print(frame())


def caller():
    return frame()


print(caller()[2])
try:
    1 / 0
except ZeroDivisionError:
    kind, value, tb = sys.exc_info()
    print(kind.__name__, value, tb.tb_lineno > 0, tb.tb_frame.f_code.co_name)
print(sys.exc_info(), sys.flags.optimize, sys.flags.ignore_environment in (0, 1), type(sys.flags).__name__, sys.float_repr_style, sys.api_version, sys.copyright.startswith("Copyright"))
calls = []


def tracer(f, event, arg):
    calls.append((event, f.f_code.co_name))
    return tracer


def traced():
    x = 1
    return x


sys.settrace(tracer)
traced()
sys.settrace(None)
print(calls[:4])
calls.clear()
sys.setprofile(lambda f, event, arg: calls.append((event, f.f_code.co_name)))
traced()
sys.setprofile(None)
print(calls[:2])
