# A call whose only argument is unpacked keeps its list while a generator runs.
def f(*args, **keywords):
    return args, keywords


def only(it):
    return f(*it)


def behind(it):
    return f(*it, 5)


def keywords(it, mapping):
    return f(*it, **mapping)


def numbers():
    yield 1
    yield 2


print(only(numbers()), behind(numbers()), keywords(numbers(), {"k": 3}))
print((lambda it: (lambda a, b, c: (c, b, a))(*it))(x for x in range(3)))
