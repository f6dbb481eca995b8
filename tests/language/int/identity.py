# Identity of small integers, constants, results of arithmetic, and the caches a program can see.
def same(a, b):
    return a is b


for n in (-6, -5, -1, 0, 1, 5, 100, 255, 256, 257, 1000):
    m = int(str(n))
    k = int(str(n))
    print(n, m is k, (n + 1) - 1 is m, int(float(n)) is m, n * 1 is m, abs(-m) is abs(m), m + 0 is m)
big = 10 ** 20
print(int(big) is big, +big is big, big * 1 == big)
print(True is (1 < 2), True is bool(5), (not 0) is True, None is [].sort(), ... is Ellipsis, NotImplemented is (5).__add__("x"))
print("" is str(), () is tuple(), () is tuple([]), frozenset() is frozenset(), b"" is bytes(), "ab"[0] is "cad"[1])
text = "identifier_like"
print(text is "identifier_like", text is "identifier" + "_like", "".join(["identifier", "_like"]) is text)
import sys
print(sys.intern("".join(["identifier", "_like"])) is text)


def constants():
    a = 1000
    b = 1000
    c = 1.5
    d = 1.5
    e = (1, 2, "x")
    f = (1, 2, "x")
    g = "two words"
    h = "two words"
    return a is b, c is d, e is f, g is h


print(constants())
x = [1, 2]
y = x
z = x[:]
print(x is y, x is z, x is not z, tuple((1, 2)) is tuple((1, 2)))
t = (1, 2)
print(tuple(t) is t, t[:] is t, t * 1 is t, t + () is t, str(text) is text, text[:] is text, bytes(b"xy") is not None, frozenset([1]) is frozenset([1]))
fs = frozenset([1])
print(frozenset(fs) is fs, fs.copy() is fs, int(257) is 257, float(1.5) == 1.5)
f = 1.5
print(float(f) is f, +f is f, id(x) == id(y), id(x) == id(z), id(x) != id(z))
print([i is j for i, j in zip(range(-7, 260, 20), range(-7, 260, 20))])
a = 256
b = 255
b += 1
print(a is b)
a += 1
b += 1
print(a is b, a == b)
print(bytes([65])[0] is 65, b"A"[0] is 65, ord("A") is 65, len("abc") is 3, hash(5) is 5, "abc".find("z") is -1)
