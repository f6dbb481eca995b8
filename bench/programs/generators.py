"""Generator pipelines: chained filters, delegation with yield from, and a coroutine fed with send."""


def numbers(limit):
    n = 0
    while n < limit:
        yield n
        n += 1


def keep(predicate, source):
    for item in source:
        if predicate(item):
            yield item


def pairs(source):
    previous = None
    for item in source:
        if previous is not None:
            yield previous, item
        previous = item


def chunks(source, size):
    chunk = []
    for item in source:
        chunk.append(item)
        if len(chunk) == size:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def flatten(tree):
    if isinstance(tree, list):
        for part in tree:
            yield from flatten(part)
    else:
        yield tree


def running_average():
    total = 0
    count = 0
    average = None
    while True:
        value = yield average
        total += value
        count += 1
        average = total / count


def nest(depth, width):
    if depth == 0:
        return width
    return [nest(depth - 1, width + i) for i in range(width)]


def main():
    stream = pairs(keep(lambda n: n % 7 in (1, 2, 4), (n * n for n in numbers(1200000))))
    total = 0
    for chunk in chunks(stream, 50):
        a, b = chunk[len(chunk) // 2]
        total += b - a
    averager = running_average()
    next(averager)
    average = 0.0
    for n in range(700000):
        average = averager.send(n % 1000)
    leaves = sum(flatten(nest(6, 3)))
    print("generators", total, "%.6f" % average, leaves)


if __name__ == "__main__":
    main()
