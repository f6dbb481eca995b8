# An error of keys() is not taken for "no mapping"; keys that are no strings are refused by the call, not by the merge.
class Broken:
    def keys(self):
        raise KeyError("keys")


def f(**keywords):
    return keywords


for attempt in (lambda: {**Broken()}, lambda: f(**Broken()), lambda: f(**{1: 2}), lambda: {**3}, lambda: f(**3)):
    try:
        print(attempt())
    except Exception as error:
        print(type(error).__name__, error)
