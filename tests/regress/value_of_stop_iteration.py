# What a generator returns reaches next() and yield from, through iterators of programs too.
def numbers():
    yield 1
    return "result"


class Stops:
    def __iter__(self):
        return self

    def __next__(self):
        raise StopIteration("own")


def delegate(inner):
    print((yield from inner))


g = numbers()
next(g)
try:
    next(g)
except StopIteration as stop:
    print(stop.value, stop.args)
print(list(delegate(numbers())), list(delegate(Stops())), next(Stops(), "default"))
