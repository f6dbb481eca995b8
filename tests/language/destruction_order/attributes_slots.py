# Instance attributes, slots, class attributes and inheritance: the order in which values die.
log = []


class D:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        log.append(self.name)


def flush(label):
    print(label, *log)
    log.clear()


class Plain:
    def __init__(self, *names):
        for n in names:
            setattr(self, n, D(n))


class Slots:
    __slots__ = ("a", "b", "c")

    def __init__(self, *names):
        for n in names:
            setattr(self, n, D(n))


class SubSlots(Slots):
    __slots__ = ("d",)


class SlotsAndDict(Slots):
    pass


p = Plain("x", "y", "z")
del p
flush("plain")
p = Plain("z", "y", "x")
p.y = None
flush("replace")
p.y = D("new y")
del p.z
flush("del attr")
del p
flush("rest")
s = Slots("c", "a", "b")
del s
flush("slots")
s = Slots("a", "b")
s.a = D("a2")
flush("slot replaced")
del s.b
flush("slot deleted")
del s
flush("slots rest")
s = SubSlots("d", "a")
del s
flush("sub slots")
s = SlotsAndDict("a", "extra")
del s
flush("slots and dict")
p = Plain("one", "two")
vars(p).clear()
flush("dict cleared")
p.three = D("three")
kept = p.__dict__
del p
flush("dict kept")
del kept
flush("dict dropped")


class WithDel(Plain):
    def __del__(self):
        log.append("owner sees " + self.inner.name)


w = WithDel("inner", "outer")
del w
flush("owner first")


class C:
    shared = D("class attr")


c1, c2 = C(), C()
c1.shared = D("instance attr")
del c1, c2
flush("instances")
C.shared = None
flush("class attr replaced")
a, b = Plain("a1"), Plain("b1")
a.other = b
del b
flush("still held")
del a
flush("chain")
t = Plain("t")
t.items = [D("i0"), (D("i1"), {"k": D("i2")})]
t.last = D("last")
del t
flush("mixed")


class Swap:
    def __init__(self):
        self.value = D("old")

    def change(self):
        self.value, old = D("new"), self.value
        log.append("changed")
        return None


s = Swap()
s.change()
flush("swap")
del s
flush("end")
p = Plain()
p.a = p.b = D("shared by two attributes")
del p.a
flush("one left")
del p.b
flush("none left")
p.x = D("first")
p.__dict__ = {"y": D("second")}
flush("dict replaced")
del p
flush("done")
