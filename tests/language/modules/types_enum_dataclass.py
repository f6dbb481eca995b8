# types, enum, dataclasses and typing basics.
import dataclasses
import enum
import types
import typing


class Color(enum.Enum):
    RED = 1
    GREEN = 2
    ALIAS = 1

    def describe(self):
        return self.name.lower()


print(Color.RED, repr(Color.GREEN), Color(1), Color["GREEN"], Color.ALIAS is Color.RED, list(Color), Color.RED.value, Color.RED.describe(), Color.RED == 1, len(Color), Color.RED in Color, hash(Color.RED) == hash("RED"), Color.__members__.keys())
for bad in (lambda: Color(5), lambda: Color["X"], lambda: setattr(Color, "RED", 2), lambda: Color.RED < Color.GREEN, lambda: type("Sub", (Color,), {})):
    try:
        print(bad())
    except (ValueError, KeyError, AttributeError, TypeError) as error:
        print(type(error).__name__, error)


class N(enum.IntEnum):
    A = enum.auto()
    B = enum.auto()


class F(enum.Flag):
    R = 1
    W = 2
    X = 4


print(N.A + 1, N.B > N.A, sorted([N.B, N.A]), f"{N.A}", str(N.A), repr(N.A), F.R | F.W, F(7), F.R in (F.R | F.X), ~F.R, F(0), bool(F(0)), (F.R | F.W).value)


@dataclasses.dataclass(order=True)
class Point:
    x: int
    y: int = 0
    tags: list = dataclasses.field(default_factory=list, compare=False)

    def __post_init__(self):
        self.total = self.x + self.y


p = Point(1, 2)
print(p, p == Point(1, 2), p < Point(1, 3), p.total, dataclasses.asdict(p), dataclasses.astuple(p), dataclasses.replace(p, x=9), [f.name for f in dataclasses.fields(p)], Point(1).tags is Point(1).tags, Point.__match_args__)


@dataclasses.dataclass(frozen=True, slots=True)
class Frozen:
    a: int
    b: str = "x"


f = Frozen(1)
print(f, hash(f) == hash(Frozen(1)), {f: 1}[Frozen(1)])
for bad in (lambda: setattr(f, "a", 2), lambda: Point(), lambda: Point(1, 2, 3, 4), lambda: dataclasses.make_dataclass("M", [("a", int), "b"])(1, 2)):
    try:
        print(bad())
    except (TypeError, AttributeError) as error:
        print(type(error).__name__, error)
n = types.SimpleNamespace(a=1, b=[2])
n.c = 3
print(n, n == types.SimpleNamespace(a=1, b=[2], c=3), vars(n))
m = types.MappingProxyType({"a": 1})
print(m, m["a"], dict(m), len(m), m | {"b": 2})
try:
    m["a"] = 2
except TypeError as error:
    print(error)
mod = types.ModuleType("made", "doc")
mod.x = 1
print(mod, mod.__doc__, mod.__name__, mod.x, types.FunctionType is type(lambda: 0), types.NoneType, types.new_class("Made", (int,), {}, lambda ns: ns.update(v=5)).v)
print(typing.List[int], typing.Optional[int], typing.Union[int, str], list[int], typing.get_type_hints(Point)["x"], typing.Any, typing.cast(int, "x"), typing.TypeVar("T"), typing.get_origin(list[int]), typing.get_args(dict[str, int]))


class NT(typing.NamedTuple):
    a: int
    b: str = "d"


print(NT(1), NT(1, "z").b, NT._fields)
