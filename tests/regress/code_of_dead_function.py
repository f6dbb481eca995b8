# A place that calls a function made anew each time, whose code may lie where that of the last one lay.
class Maker:
    def __init__(self, source):
        space = {}
        exec(source, {}, space)
        self.inner = space["inner"]

    def run(self, n):
        return self.inner(n, 2)


for i in range(40):
    source = "def inner(a, b%s):\n    x = a\n    %s\n    return x, b\n" % (", c=5" * (i % 3 == 2), "; ".join(["x += 1"] * (i % 5 + 1)))
    print(Maker(source).run(i))


def call(function):
    return function(1)


for i in range(40):
    space = {}
    exec("def inner(a, *r, k=%d):\n    %s\n    return a, r, k\n" % (i, "; ".join(["y = a"] * (i % 4 + 1))) if i % 2 else "def inner(a):\n    yield a\n", {}, space)
    result = call(space["inner"])
    print(result if isinstance(result, tuple) else list(result))
    del space, result
