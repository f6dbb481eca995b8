# compare: stderr
# An uncaught error in nested functions: the traceback and exit code 1.
def outer(x):
    return middle(x) + 1


def middle(x):
    value = inner(x)
    return value


def inner(x):
    return 10 / x


print("before")
outer(5)
outer(0)
print("never")
