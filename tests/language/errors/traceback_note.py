# compare: stderr
# Notes, multi-line messages and an error without a message.
def fail():
    error = ValueError("first line\nsecond line")
    error.add_note("a note")
    error.add_note("another\nnote")
    raise error


try:
    fail()
except ValueError as error:
    raise LookupError from error
