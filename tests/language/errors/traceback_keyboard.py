# compare: stderr
# Errors whose text cannot be made, and a custom excepthook.
import sys


class Silent(Exception):
    def __str__(self):
        raise RuntimeError("no text")


def hook(kind, value, traceback):
    print("hook", kind.__name__, traceback.tb_lineno, file=sys.stderr)
    sys.excepthook = sys.__excepthook__
    sys.__excepthook__(kind, value, traceback)


sys.excepthook = hook
raise Silent()
