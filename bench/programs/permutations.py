"""Permutations three ways: recursive swapping, a generator, and lexicographic stepping; with prefix reversals."""


def heap_permute(items, size, visit):
    if size == 1:
        visit(items)
        return
    for i in range(size):
        heap_permute(items, size - 1, visit)
        j = 0 if size & 1 else i
        items[j], items[size - 1] = items[size - 1], items[j]


def generate(pool):
    if not pool:
        yield ()
        return
    for i, first in enumerate(pool):
        for rest in generate(pool[:i] + pool[i + 1:]):
            yield (first,) + rest


def advance(items):
    i = len(items) - 2
    while i >= 0 and items[i] >= items[i + 1]:
        i -= 1
    if i < 0:
        return False
    j = len(items) - 1
    while items[j] <= items[i]:
        j -= 1
    items[i], items[j] = items[j], items[i]
    items[i + 1:] = items[:i:-1]
    return True


def flips(items):
    work = items[:]
    count = 0
    while work[0]:
        first = work[0]
        work[:first + 1] = work[first::-1]
        count += 1
    return count


def main():
    checksum = 0

    def visit(items):
        nonlocal checksum
        checksum = (checksum * 31 + items[0] * items[-1] + items[3]) % 1000003

    heap_permute(list(range(8)), 8, visit)
    weighted = sum(p[0] * p[7] for p in generate(tuple(range(8))))
    items = list(range(9))
    most = flips(items)
    while advance(items):
        most = max(most, flips(items))
    print("permutations", checksum, weighted, most)


if __name__ == "__main__":
    main()
