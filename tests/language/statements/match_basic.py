# match: literals, captures, or, guards, sequences, mappings, classes, stars and as.
def kind(subject):
    match subject:
        case 0:
            return "zero"
        case -1 | 1.5 | 2j:
            return "number"
        case "a" | "b" as letter:
            return "letter " + letter
        case b"bytes":
            return "bytes"
        case None:
            return "none"
        case True | False:
            return "bool"
        case []:
            return "empty sequence"
        case [x]:
            return f"one {x}"
        case [x, y] if x == y:
            return f"pair of {x}"
        case [1, *rest]:
            return f"one then {rest}"
        case (first, *_, last):
            return f"from {first} to {last}"
        case {"kind": "point", "x": x, **others}:
            return f"point {x} {others}"
        case {"nested": {"deep": [_, value]}}:
            return f"deep {value}"
        case {}:
            return "mapping"
        case int(n) if n > 100:
            return f"big {n}"
        case int() | float():
            return "other number"
        case str(text):
            return f"text {text!r}"
        case _:
            return "anything"


for value in (0, False, True, -1, 1.5, 2j, "a", "b", b"bytes", None, [], (7,), [3, 3], (1, 2, 3), [4, 5, 6, 7],
              {"kind": "point", "x": 1, "y": 2}, {"nested": {"deep": (0, 5)}}, {}, {"other": 1}, 1000, 42, 0.5, "long",
              b"x", {1, 2}, range(3), bytearray(b"ab"), object):
    print(repr(value) if value is not object else "object", "->", kind(value))


class Point:
    __match_args__ = ("x", "y")

    def __init__(self, x, y):
        self.x = x
        self.y = y


class Point3(Point):
    def __init__(self, x, y, z):
        super().__init__(x, y)
        self.z = z


class Color:
    RED = 1
    GREEN = 2


def where(point):
    match point:
        case Point(0, 0):
            return "origin"
        case Point3(x=0, z=depth):
            return f"plane {depth}"
        case Point(x, y=0):
            return f"x axis {x}"
        case Point(Point(a, b), c):
            return f"nested {a} {b} {c}"
        case Color.RED:
            return "red"
        case Color.GREEN:
            return "green"
        case [Point(x=px), Point(x=qx)]:
            return f"two {px} {qx}"
    return "nowhere"


for value in (Point(0, 0), Point3(0, 5, 9), Point(4, 0), Point(Point(1, 2), 3), 1, 2, [Point(1, 1), Point(2, 2)], 3):
    print(where(value))
for pattern_error in (lambda: classify(Point(1, 2)),):
    def classify(p):
        match p:
            case Point(a, b, c):
                return a
    try:
        print(pattern_error())
    except TypeError as error:
        print(error)
match 5:
    case bound:
        pass
print(bound)
match 1, 2:
    case a, b:
        print(a, b)
