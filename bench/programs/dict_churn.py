"""A dictionary of lists that grows, shrinks and is rebuilt: an index with insertions, moves and evictions."""


def main():
    state = 99
    index = {}
    moved = evicted = 0
    for step in range(1000000):
        state = (state * 1664525 + 1013904223) & 0xFFFFFFFF
        key = (state >> 12) % 4096
        bucket = index.get(key)
        if bucket is None:
            index[key] = [step]
        elif len(bucket) > 12:
            other = (key * 7 + 1) % 4096
            index.setdefault(other, []).extend(bucket[::2])
            del index[key]
            moved += 1
        else:
            bucket.append(step)
        if not step % 13 and key ^ 1 in index:
            evicted += len(index.pop(key ^ 1))
    by_length = {}
    for key, bucket in index.items():
        by_length.setdefault(len(bucket), []).append(key)
    flat = sorted((length, len(keys), min(keys)) for length, keys in by_length.items())
    merged = {}
    for key in list(index):
        merged.setdefault(key % 64, {})[key] = tuple(index[key])
    total = sum(sum(values) for part in merged.values() for values in part.values())
    print("dict_churn", len(index), moved, evicted, flat[0], flat[-1], total % 1000007)


if __name__ == "__main__":
    main()
