# importlib, pkgutil and runpy over the sample package; module objects and their specs.
import importlib.util
import sys

import sample_pkg
from sample_pkg import sub

print(sample_pkg.__spec__.name, sample_pkg.__spec__.parent, sample_pkg.__spec__.submodule_search_locations is not None, sub.__spec__.parent, sub.__package__)
print(sample_pkg.__file__.endswith("sample_pkg/__init__.py"), sample_pkg.__path__[0].endswith("sample_pkg"), sample_pkg.__name__, type(sample_pkg.__loader__).__name__)
for name in ("sample_pkg.alpha", "sample_pkg.missing", "missing_entirely", "sys", "sample_pkg.sub.deep"):
    spec = importlib.util.find_spec(name)
    print(name, spec and spec.name, spec and spec.has_location)
try:
    importlib.util.find_spec("missing_entirely.sub")
except ModuleNotFoundError as error:
    print(error)
spec = importlib.util.spec_from_file_location("loaded_by_hand", sample_pkg.__path__[0] + "/alpha.py")
module = importlib.util.module_from_spec(spec)
print(hasattr(module, "VALUE"), module.__name__)
spec.loader.exec_module(module)
print(module.VALUE, "loaded_by_hand" in sys.modules)
import pkgutil
print(sorted(m.name for m in pkgutil.iter_modules(sample_pkg.__path__)))
print(pkgutil.resolve_name("sample_pkg.sub:SUB"))
import runpy
result = runpy.run_path(sample_pkg.__path__[0] + "/no_all.py", {"given": 1}, "run_name")
print(result["plain"], result["given"], result["__name__"])
before = set(sys.modules)
import sample_pkg.sub.deep
print(sorted(m for m in set(sys.modules) - before))
name = "sample_pkg"
print(importlib.import_module(f"{name}.sub") is sub, getattr(importlib.import_module(name), "sub") is sub, importlib.invalidate_caches())


def lazily():
    global json
    import json
    return json.dumps([1])


print("json" in globals(), lazily(), "json" in globals())
with_alias = {}
exec("import sample_pkg.sub.deep as d, sys as s\nfrom sample_pkg import (alpha as a,\n beta,)", with_alias)
print(sorted(k for k in with_alias if not k.startswith("__")), with_alias["d"].where())


class Block:
    def find_spec(self, name, path, target=None):
        if name == "blocked_module":
            raise ImportError("blocked by a finder", name=name)


sys.meta_path.insert(0, Block())
try:
    import blocked_module
except ImportError as error:
    print(error, error.name)
del sys.meta_path[0]
