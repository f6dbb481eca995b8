# __getattr__ and __dir__ of modules, module attributes, namespace packages, __main__, and sys.path.
import sys
import sample_pkg.dynamic as dynamic

print(dynamic.known, dynamic.dyn_thing, dir(dynamic))
try:
    dynamic.other
except AttributeError as error:
    print(error)
from sample_pkg.dynamic import dyn_imported
print(dyn_imported)
try:
    from sample_pkg.dynamic import nothing
except ImportError as error:
    print(str(error).split(" (/")[0])
import namespace_pkg.part.leaf
print(namespace_pkg.part.leaf.LEAF, namespace_pkg.__name__, hasattr(namespace_pkg, "__file__") and namespace_pkg.__file__, type(namespace_pkg.__path__).__name__)
import __main__
print(__main__.__name__, __main__ is sys.modules["__main__"], __main__.sys is sys, __name__, __file__.endswith("module_getattr.py"), __doc__, __package__, __spec__)
dynamic.known = "changed"
del dynamic.known
try:
    dynamic.known
except AttributeError as error:
    print(error)
dynamic.__class__
M = type(sys)
m = M("name", "doc")
print(m, m.__name__, m.__doc__, m.__loader__, m.__spec__, sorted(vars(m)))
for bad in (lambda: M(), lambda: M(5), lambda: m.missing, lambda: sys.missing_thing, lambda: delattr(m, "missing"), lambda: setattr(m, "__dict__", {})):
    try:
        print(bad())
    except (TypeError, AttributeError) as error:
        print(type(error).__name__, error)


class Sub(M):
    @property
    def prop(self):
        return "module property"


m.__class__ = Sub
print(m.prop, type(m).__name__)
print(sys.path[0] == "" or __file__.startswith(sys.path[0]) or True, isinstance(sys.meta_path, list), "sample_pkg" in sys.modules)


class Finder:
    @staticmethod
    def find_spec(name, path=None, target=None):
        if name.startswith("virtual_"):
            import importlib.machinery
            return importlib.machinery.ModuleSpec(name, Finder)

    @staticmethod
    def create_module(spec):
        return None

    @staticmethod
    def exec_module(module):
        module.made = "virtual " + module.__name__


sys.meta_path.append(Finder)
import virtual_one
print(virtual_one.made)
sys.meta_path.remove(Finder)
