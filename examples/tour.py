"""A tour of a running program's memory, from variables up to pools. Run it with `ophion examples/tour.py`.

Every number it prints was looked up while it ran; run it twice and the addresses differ, the story does not.
"""
import gc
import sys
import weakref

import ophion


def chapter(title):
    print()
    print(title)
    print("=" * len(title))


def say(text, *values):
    print("  " + text, *values)


def address(thing):
    return hex(id(thing))


def variables():
    chapter("1. Variables and objects")
    a = 456789
    b = a
    say("A variable holds no value, only the address of one. After b = a both hold the same address:")
    say("  a ->", address(a), "  b ->", address(b))
    a = 987654
    say("Giving a another value leaves b alone; nothing leads from b to a:")
    say("  a ->", address(a), "  b ->", address(b))
    h = ophion.header([])
    say("The object knows its type, the variable does not. In front of every object stand 8 bytes, its header:")
    say("  type", h.type.__name__, "(number", str(h.type_index) + ")", " count", h.count, " generation", h.generation)


def identity():
    chapter("2. Who is who")
    one, other = int("100"), int("100")
    say("Small whole numbers exist once. Two ways to get 100 give one object:", one is other)
    one, other = int("100000"), int("100000")
    say("Large ones are made anew each time:", one is other)
    one, other = sys.intern("".join(["go", "od"])), sys.intern("".join(["go", "od"]))
    say("So do words of the program's own text, which are interned:", one is other)
    one, other = " ".join(["very", "good"]), " ".join(["very", "good"])
    say("Text made while it runs is not:", one is other, "- though equal:", one == other)
    say("Lists never are, even when both are empty:", [] is [])


def counts():
    chapter("3. Counting references")
    thing = [1, 2, 3]

    def show(what):
        print("   ", format(sys.getrefcount(thing) - base, "+d"), what)

    base = sys.getrefcount(thing)
    say("Each object counts who refers to it. From where we start:")
    show("at the start")
    alias = thing
    show("another variable")
    box = [thing]
    show("a place in a list")

    def inside(argument):
        show("an argument of a call that runs")

    inside(thing)
    show("the call is over")
    del alias
    show("the other variable deleted")
    box.remove(thing)
    show("out of the list")


def containers():
    chapter("4. Containers hold references")
    inner = ["here"]
    outer = [inner, inner]
    inner.append("and here")
    say("A list holds addresses, 4 bytes each, never the things themselves. One thing may be in it twice:")
    say(" ", outer, " same:", outer[0] is outer[1])
    h = ophion.header(outer)
    say("  the list itself:", h.block_bytes, "bytes, its row of references:", h.buffer_bytes, "bytes, at", hex(h.address))
    say("Why is the inner list alive?", ophion.why(inner))


class Visitor:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("     ", self.name, "is gone")


def collection():
    chapter("5. Collection")
    say("When the last reference goes, the object goes at once:")
    guest = Visitor("a guest")
    del guest
    say("Two that refer to each other keep each other's count up:")
    left, right = Visitor("left"), Visitor("right")
    left.other, right.other = right, left
    watch = weakref.ref(left)
    del left, right
    say("  still there:", watch() is not None)
    say("The collector finds such rings. gc.collect():")
    found = gc.collect()
    say("  found", found, "objects; still there:", watch() is not None)


def generations():
    chapter("6. Generations")
    say("It need not be called: it runs when", gc.get_threshold()[0], "more containers were made than freed.")
    say("gc.get_threshold() is", gc.get_threshold(), ": every 10th young collection takes in generation 1, every 10th of those generation 2.")
    survivor = [[]]
    steps = [ophion.header(survivor).generation]
    for generation in (0, 1):
        gc.collect(generation)
        steps.append(ophion.header(survivor).generation)
    say("What survives moves up. A list's generation, new and after two collections:", steps)


def pools():
    chapter("7. Pools and the pyramid")
    small, large = [], "x" * 100000
    s, l = ophion.header(small), ophion.header(large)
    say("Small objects live in pools of blocks of one size: a list's", s.block_bytes, "bytes are in pool", s.pool)
    say("Large ones get pages of their own:", l.block_bytes, "bytes, in a pool:", l.pool is not None)
    layers = ophion.heap()
    system, arenas = layers["system"], layers["arenas"]
    say("From the bottom up:")
    say("  system   ", system["committed"] // 1024, "KiB of memory in use, of", system["reserved"] >> 30, "GiB of addresses")
    say("  arenas   ", arenas["pools"], "cut into pools,", arenas["spans"], "into pages;", arenas["bytes_each"] // 1024, "KiB each")
    for kind, sizes in layers["pools"].items():
        used = sum(figures["used"] for figures in sizes.values())
        say("  pools    ", format(kind, "<11"), len(sizes), "block sizes,", used, "blocks used")
    busiest = sorted(layers["objects"].items(), key=lambda item: -item[1]["bytes"])[:5]
    for name, figures in busiest:
        say("  objects  ", format(name, "<28"), figures["count"], "of them,", figures["bytes"], "bytes")
    say("And all of it fits together:", ophion.verify())


for part in (variables, identity, counts, containers, collection, generations, pools):
    part()
