# A module that fails while loading, circular imports, reloads, sys.modules tricks and importlib.
import importlib
import sys

for attempt in range(2):
    try:
        import sample_pkg.fails
    except RuntimeError as error:
        print(error, "sample_pkg.fails" in sys.modules)
import sample_pkg.cycle_a
print(sample_pkg.cycle_a.value, sample_pkg.cycle_b.value)
try:
    import sample_pkg.cycle_c
except ImportError as error:
    print(str(error).split(" (/")[0])
print("sample_pkg.cycle_c" in sys.modules, "sample_pkg.cycle_d" in sys.modules)
import sample_pkg.alpha
sample_pkg.alpha.VALUE = 99
again = importlib.reload(sample_pkg.alpha)
print(again is sample_pkg.alpha, again.VALUE)
sys.modules["fake_module"] = "not a module at all"
import fake_module
print(fake_module)
sys.modules["blocked"] = None
try:
    import blocked
except ImportError as error:
    print(type(error).__name__, error)
print(importlib.import_module("sample_pkg.beta").from_alpha, importlib.import_module(".beta", "sample_pkg") is sys.modules["sample_pkg.beta"])
print(__import__("sample_pkg.sub.deep").__name__, __import__("sample_pkg.sub.deep", fromlist=["where"]).__name__, __import__("sys") is sys)
for bad in (lambda: __import__(5), lambda: __import__(""), lambda: importlib.import_module(".x"), lambda: importlib.reload(5), lambda: __import__("x", level=1)):
    try:
        print(bad())
    except (TypeError, ValueError, ImportError, KeyError) as error:
        print(type(error).__name__, error)
spec = importlib.util.find_spec("sample_pkg.alpha") if hasattr(importlib, "util") else None
print(spec is None or spec.name)
del sys.modules["sample_pkg.alpha"]
import sample_pkg.alpha as fresh
print(fresh is again, fresh is sample_pkg.alpha)
del sys.modules["fake_module"], sys.modules["blocked"]
