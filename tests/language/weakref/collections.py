# WeakValueDictionary, WeakKeyDictionary, WeakSet, WeakMethod and finalize.
import gc
import weakref


class Key:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return self.name

    def method(self):
        return "method of " + self.name


a, b, c = Key("a"), Key("b"), Key("c")
d = weakref.WeakValueDictionary(x=a, y=b)
d["z"] = c
print(sorted(d), len(d), d["x"], d.get("q"), "y" in d, sorted(map(str, d.values())))
del b
print(sorted(d), len(d), "y" in d)
try:
    d["y"]
except KeyError as error:
    print("KeyError", error)
print(d.pop("z"), d.setdefault("x", c), dict(d.items()), d.copy() == d)
k = weakref.WeakKeyDictionary()
k[a] = 1
k[c] = 2
print(len(k), k[a], c in k, sorted(map(str, k)), sorted(k.values()))
del c
gc.collect()
print(len(k), list(k.items()))
try:
    k[5] = 1
except TypeError as error:
    print(error)
s = weakref.WeakSet([a])
e = Key("e")
s.add(e)
print(len(s), e in s, sorted(map(str, s)))
del e
print(len(s), list(s), a in s, 5 in s)
m = weakref.WeakMethod(a.method)
print(m()(), m() == a.method, weakref.ref(a.method)())
log = []
f = weakref.finalize(a, log.append, "finalized")
print(f.alive, f.peek()[2])
del a
print(log, f.alive, m(), len(s), len(k), len(d))
x = Key("x")
f = weakref.finalize(x, lambda *args, **kw: log.append((args, kw)) or "result", 1, k=2)
print(f(), f(), log, f.alive)
g = weakref.finalize(x, log.append, "never")
print(g.detach() is not None, g.alive)
del x
print(log)
it = weakref.WeakValueDictionary()
keep = [Key(str(i)) for i in range(5)]
for i, v in enumerate(keep):
    it[i] = v
for key, value in it.items():
    if key == 1:
        keep[3] = None
print(len(it), sorted(it))
u = weakref.WeakSet(keep[:1]) | weakref.WeakSet(keep[1:2])
print(len(u), weakref.WeakSet(keep[:2]) >= weakref.WeakSet(keep[:1]))
h = weakref.finalize(keep[0], print, "at exit: not yet dropped")
h.atexit = False
cyc = Key("cyc")
cyc.me = cyc
wd = weakref.WeakValueDictionary(k=cyc)
del cyc
print(len(wd))
gc.collect()
print(len(wd))
