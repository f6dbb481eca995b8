"""Bytes an object costs: one million of a kind put into a list made beforehand; the growth of the resident set.

    bytes_per_object.py KIND

Each kind runs in a process of its own, so that nothing one kind freed is used by the next.
"""
import sys

COUNT = 1000000
FIRST = 1000000  # seven digits, beyond every cache of small integers


class Plain:
    def __init__(self, a, b):
        self.a = a
        self.b = b


class Slotted:
    __slots__ = ("a", "b")

    def __init__(self, a, b):
        self.a = a
        self.b = b


def fill_int(target):
    for i in range(COUNT):
        target[i] = i + FIRST


def fill_float(target):
    for i in range(COUNT):
        target[i] = i + 0.5


def fill_empty_list(target):
    for i in range(COUNT):
        target[i] = []


def fill_list(target):
    for i in range(COUNT):
        target[i] = [i + FIRST]


def fill_tuple(target):
    for i in range(COUNT):
        target[i] = (i + FIRST, 1)


def fill_empty_dict(target):
    for i in range(COUNT):
        target[i] = {}


def fill_dict(target):
    for i in range(COUNT):
        target[i] = {1: i + FIRST}


def fill_instance(target):
    for i in range(COUNT):
        target[i] = Plain(1, 2)


def fill_slots(target):
    for i in range(COUNT):
        target[i] = Slotted(1, 2)


def fill_str(target):
    for i in range(COUNT):
        target[i] = str(i + FIRST)


KINDS = {
    "int": fill_int,
    "float": fill_float,
    "empty_list": fill_empty_list,
    "list": fill_list,
    "tuple": fill_tuple,
    "empty_dict": fill_empty_dict,
    "dict": fill_dict,
    "instance": fill_instance,
    "slots": fill_slots,
    "str": fill_str,
}


def resident_bytes():
    with open("/proc/self/status") as file:
        for line in file:
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) * 1024
    raise RuntimeError("no VmRSS in /proc/self/status")


def main():
    fill = KINDS[sys.argv[1]]
    Plain(1, 2), Slotted(1, 2)
    target = [None] * COUNT
    resident_bytes()
    before = resident_bytes()
    fill(target)
    after = resident_bytes()
    print("%.1f" % ((after - before) / COUNT))


main()
