# Sets take the hashes of a dict's keys as they are, and bear that the dict changes meanwhile.
class Counted(int):
    hashed = 0

    def __hash__(self):
        Counted.hashed += 1
        return int(self) % 3


keys = dict.fromkeys(map(Counted, range(10)))
print(Counted.hashed)
for make in set, frozenset:
    made = make(keys)
    made.difference(keys), make(range(100)).difference(keys)
    dict.fromkeys(made)
    print(Counted.hashed)
made = set(keys)
made.symmetric_difference_update(keys)
print(Counted.hashed, made)


class Clears:
    def __eq__(self, other):
        if armed:
            emptied.clear()
        return self is other

    def __hash__(self):
        return 0


armed = False
items = {Clears(), Clears()}
emptied = {Clears(): None, Clears(): 1}
armed = True
items.symmetric_difference_update(emptied)
print(len(items), emptied)
