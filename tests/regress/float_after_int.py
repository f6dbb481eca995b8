# An operation that met floats must not make floats of two ints later.
def add(a, b):
    return a + b


def subtract(a, b):
    return a - b


def multiply(a, b):
    return a * b


for function in (add, subtract, multiply):
    for a, b in ((1.5, 2), (1.5, 2), (2, 1.5), (2, 3), (2, 3), (1.5, 2.5), (10 ** 20, 3), (True, 2), (2, 0.5)):
        print(function.__name__, function(a, b))


class Priced:
    def __init__(self, price):
        self.price = price
        self.total = price * 2


print([Priced(p).total for p in (1.0, 1.0, 1.0, 2, 2, 1.5, 3)])
