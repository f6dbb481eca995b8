# compare: stderr
# Errors in __del__ and in weak reference callbacks are reported and ignored.
import sys
import weakref


def hook(unraisable):
    print("hook:", unraisable.exc_type.__name__, unraisable.exc_value, unraisable.err_msg, file=sys.stderr)


sys.unraisablehook = hook


class Bad:
    def __del__(self):
        raise ValueError("from del")


b = Bad()
r = weakref.ref(b, lambda ref: 1 / 0)
del b
print("still running")
