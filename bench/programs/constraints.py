"""Constraint propagation over objects: a network of arithmetic relations kept consistent in both directions."""


class Conflict(Exception):
    pass


class Cell:
    def __init__(self, name, low, high):
        self.name = name
        self.low = low
        self.high = high
        self.relations = []

    def narrow(self, low, high, queue):
        changed = False
        if low > self.low:
            self.low = low
            changed = True
        if high < self.high:
            self.high = high
            changed = True
        if self.low > self.high:
            raise Conflict(self.name)
        if changed:
            for relation in self.relations:
                if not relation.queued:
                    relation.queued = True
                    queue.append(relation)

    @property
    def fixed(self):
        return self.low == self.high


class Relation:
    queued = False

    def __init__(self, *cells):
        self.cells = cells
        for cell in cells:
            cell.relations.append(self)

    def propagate(self, queue):
        raise NotImplementedError


class Sum(Relation):
    def propagate(self, queue):
        a, b, total = self.cells
        total.narrow(a.low + b.low, a.high + b.high, queue)
        a.narrow(total.low - b.high, total.high - b.low, queue)
        b.narrow(total.low - a.high, total.high - a.low, queue)


class LessThan(Relation):
    def __init__(self, a, b, gap=1):
        super().__init__(a, b)
        self.gap = gap

    def propagate(self, queue):
        a, b = self.cells
        a.narrow(a.low, b.high - self.gap, queue)
        b.narrow(a.low + self.gap, b.high, queue)


class Scaled(Relation):
    def __init__(self, a, b, factor):
        super().__init__(a, b)
        self.factor = factor

    def propagate(self, queue):
        a, b = self.cells
        b.narrow(a.low * self.factor, a.high * self.factor, queue)
        a.narrow(-(-b.low // self.factor), b.high // self.factor, queue)


class Network:
    """Points on a line in a known order, pinned down by relations that all hold for one hidden placement."""

    def __init__(self, size, seed):
        hidden = []
        where = 3
        for i in range(size):
            seed = seed * 48271 % 2147483647
            where += 1 + seed % 9
            hidden.append(where)
        self.cells = [Cell("c%d" % i, 0, 12 * size) for i in range(size)]
        cells = self.cells
        self.relations = [LessThan(cells[i], cells[i + 1], (hidden[i + 1] - hidden[i] + 1) // 2)
                          for i in range(size - 1)]
        place = {value: i for i, value in enumerate(hidden)}
        for i, a in enumerate(hidden):
            if 2 * a in place:
                self.relations.append(Scaled(cells[i], cells[place[2 * a]], 2))
            for j in range(i + 1, min(i + 4, size)):
                if a + hidden[j] in place:
                    self.relations.append(Sum(cells[i], cells[j], cells[place[a + hidden[j]]]))
        self.steps = 0

    def settle(self, queue):
        while queue:
            relation = queue.pop()
            relation.queued = False
            relation.propagate(queue)
            self.steps += 1

    def settle_all(self):
        for relation in self.relations:
            relation.queued = True
        self.settle(list(self.relations))

    def save(self):
        return [(cell.low, cell.high) for cell in self.cells]

    def restore(self, saved):
        for cell, (low, high) in zip(self.cells, saved):
            cell.low = low
            cell.high = high
        for relation in self.relations:
            relation.queued = False

    def probe(self, index, low, high):
        saved = self.save()
        queue = []
        try:
            self.cells[index].narrow(low, high, queue)
            self.settle(queue)
            return True
        except Conflict:
            self.restore(saved)
            return False


def main():
    accepted = rejected = steps = width = fixed = 0
    for size in (80, 100, 140):
        network = Network(size, size)
        network.settle_all()
        for attempt in range(1500):
            cell = network.cells[attempt * 7 % size]
            middle = (cell.low + cell.high) // 2
            low, high = (cell.low, middle) if attempt % 2 else (middle + 1, cell.high)
            if low > high:
                continue
            if cell.high - cell.low > 3 and attempt % 5:
                low, high = (cell.low, cell.high - 1) if attempt % 2 else (cell.low + 1, cell.high)
            if network.probe(attempt * 7 % size, low, high):
                accepted += 1
            else:
                rejected += 1
        steps += network.steps
        width += sum(cell.high - cell.low for cell in network.cells)
        fixed += sum(cell.fixed for cell in network.cells)
    print("constraints", accepted, rejected, steps, width, fixed)


if __name__ == "__main__":
    main()
