"""Method dispatch: class hierarchies with super, special methods, properties, static and class methods."""


class Vector:
    __slots__ = ("x", "y")

    def __init__(self, x, y):
        self.x = x
        self.y = y

    def __add__(self, other):
        return Vector(self.x + other.x, self.y + other.y)

    def __sub__(self, other):
        return Vector(self.x - other.x, self.y - other.y)

    def __mul__(self, factor):
        return Vector(self.x * factor, self.y * factor)

    def __eq__(self, other):
        return self.x == other.x and self.y == other.y

    def __hash__(self):
        return hash((self.x, self.y))

    def __iter__(self):
        yield self.x
        yield self.y


class Shape:
    count = 0

    def __init__(self, origin):
        self.origin = origin
        Shape.count += 1

    def area(self):
        return 0

    def describe(self):
        return self.name() + ":" + str(self.area())

    @classmethod
    def unit(cls):
        return cls(Vector(0, 0), 1)

    @staticmethod
    def name():
        return "shape"


class Square(Shape):
    def __init__(self, origin, side):
        super().__init__(origin)
        self.side = side

    def area(self):
        return self.side * self.side

    @property
    def corner(self):
        return self.origin + Vector(self.side, self.side)

    @staticmethod
    def name():
        return "square"


class Cube(Square):
    def area(self):
        return 6 * super().area()

    def __len__(self):
        return self.side

    def __getitem__(self, index):
        if index >= self.side:
            raise IndexError(index)
        return index * self.side

    def __call__(self, factor):
        return self.area() * factor


class Lazy:
    def __init__(self, values):
        self._values = values

    def __getattr__(self, name):
        if name.startswith("v"):
            return self._values[int(name[1:])]
        raise AttributeError(name)


def main():
    position = Vector(0, 0)
    velocity = Vector(3, -2)
    visited = set()
    for i in range(150000):
        position = position + velocity * (i % 3)
        if i % 1000 == 0:
            velocity = velocity - Vector(i % 5, 1)
        visited.add(Vector(position.x % 50, position.y % 50))
    shapes = [cls(Vector(i, i), i % 9 + 1) for i in range(6000) for cls in (Square, Cube)]
    area = corners = 0
    for _ in range(10):
        for shape in shapes:
            area += shape.area()
            corners += shape.corner.x
    text = sum(len(shape.describe()) for shape in shapes)
    items = sum(sum(shape) + len(shape) + shape(2) for shape in shapes if type(shape) is Cube)
    lazy = Lazy(list(range(10)))
    looked = sum(lazy.v1 + lazy.v7 + hasattr(lazy, "other") for _ in range(80000))
    units = sum(cls.unit().area() for _ in range(30000) for cls in (Square, Cube))
    print("dispatch", *position, len(visited), area, corners, text, items, looked, units, Shape.count)


if __name__ == "__main__":
    main()
