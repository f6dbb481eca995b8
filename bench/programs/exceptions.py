"""Exceptions in loops: raised and caught near and far, chained, with finally blocks and context managers."""


class Rejected(Exception):
    def __init__(self, value, reason):
        super().__init__(value, reason)
        self.value = value
        self.reason = reason


class TooLarge(Rejected):
    pass


class Guard:
    depth = 0
    failures = 0

    def __enter__(self):
        Guard.depth += 1
        return self

    def __exit__(self, kind, value, traceback):
        Guard.depth -= 1
        if kind is not None and issubclass(kind, TooLarge):
            Guard.failures += 1
            return True
        return False


def check(value):
    if value % 11 == 0:
        raise TooLarge(value, "eleven")
    if value % 7 == 0:
        raise Rejected(value, "seven")
    return value


def descend(value, depth):
    if depth == 0:
        return check(value)
    try:
        return descend(value, depth - 1)
    finally:
        Guard.depth += 0


def convert(text):
    try:
        return int(text)
    except ValueError as error:
        raise Rejected(text, "not a number") from error


def main():
    accepted = rejected = large = converted = causes = missing = 0
    for i in range(250000):
        try:
            accepted += check(i)
        except TooLarge as error:
            large += error.value
        except Rejected as error:
            rejected += error.value
    for i in range(60000):
        with Guard():
            try:
                descend(i, 4)
            except TooLarge:
                raise
            except Rejected as error:
                rejected += len(error.reason)
    for i in range(60000):
        try:
            converted += convert(str(i) if i % 3 else "x" + str(i))
        except Rejected as error:
            causes += error.__cause__ is not None
    table = {i: i for i in range(0, 1000, 2)}
    for i in range(150000):
        try:
            table[i % 1000]
        except KeyError as error:
            missing += error.args[0]
    print("exceptions", accepted, rejected, large, converted, causes, missing, Guard.depth, Guard.failures)


if __name__ == "__main__":
    main()
