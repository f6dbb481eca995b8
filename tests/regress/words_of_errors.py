# Texts of errors that were worded differently.
import gc
import weakref


def t(action):
    try:
        print(action())
    except Exception as e:
        print(type(e).__name__, e)


class Ref(weakref.ref):
    def __init__(self, target, callback=None, tag=None):
        super().__init__(target, callback)
        self.tag = tag


class Thing:
    pass


thing = Thing()
print(Ref(thing, tag=5).tag, Ref(thing).tag)
for action in (
    lambda: weakref.ref(thing, a=1), lambda: weakref.ref(), lambda: weakref.ref(thing, None, 3), lambda: Ref(thing, None, 1, 2),
    lambda: chr(2**31), lambda: chr(-(2**70)), lambda: chr(-1), lambda: pow(2, 1j, 3), lambda: pow(2, 3, 1.5), lambda: pow(2, 1.5, 3),
    lambda: "a".find(), lambda: "a".count(1, 2, 3, 4), lambda: "a".startswith(), lambda: b"a".find(), lambda: [].index(), lambda: ().index(),
    lambda: gc.set_threshold(), lambda: gc.set_threshold(1, 2, 3, 4), lambda: gc.get_objects("x"), lambda: type(gc.get_objects(-1)), lambda: gc.get_objects(-2),
    lambda: sorted(), lambda: sorted([], 1), lambda: enumerate(), lambda: "%(x)s %s" % {"x": 1}, lambda: "%s %(x)s" % {"x": 1},
    lambda: b"%(x)b %b" % {b"x": b"1"}, lambda: setattr(1j, "real", 2), lambda: setattr(range(2), "stop", 2), lambda: setattr(slice(2), "stop", 2),
    lambda: setattr(thing.__init__, "__self__", 2), lambda: setattr(t, "__globals__", 2), lambda: setattr(t.__code__, "co_name", 2),
    lambda: {1: []}.items() & {(1, 2)}, lambda: {}.keys() & [[]],
):
    t(action)
print("x".__doc__ is str.__doc__, "x".__doc__ == str.__doc__)
