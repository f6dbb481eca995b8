# compare: stderr
# An uncaught exception group, nested, with tracebacks of its members.
def member(kind, text):
    try:
        raise kind(text)
    except kind as error:
        return error


def run():
    raise ExceptionGroup("several", [member(ValueError, "one"), ExceptionGroup("inner", [member(KeyError, "two"), TypeError("three")])])


run()
