"""Closures: counters, composed functions, memoising decorators, partial application and callbacks."""


def compose(*functions):
    def composed(value):
        for function in functions:
            value = function(value)
        return value

    return composed


def adder(amount):
    return lambda value: value + amount


def memoise(function):
    cache = {}

    def wrapper(*args):
        if args not in cache:
            cache[args] = function(*args)
        return cache[args]

    wrapper.cache = cache
    return wrapper


@memoise
def paths(rows, columns):
    if rows == 0 or columns == 0:
        return 1
    return paths(rows - 1, columns) + paths(rows, columns - 1)


def make_account(balance):
    history = []

    def deposit(amount):
        nonlocal balance
        balance += amount
        history.append(amount)
        return balance

    def withdraw(amount):
        nonlocal balance
        if amount > balance:
            return None
        balance -= amount
        history.append(-amount)
        return balance

    return deposit, withdraw, lambda: (balance, len(history))


def curry(function, count, *given):
    if len(given) == count:
        return function(*given)
    return lambda value: curry(function, count, *given, value)


def main():
    chain = compose(adder(3), lambda v: v * 2, adder(-1), lambda v: v % 10007)
    value = 1
    for _ in range(500000):
        value = chain(value)
    deposit, withdraw, state = make_account(1000)
    refused = 0
    for i in range(400000):
        deposit(i % 7)
        if withdraw(i % 9) is None:
            refused += 1
    volume = curry(lambda a, b, c, d: a * b + c * d, 4)
    curried = sum(volume(i)(2)(i + 1)(3) for i in range(80000))
    handlers = [lambda event, k=k: event * k for k in range(10)]
    fired = 0
    for event in range(80000):
        for handler in handlers[event % 5:]:
            fired += handler(event)
    print("closures", value, refused, state(), curried, fired, paths(60, 60), len(paths.cache))


if __name__ == "__main__":
    main()
