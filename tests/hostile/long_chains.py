# Millions of linked nodes go when the first does, and when a collection finds them.
import gc
import sys

COUNT = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000_000


class Node:
    __slots__ = ("next",)

    def __init__(self, next):
        self.next = next


class Open:
    def __init__(self, next):
        self.next = next


class Finalized(Open):
    count = 0

    def __del__(self):
        Finalized.count += 1


head = None
for _ in range(COUNT):
    head = Node(head)
del head
head = None
for _ in range(COUNT):
    head = [head]
del head

head = first = Node(None)
for _ in range(COUNT // 4):
    head = Node(head)
first.next = head
del head, first
gc.collect()

head = None
for _ in range(COUNT // 10):
    head = Open(head)
del head
head = None
for _ in range(COUNT // 10):
    head = Finalized(head)
del head
if Finalized.count != COUNT // 10:
    print("finalizers that ran:", Finalized.count)

head = None
for _ in range(COUNT // 10):
    head = (lambda inner: lambda: inner)(head)
del head
print("end")
