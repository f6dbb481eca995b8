"""Sorting: key functions, tuples, strings, reverse order, objects with __lt__, and a merge sort in Python."""


class Version:
    def __init__(self, major, minor):
        self.major = major
        self.minor = minor

    def __lt__(self, other):
        if self.major != other.major:
            return self.major < other.major
        return self.minor < other.minor


def merge_sort(items):
    if len(items) < 2:
        return items
    middle = len(items) // 2
    left = merge_sort(items[:middle])
    right = merge_sort(items[middle:])
    out = []
    i = j = 0
    while i < len(left) and j < len(right):
        if right[j] < left[i]:
            out.append(right[j])
            j += 1
        else:
            out.append(left[i])
            i += 1
    out.extend(left[i:])
    out.extend(right[j:])
    return out


def random_numbers(count, seed):
    state = seed
    out = []
    for _ in range(count):
        state = (state * 1103515245 + 12345) & 0x7FFFFFFF
        out.append(state >> 4)
    return out


def checksum(values):
    total = 0
    for i, value in enumerate(values):
        total = (total * 3 + value * (i % 17)) % 1000000007
    return total


def main():
    numbers = random_numbers(110000, 3)
    plain = sorted(numbers)
    by_digits = sorted(numbers, key=lambda n: (n % 1000, -n))
    words = sorted((str(n) for n in numbers), reverse=True)
    floats = sorted(n / 7 for n in numbers)
    records = [{"name": "r%d" % (n % 977), "age": n % 91} for n in numbers[:30000]]
    records.sort(key=lambda record: record["age"])
    records.sort(key=lambda record: record["name"])
    versions = sorted(Version(n % 40, n % 101) for n in numbers[:30000])
    merged = merge_sort(numbers[:40000])
    nearly = plain[:]
    for i in range(0, len(nearly) - 5, 500):
        nearly[i], nearly[i + 5] = nearly[i + 5], nearly[i]
    nearly.sort()
    print("sorting", checksum(plain), checksum(by_digits), words[0], words[-1], floats[1000] > floats[999],
          checksum(record["age"] for record in records), checksum(v.major * 1000 + v.minor for v in versions),
          checksum(merged), nearly == plain)


if __name__ == "__main__":
    main()
