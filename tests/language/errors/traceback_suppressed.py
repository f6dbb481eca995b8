# compare: stderr
# "from None" hides the context; a custom class in a module is named with its qualified name.
class Outer:
    class Problem(Exception):
        def __str__(self):
            return "problem text"


try:
    {}["missing"]
except KeyError:
    raise Outer.Problem() from None
