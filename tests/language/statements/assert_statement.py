# assert, pass, expression statements, conditional expressions and chained comparisons.
def check(value, *message):
    try:
        if message:
            assert value, message[0]
        else:
            assert value
    except AssertionError as error:
        return repr(error), error.args
    return "passed"


print(check(1), check(0), check([], "empty"), check("", ("a", "b")), check(None, None))
calls = []


def side(name, value):
    calls.append(name)
    return value


print(side("a", 1) < side("b", 2) < side("c", 3), calls)
calls.clear()
print(side("a", 3) < side("b", 2) < side("c", 3), calls)
calls.clear()
print(1 < 2 == 2 != 3 >= 3 > 2, 1 < 3 > 2, (1 < 3) > 2, 1 == 1.0 is not None)
print(side("x", 0) or side("y", []) or side("z", "last"), calls)
calls.clear()
print(side("x", 1) and side("y", "") and side("z", "never"), calls)
calls.clear()
print(not side("n", 0), not not "x", calls)
print("yes" if side("c", 1) else side("d", 2), calls)
print([1 if v > 1 else 2 if v else 3 for v in (0, 1, 2)])
print(1 in [1, 2], 3 not in [1, 2], "a" in "cat", 1 in (1,) in [(1,)], None is None is None)
pass; pass
print(1); print(2)
if False: print("never")
else: print("else on one line")
for i in range(2): print(i); print("same line")
print((yield_ := 5) + yield_, [y := 1, y ** 2, y + 1], (z := 3, z))
if (n := len("walrus")) > 3:
    print(n)
while (n := n - 2) > 0:
    print("n", n)
print([last := v for v in range(3)], last, any((found := v) > 1 for v in range(5)), found)
print(f"{(w := 4)} {w}", (lambda: (v := 1) + v)())


class Truth:
    def __init__(self, value):
        self.value = value

    def __bool__(self):
        print("bool")
        return self.value


class Length:
    def __len__(self):
        print("length")
        return 0


print(bool(Truth(True)), not Truth(False), bool(Length()))
if Truth(False) or Length():
    print("never")
class BadBool:
    def __bool__(self):
        return 1
class BadLen:
    def __len__(self):
        return -1
class BadLenType:
    def __len__(self):
        return "x"
for cls in (BadBool, BadLen, BadLenType):
    try:
        print(bool(cls()))
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
