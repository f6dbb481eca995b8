# code.replace() and co_code of code that has run: a copy starts from what the compiler emitted.
import types


class A:
    def __init__(self):
        self.x = 1
        self.y = "y"

    def m(self):
        return "m"

    def n(self):
        return "n"


x, y = 10, "global y"


def f(a, items, text, number):
    total = 0
    for i in items:
        if i < 3:
            total = total + i * 2
        total += number
    for k, v in {1: 2}.items():
        total -= k * v
    a.x = total
    part = text[1:3]
    items[0] = items[1]
    z = [a.x, a.m(), x, len(text), part, number * 1.5, str(number), items[0], text[0], {"k": 5}["k"]]
    while total > 0:
        total -= 7
    if total == 0 or text != "abc":
        z.append(total)
    return z


before = f.__code__.co_code
for _ in range(200):
    first = f(A(), [1, 2, 3, 4], "abcd", 2)
print(first, f.__code__.co_code == before)
swap = {"x": "y", "m": "n", "y": "x"}
names = tuple(swap.get(n, n) for n in f.__code__.co_names)
g = types.FunctionType(f.__code__.replace(co_names=names), globals())
for _ in range(200):
    second = g(A(), [1, 2, 3, 4], "abcd", 2)
print(second)
constants = tuple(c * 2 if type(c) in (int, float) else c for c in f.__code__.co_consts)
h = types.FunctionType(f.__code__.replace(co_consts=constants), globals())
for _ in range(200):
    third = h(A(), [1, 2, 3, 4], "abcd", 2)
print(third[:8], f(A(), [1, 2, 3, 4], "abcd", 2) == first, f.__code__.replace() == f.__code__)
print(f(A(), [1.5, 2.5], "xy", 0.5))
print(types.FunctionType(f.__code__.replace(co_name="other"), globals()).__code__.co_name)
