# compare: stderr
# Chained errors: the cause, the context and both introductions.
def parse(text):
    try:
        return int(text)
    except ValueError as error:
        raise RuntimeError("cannot parse") from error


def load():
    try:
        parse("x")
    except RuntimeError:
        raise KeyError("while handling")


load()
