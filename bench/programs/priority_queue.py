"""A binary heap written in Python, driving shortest paths over a grid and an event queue."""


class Heap:
    def __init__(self):
        self.items = []

    def __len__(self):
        return len(self.items)

    def push(self, item):
        items = self.items
        items.append(item)
        child = len(items) - 1
        while child:
            parent = (child - 1) >> 1
            if items[parent] <= item:
                break
            items[child] = items[parent]
            child = parent
        items[child] = item

    def pop(self):
        items = self.items
        top = items[0]
        last = items.pop()
        size = len(items)
        if size:
            hole = 0
            while True:
                child = 2 * hole + 1
                if child >= size:
                    break
                if child + 1 < size and items[child + 1] < items[child]:
                    child += 1
                if last <= items[child]:
                    break
                items[hole] = items[child]
                hole = child
            items[hole] = last
        return top


def shortest(size):
    cost = [[(r * 7 + c * 13 + r * c) % 9 + 1 for c in range(size)] for r in range(size)]
    best = {(0, 0): cost[0][0]}
    done = set()
    heap = Heap()
    heap.push((cost[0][0], 0, 0))
    while heap:
        distance, r, c = heap.pop()
        if (r, c) in done:
            continue
        done.add((r, c))
        for dr, dc in ((0, 1), (1, 0), (0, -1), (-1, 0)):
            nr, nc = r + dr, c + dc
            if 0 <= nr < size and 0 <= nc < size:
                through = distance + cost[nr][nc]
                if through < best.get((nr, nc), 1 << 30):
                    best[nr, nc] = through
                    heap.push((through, nr, nc))
    return best[size - 1, size - 1], sum(best.values())


def events(count):
    heap = Heap()
    state = 31
    order = 0
    for i in range(200):
        heap.push((i * 3, i))
    for _ in range(count):
        when, number = heap.pop()
        order = (order * 33 + when + number) % 1000003
        state = (state * 48271) % 2147483647
        heap.push((when + state % 500, number))
    return order, len(heap)


def main():
    print("priority_queue", shortest(180), events(200000))


if __name__ == "__main__":
    main()
