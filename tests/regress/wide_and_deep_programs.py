# What is very wide or very deep costs in proportion, not its square or cube.
def takes(**keywords):
    return len(keywords)


wide = ", ".join(f"k{i}={i}" for i in range(8000))
print(eval(f"takes({wide})"))
for repeated in (f"takes({wide}, k7=1)", "takes(a=1, b=2, a=3)", "takes(a=1, **{}, a=3)"):
    try:
        eval(repeated)
    except SyntaxError as error:
        print(error.msg)

union = int | str
for i in range(300):
    union = union | type(f"C{i}", (), {})
print(len(union.__args__), union == union | int | str, len((union | union).__args__))

deep = object
for i in range(300):
    deep = type(f"D{i}", (deep,), {"level": i})
print(len(deep.__mro__), deep.level, deep().level, deep.__mro__[-1])
deep.__mro__[-2].__repr__ = lambda self: "changed at the bottom"
print(deep())
del deep.__mro__[-2].__repr__
print(type(deep.__repr__).__name__)


class Plain:
    pass


class Wide(deep, Plain):
    pass


print(len(Wide.__mro__), [c.__name__ for c in Wide.__mro__[-3:]])
