# Members of __slots__ die class by class, the most derived first; attributes in the order the class first saw their names.
log = []


class D:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        log.append(self.name)


def flush(label):
    print(label, *log)
    log.clear()


class A:
    __slots__ = ("b", "a")


class B(A):
    __slots__ = ()


class C(B):
    __slots__ = ("d", "c")


class E(C):
    pass


class F(E):
    __slots__ = ("f",)


def fill(o, names):
    for n in names:
        setattr(o, n, D(n))
    return o


fill(F(), "fabcdxyz"), fill(F(), "fabcdxyz")
log.clear()
for cls, names in ((A, "ab"), (B, "ba"), (C, "abcd"), (C, "dcba"), (E, "xabcdy"), (E, "yxdcba"), (F, "fabcdxyz"), (F, "zyxdcbaf")):
    o = fill(cls(), names)
    del o
    flush(cls.__name__ + " " + names)


class P:
    pass


for names in ("xyz", "zyx", "yxz", "wzyx", "xw", "abcdefghij", "jihgfedcba"):
    p = fill(P(), names)
    print(*vars(fill(P(), names)))
    log.clear()
    del p
    flush("P " + names)

p = fill(P(), "zyx")
del p.z
p.q = D("q")
print(p.y.name, p.x.name, p.q.name, hasattr(p, "z"))
p.z = D("z again")
flush("deleted")
del p.y, p.q
p.y = D("y again")
del p
flush("after deletions")

import itertools, random
random.seed(3)
for i in range(300):
    p = P()
    model = {}
    for step in range(20):
        n = random.choice("abcdefgh")
        if n in model:
            delattr(p, n)
            del model[n]
        else:
            setattr(p, n, i)
            model[n] = i
        assert [getattr(p, n, None) for n in "abcdefgh"] == [model.get(n) for n in "abcdefgh"]
    if i % 2:
        assert list(vars(p)) == list(model), (list(vars(p)), list(model))
print("same attributes")
