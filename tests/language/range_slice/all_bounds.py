# Every slice of small sequences by small bounds and steps, taken and stored, against what range() says.
bounds = [None, -7, -5, -4, -1, 0, 1, 2, 4, 5, 7, 10**20, -(10**20), True]


def taken(sequence):
    found = []
    for start in bounds:
        for stop in bounds:
            found.append(sequence[start:stop])
            for step in (1, 2, -1, -2, -3, 7, -7, 10**20):
                found.append(sequence[start:stop:step])
    return found


for sequence in ([0, 1, 2, 3, 4], (0, 1, 2, 3, 4), "abcde", "añ\u4e2dde", b"abcde", range(5), [], ()):
    found = taken(sequence)
    print(type(sequence).__name__, len(found), hash(tuple(str(list(part)) for part in found)) == hash(tuple(str(list(part)) for part in taken(sequence))))
    for part in found:
        print(list(part), end=";")
    print()


def stored():
    out = []
    for start in bounds:
        for stop in bounds:
            for items in ([], ["x"], ("y", "z"), "uvw"):
                target = [0, 1, 2, 3, 4]
                target[start:stop] = items
                out.append(target)
            target = [0, 1, 2, 3, 4]
            target[start:stop] = target
            out.append(target)
    return out


for _ in range(2):
    result = stored()
print(result)


class Index:
    def __init__(self, value):
        self.value = value

    def __index__(self):
        return self.value


def others(sequence, start, stop):
    return sequence[start:stop]


for _ in range(2):
    for start, stop in ((Index(1), 3), (1, Index(-1)), (1.5, 2), ("a", None)):
        for sequence in ([1, 2, 3], (1, 2, 3), "abc"):
            try:
                print(others(sequence, start, stop))
            except TypeError as error:
                print("TypeError", error)
