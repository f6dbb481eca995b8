# Closures that share state: accounts, observers, memo tables, partial application, once, debounce-like wrappers.
def account(balance):
    history = []

    def deposit(n):
        nonlocal balance
        balance += n
        history.append(("+", n))
        return balance

    def withdraw(n):
        nonlocal balance
        if n > balance:
            raise ValueError("insufficient: %d < %d" % (balance, n))
        balance -= n
        history.append(("-", n))
        return balance

    return {"deposit": deposit, "withdraw": withdraw, "history": lambda: list(history), "balance": lambda: balance}


a, b = account(10), account(100)
print(a["deposit"](5), b["withdraw"](30), a["balance"](), b["balance"](), a["history"]())
try:
    a["withdraw"](99)
except ValueError as error:
    print(error)


def observable():
    listeners = []

    def subscribe(f):
        listeners.append(f)
        return lambda: listeners.remove(f)

    def notify(*args):
        return [f(*args) for f in listeners]

    return subscribe, notify


subscribe, notify = observable()
log = []
stop = subscribe(lambda e: log.append(("one", e)))
subscribe(lambda e: log.append(("two", e)))
notify("x")
stop()
notify("y")
print(log)


def once(f):
    done = False
    result = None

    def wrapper(*args):
        nonlocal done, result
        if not done:
            result, done = f(*args), True
        return result
    return wrapper


init = once(lambda v: log.append("init") or v)
print(init(1), init(2), log[-1])


def curry(f, n):
    def step(*got):
        return f(*got) if len(got) >= n else lambda v: step(*got, v)
    return step()


print(curry(lambda a, b, c: a + b * c, 3)(1)(2)(3))


def pipeline(*stages):
    def run(v):
        for s in stages:
            v = s(v)
        return v
    return run


print(pipeline(str.strip, str.upper, lambda s: s + "!", len)("  abc "))


def levels(n):
    total = 0

    def down(k):
        nonlocal total
        total += k

        def deeper():
            nonlocal total
            total *= 2
            return total
        return down(k - 1) if k else deeper()
    return down(n), total


print(levels(5))


def church(n):
    return lambda f: lambda x: x if n == 0 else f(church(n - 1)(f)(x))


add = lambda m, n: lambda f: lambda x: m(f)(n(f)(x))
print(church(5)(lambda v: v + 1)(0), add(church(3), church(4))(lambda s: s + "|")(""))


def stack():
    items = ()

    def push(x):
        nonlocal items
        items = (x, items)

    def pop():
        nonlocal items
        x, items = items
        return x
    return push, pop


push, pop = stack()
for i in range(3):
    push(i)
print(pop(), pop(), pop())
try:
    pop()
except ValueError as error:
    print(error)
fs = {}
for name in ("a", "b"):
    def f(x, name=name):
        return name, x, fs[name] is f
    fs[name] = f
print(fs["a"](1), fs["b"](2))
