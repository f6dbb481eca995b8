# Messages name the builtin types of modules with the module.
import collections
import functools
import itertools
import types
import weakref


class Thing:
    pass


thing = Thing()
for o in (collections.deque(), functools.partial(print), types.SimpleNamespace(), itertools.count(), weakref.ref(thing)):
    for action in (lambda: 1 + o, lambda: o.nope, lambda: type(o).nope, lambda: hash(o) and o[0][0], lambda: setattr(type(o), "x", 1)):
        try:
            print(action())
        except (TypeError, AttributeError, IndexError) as e:
            print(type(e).__name__, e)
