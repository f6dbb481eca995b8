"""Plain function calls: naive recursion, mutual recursion, and calls with default and keyword arguments."""


def fib(n):
    if n < 2:
        return n
    return fib(n - 1) + fib(n - 2)


def is_even(n):
    return True if n == 0 else is_odd(n - 1)


def is_odd(n):
    return False if n == 0 else is_even(n - 1)


def ackermann(m, n):
    if m == 0:
        return n + 1
    if n == 0:
        return ackermann(m - 1, 1)
    return ackermann(m - 1, ackermann(m, n - 1))


def weigh(value, scale=3, *, offset=1):
    return value * scale + offset


def main():
    total = fib(31)
    evens = sum(is_even(n % 60) for n in range(40000))
    weighted = 0
    for i in range(900000):
        weighted += weigh(i) - weigh(i, 2, offset=5)
    print("calls", total, evens, ackermann(2, 300), weighted)


if __name__ == "__main__":
    main()
