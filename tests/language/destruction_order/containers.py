# When __del__ runs: del, rebinding, containers cleared and dropped, and in which order.
log = []


class D:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        log.append(self.name)


def flush(label):
    print(label, *log)
    log.clear()


a = D("a")
del a
flush("del")
a = D("first")
a = D("second")
flush("rebind")
a = None
flush("none")
l = [D("l0"), D("l1"), D("l2")]
l[1] = None
flush("item")
del l[0]
flush("del item")
l += [D("l3"), D("l4")]
del l
flush("list")
l = [D("c0"), D("c1"), D("c2")]
l.clear()
flush("clear")
l = [D("s0"), D("s1"), D("s2"), D("s3")]
l[1:3] = [D("n0")]
flush("slice")
del l[:]
flush("del slice")
t = (D("t0"), (D("t1"), D("t2")), D("t3"))
del t
flush("tuple")
d = {"x": D("dx"), "y": D("dy"), D("key"): D("value")}
d["x"] = D("dx2")
flush("replace value")
del d["y"]
flush("del key")
del d
flush("dict")
d = {i: D("v%d" % i) for i in range(3)}
d.clear()
flush("dict clear")
d = {i: D("p%d" % i) for i in range(3)}
d.popitem()
flush("popitem")
d.pop(0)
flush("pop")
del d
flush("rest")
o = D("outer")
o.b = D("attr b")
o.a = D("attr a")
del o
flush("attributes")
o = D("with list")
o.items = [D("i0"), D("i1")]
o.child = D("child")
o.child.child = D("grandchild")
del o
flush("nested")
D("temporary")
flush("temporary")
[D("in display"), D("two")]
flush("display")
D("x").name
flush("attribute of temporary")
print(D("argument").name, end=" ")
flush("argument")
x, y = D("x"), D("y")
x, y = y, x
flush("swap")
x = y = None
flush("both")
s = {D("set member")}
s.pop()
flush("set pop")
l = [D("last")] * 3
l.pop()
l.pop()
flush("still")
l.pop()
flush("gone")
l = [D("a"), D("b")]
l.sort(key=lambda v: v.name, reverse=True)
l.reverse()
while l:
    l.pop()
flush("pops")
n = [[D("n00"), D("n01")], [D("n10")]]
n.append(D("tail"))
n = 5
flush("nested lists")
