# What a count of one allows and must not allow: in-place string building, tuples and lists that others still see.
def build(n):
    s = ""
    kept = []
    for i in range(n):
        s += chr(97 + i % 26)
        if i % 10 == 0:
            kept.append(s)
    return s, kept


s, kept = build(50)
print(s)
print(kept)
a = "abc" * 10
b = a
a += "x"
print(len(a), len(b))
t = (1, 2)
u = t
t += (3,)
print(t, u)
n = 10 ** 20
m = n
n += 1
print(n, m, n - m)
f = 1.5
g = f
f += 1
f *= 2
print(f, g)
big = 3 ** 100
keep = big
big *= 2
big -= 1
print(big % 1000007, keep % 1000007)


def operand(v):
    w = v + 1
    x = v * 2
    return v, w, x


print(operand(10 ** 10), operand(0.1))
text = "start"
parts = [text]
text += "-more"
parts.append(text)
text += "-end"
parts.append(text)
print(parts)
d = {"s": "dict text"}
s = d["s"]
s += "!"
print(d, s)


class C:
    text = "class text"


c = C()
c.text += " changed"
print(C.text, c.text)


def default(s="default"):
    s += "+"
    return s


print(default(), default())


def closure():
    s = "closed"

    def f():
        return s
    s += "!"
    first = f()
    s += "?"
    return first, f(), s


print(closure())
x = y = "shared"
x += y
y += x
print(x, y)
s = "loop"
for i in range(3):
    t = s
    s += str(i)
    print(t, s)
s = "self"
s += s
s += s + s
print(s, len(s))
l = ["item"]
l[0] += "!"
l[0] += l[0]
print(l)
values = [0.5, 2 ** 70]
for v in values:
    w = v
    v += v
    v = v * v
    print(v, w)
print(values)
total = 0.0
trace = []
for i in range(5):
    total += i * 0.5
    trace.append(total)
print(trace)
acc = 1
powers = []
for i in range(5):
    acc *= 10 ** 9
    powers.append(acc)
print(powers)
