"""Copying an object graph with the standard copy module: deepcopy of records, trees and shared parts."""
import copy


class Item:
    def __init__(self, name, price):
        self.name = name
        self.price = price
        self.linked = None


class Order:
    def __init__(self, number, items):
        self.number = number
        self.items = items
        self.notes = {"number": number, "lines": [item.name for item in items]}

    def __copy__(self):
        return Order(self.number, list(self.items))


class Frozen:
    def __init__(self, payload):
        self.payload = payload

    def __deepcopy__(self, memo):
        return self


def main():
    items = [Item("item%d" % i, i * 1.25) for i in range(120)]
    for i, item in enumerate(items):
        item.linked = items[(i * 7 + 1) % 24] if i >= 24 else None
    frozen = Frozen([1, 2, 3])
    orders = [Order(n, [items[(n * 5 + k) % 120] for k in range(6)]) for n in range(200)]
    tree = {"orders": orders, "frozen": frozen, "grid": [[(r, c) for c in range(20)] for r in range(20)]}
    total = 0.0
    shared = 0
    for _ in range(110):
        duplicate = copy.deepcopy(tree)
        total += sum(item.price for order in duplicate["orders"] for item in order.items)
        shared += duplicate["frozen"] is frozen
        shared += duplicate["orders"][0].items[0] is duplicate["orders"][24].items[0]
        shared += len({id(item) for order in duplicate["orders"] for item in order.items})
    shallow = [copy.copy(order) for order in orders for _ in range(20)]
    same = sum(s.items[0] is orders[i // 20].items[0] for i, s in enumerate(shallow))
    print("deepcopy", total, shared, same, copy.copy({"a": [1]}), copy.deepcopy(([1], {2: (3,)})))


if __name__ == "__main__":
    main()
