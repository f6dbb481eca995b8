"""Set operations: unions, intersections, differences, membership, frozensets as keys, and reachability."""


def random_sets(count, size, universe):
    state = 23
    out = []
    for _ in range(count):
        members = set()
        while len(members) < size:
            state = (state * 1664525 + 1013904223) & 0xFFFFFFFF
            members.add((state >> 8) % universe)
        out.append(members)
    return out


def reachable(edges, start):
    seen = {start}
    frontier = {start}
    while frontier:
        following = set()
        for node in frontier:
            following |= edges[node]
        frontier = following - seen
        seen |= frontier
    return seen


def main():
    groups = random_sets(300, 120, 2000)
    overlap = union = only = 0
    disjoint = subsets = 0
    for i, a in enumerate(groups):
        for b in groups[i + 1:i + 60]:
            overlap += len(a & b)
            union += len(a | b)
            only += len(a - b) - len(a ^ b)
            disjoint += a.isdisjoint(b)
            subsets += (a & b) <= a
    edges = [{(n * 3 + 1) % 3000, (n + 17) % 3000} for n in range(3000)]
    reached = sum(len(reachable(edges, start)) for start in range(0, 3000, 200))
    keys = {}
    for n in range(60000):
        key = frozenset((n % 10, n % 7, n % 31))
        keys[key] = keys.get(key, 0) + 1
    seen = set()
    for n in range(300000):
        n = n * n % 65537
        if n in seen:
            seen.discard(n)
        else:
            seen.add(n)
    print("sets", overlap, union, only, disjoint, subsets, reached, len(keys), max(keys.values()), len(seen))


if __name__ == "__main__":
    main()
