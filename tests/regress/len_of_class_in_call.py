# len() of an instance whose class counts in Python, as the argument of another call: the call must not lose registers.
class Row:
    def __init__(self):
        self.items = []

    def append(self, item):
        self.items.append(item)

    def __len__(self):
        return len(self.items)


def fill():
    row = Row()
    row.append(1)
    for _ in range(len(row)):
        pass
    return row


for _ in range(4):
    print(type(fill()).__name__, len(fill()))
