# Subclasses of built-in types: construction, methods that return the base type, pickled state, equality and hashing.
class MyInt(int):
    def __new__(cls, value=0, tag=None):
        self = super().__new__(cls, value)
        self.tag = tag
        return self


class MyFloat(float):
    pass


class MyStr(str):
    def __len__(self):
        return 99

    def __getitem__(self, i):
        return "item"


class MyTuple(tuple):
    def __iter__(self):
        return iter("iter")


class MyList(list):
    def __len__(self):
        return 50

    def __iter__(self):
        return iter("list")


class MyDict(dict):
    def __iter__(self):
        return iter(["fake"])

    def keys(self):
        return ["k"]

    def __getitem__(self, key):
        return key


class MySet(set):
    def add(self, item):
        super().add(-item)


class MyBytes(bytes):
    pass


i = MyInt(5, tag="t")
print(i, i.tag, i + 1, type(i + 1).__name__, type(+i).__name__, type(abs(i)).__name__, i == 5, hash(i) == hash(5), {5: "x"}[i], [0] * i)
print(MyInt("12"), MyInt(3.9), int(i).__class__.__name__, i.__int__().__class__.__name__, isinstance(True + i, MyInt), i.bit_length())
f = MyFloat(1.5)
print(f, f * 2, type(f * 2).__name__, type(float(f)).__name__, f.is_integer(), repr(f), MyFloat("nan") != MyFloat("nan"))
s = MyStr("abc")
print(len(s), s[0], s.upper(), type(s.upper()).__name__, list(s), s == "abc", s + "d", "".join([s, s]), s.find("c"), {s: 1}["abc"], type(s[:]).__name__, bool(MyStr()))
t = MyTuple((1, 2))
print(t, list(t), t[0], t + (3,), type(t + (3,)).__name__, t == (1, 2), hash(t) == hash((1, 2)), len(t), [*t], tuple(t), t * 1)
x, y, z, w = t
print(x, y, z, w)
m = MyList([1, 2])
print(m, len(m), list(m), m + [3], [*m], m == [1, 2], m[0], sorted(m), tuple(m), m.copy(), type(m.copy()).__name__, m.__class__.__name__)
d = MyDict(a=1)
print(d, list(d), d["zz"], d.get("a"), dict(d), {**d}, "a" in d, len(d), d | {}, type(d | {}).__name__, d.copy(), type(d.copy()).__name__)
st = MySet([1, 2])
st.add(3)
print(sorted(st), type(st | {9}).__name__, type(st.copy()).__name__, type({9} | st).__name__, st == {1, 2, -3})
b = MyBytes(b"ab")
print(b, b + b"c", type(b + b"c").__name__, b[0], b.upper(), type(bytes(b)).__name__)


class Bool:
    pass


for base in (bool, type(None), range, slice, memoryview, type(lambda: 0)):
    try:
        class X(base):
            pass
        print("fine", base)
    except TypeError as error:
        print(error)


class Frozen(frozenset):
    extra = 1


print(Frozen([1]) == frozenset([1]), type(Frozen([1]) | {2}).__name__, hash(Frozen([1])) == hash(frozenset([1])))


class Exc(Exception):
    def __init__(self, a, b):
        super().__init__(a)
        self.b = b

    def __str__(self):
        return f"{self.args} {self.b}"


print(Exc(1, 2), repr(Exc(1, 2)), Exc(1, 2).args)


class Type(type):
    pass


print(isinstance(Type("T", (), {}), Type), Type.__mro__[1])
print(issubclass(bool, int), isinstance(True, int), bool(5), bool.__mro__, int(True), True + True, True is (1 == 1), repr(True), str(False))
