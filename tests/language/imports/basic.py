# import forms over a package: submodules, relative imports, __all__, aliases, __init__ side effects.
print("start")
import sample_pkg
print(sample_pkg.NAME, sample_pkg.__name__, sample_pkg.__package__, sample_pkg.__doc__)
import sample_pkg.alpha
print(sample_pkg.alpha.VALUE, sample_pkg.alpha.__name__, sample_pkg.alpha.__package__)
import sample_pkg.sub.deep as deep
print(deep.where(), deep.__name__, deep.parent_value)
from sample_pkg import alpha, beta
print(alpha is sample_pkg.alpha, beta.from_alpha)
from sample_pkg.sub import deep as again, SUB
print(again is deep, SUB)
from sample_pkg.alpha import VALUE as renamed
print(renamed)
from sample_pkg.exports import *
print(public, also_public, "hidden" in globals(), "_private" in globals())
from sample_pkg.no_all import *
print(plain, "_under" in globals())
import sys
print(sorted(m for m in sys.modules if m.startswith("sample_pkg")))
print(sys.modules["sample_pkg.sub.deep"] is deep, sample_pkg.sub.deep is deep)
for statement in ("import sample_pkg.missing", "from sample_pkg import missing", "from sample_pkg.alpha import missing", "import missing_top", "import missing_top.sub", "from . import x", "from .x import y", "import sample_pkg.alpha.below", "from sample_pkg.exports_bad import *"):
    try:
        exec(statement)
    except ImportError as error:
        print(statement, type(error).__name__, str(error).split(" (/")[0], error.name)
    except AttributeError as error:
        print(statement, "AttributeError", error)
import sample_pkg.alpha
print("loaded once")


def local():
    import sample_pkg.beta as b
    from sample_pkg import NAME
    return b.from_alpha, NAME, sorted(locals())


print(local())
