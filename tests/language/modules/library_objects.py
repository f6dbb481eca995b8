# copy, pickle, contextlib, types, enum, dataclasses, inspect, queue, typing in use.
import sys

sys.modules["_pickle"] = None  # the one that is written in Python, everywhere
import contextlib
import copy
import dataclasses
import enum
import inspect
import io
import pickle
import queue
import types
import typing


def show(*functions):
    for function in functions:
        try:
            print(repr(function()))
        except Exception as error:
            print(type(error).__name__, error)


class Point:
    def __init__(self, x, y):
        self.x, self.y = x, y

    def __eq__(self, other):
        return (self.x, self.y) == (other.x, other.y)


class Slotted:
    __slots__ = ("a", "b")


class Reduced:
    def __reduce__(self):
        return (Point, (1, 2))


class Kept:
    def __getstate__(self):
        return {"k": 1}

    def __setstate__(self, state):
        self.state = state


s = Slotted()
s.a = [1]
for protocol in range(6):
    for value in (None, True, 0, -1, 255, 65536, 2 ** 31, 10 ** 40, 1.5, "é\ud800\n", b"x\x00", bytearray(b"y"), [1, [2]], (1, 2, 3, 4), {}, {"a": {1}}, frozenset("ab"), Point(1, [2]), 1 + 2j, range(3), slice(1, 2), len, Point, Ellipsis, NotImplemented):
        show(lambda: pickle.loads(pickle.dumps(value, protocol)) == value)
    show(lambda: type(pickle.loads(pickle.dumps(Reduced(), protocol))), lambda: pickle.loads(pickle.dumps(Kept(), protocol)).state, lambda: pickle.loads(pickle.dumps(s, protocol)).a, lambda: pickle.dumps([1, "a", (2.5, None)], protocol))
show(lambda: pickle.loads(b""), lambda: pickle.loads(b"junk"), lambda: pickle.loads(pickle.dumps(KeyError("k"))).args)
loop = [1]
loop.append(loop)
deep = copy.deepcopy({"a": loop, "p": Point(1, [2])})
print(deep["a"][1] is deep["a"], deep["p"].y, copy.copy(s).a is s.a, copy.deepcopy(s).a is s.a, copy.copy([1, 2]), copy.deepcopy((1, [2])))


@contextlib.contextmanager
def manager(name):
    print("enter", name)
    try:
        yield name
    except ValueError as error:
        print("caught", error)
    finally:
        print("exit", name)


with manager("a") as a, manager("b"):
    raise ValueError("x")
with contextlib.ExitStack() as stack:
    stack.enter_context(manager("c"))
    stack.callback(print, "callback")
with contextlib.suppress(KeyError), contextlib.redirect_stdout(io.StringIO()) as out:
    print("hidden")
    {}[1]
print(out.getvalue(), contextlib.nullcontext(3).__enter__(), contextlib.closing(io.StringIO()).__enter__().getvalue())


class Color(enum.Enum):
    RED = 1
    GREEN = enum.auto()
    ALIAS = 1


class Perm(enum.Flag):
    R = enum.auto()
    W = enum.auto()
    X = enum.auto()


class Num(enum.IntEnum):
    A = 1
    B = 2


class Name(enum.StrEnum):
    FIRST = enum.auto()


show(lambda: list(Color), lambda: Color(1), lambda: Color["GREEN"], lambda: Color(9), lambda: Color.ALIAS is Color.RED, lambda: Color.__members__, lambda: Perm.R | Perm.W, lambda: Perm(7) & ~Perm.R, lambda: Perm.R in Perm(3), lambda: Num.A + 1, lambda: Num.A < Num.B, lambda: Name.FIRST, lambda: str(Name.FIRST), lambda: f"{Num.A} {Color.RED}", lambda: enum.Enum("Made", "x y").y, lambda: setattr(Color, "RED", 2), lambda: hash(Color.RED) == hash("RED"), lambda: pickle.loads(pickle.dumps(Color.RED)) is Color.RED, lambda: enum.unique(Color), lambda: [p for p in Perm.R | Perm.X])


@dataclasses.dataclass(order=True)
class Item:
    name: str
    price: float = 1.0
    tags: list = dataclasses.field(default_factory=list, compare=False)
    total: float = dataclasses.field(init=False, repr=False, default=0.0)

    def __post_init__(self):
        self.total = self.price * 2


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Frozen:
    a: int
    b: dataclasses.InitVar[int] = 3


show(lambda: Item("a"), lambda: Item("a", 2) < Item("b"), lambda: Item("a") == Item("a"), lambda: Item(), lambda: dataclasses.asdict(Item("a", 2, [1])), lambda: dataclasses.replace(Item("a"), name="z"), lambda: [f.name for f in dataclasses.fields(Item)], lambda: Frozen(a=1), lambda: setattr(Frozen(a=1), "a", 2), lambda: Frozen(1), lambda: hash(Frozen(a=1)) == hash(Frozen(a=1)), lambda: Frozen.__slots__, lambda: dataclasses.make_dataclass("M", ["x", ("y", int, 5)])(1), lambda: inspect.signature(Item), lambda: dataclasses.dataclass(type("T", (), {"__annotations__": {"x": list}, "x": []})))


def sample(a, /, b: int = 1, *args, c, d=2, **kw) -> str:
    """Doc of sample.

    More."""
    return locals()


sig = inspect.signature(sample)
show(lambda: sig, lambda: [(p.name, p.kind.name, p.default is p.empty) for p in sig.parameters.values()], lambda: sig.bind(1, 2, 3, c=4, e=5).arguments, lambda: sig.bind(), lambda: inspect.getdoc(sample), lambda: inspect.getfullargspec(sample), lambda: inspect.isfunction(sample), lambda: inspect.getsource(sample).splitlines()[0], lambda: inspect.getmodule(sample).__name__, lambda: inspect.signature(len), lambda: inspect.signature(Point), lambda: [n for n, _ in inspect.getmembers(Point(1, 2)) if not n.startswith("_")], lambda: inspect.getsource(Point).count("\n"), lambda: inspect.getmro(bool), lambda: inspect.currentframe().f_code.co_name, lambda: inspect.stack()[0].function, lambda: inspect.isgeneratorfunction(manager.__wrapped__), lambda: inspect.cleandoc("  a\n    b"), lambda: inspect.unwrap(manager).__name__, lambda: str(inspect.signature(sample).replace(return_annotation=int)))
q = queue.PriorityQueue()
for x in (3, 1, 2):
    q.put(x)
show(lambda: [q.get() for _ in range(3)], lambda: q.get_nowait(), lambda: queue.Queue(1).put(1), lambda: queue.LifoQueue().empty(), lambda: queue.SimpleQueue().get_nowait())
show(lambda: types.SimpleNamespace(a=1), lambda: types.new_class("N", (Point,), {}, lambda ns: ns.update(z=1)).z, lambda: types.MappingProxyType({1: 2}), lambda: types.resolve_bases((list,)), lambda: isinstance(sample, types.FunctionType), lambda: types.ModuleType("m"), lambda: types.MethodType(sample, 1)(c=2)["a"])
T = typing.TypeVar("T")


class Box(typing.Generic[T]):
    pass


class Row(typing.NamedTuple):
    a: int
    b: str = "x"


class Movie(typing.TypedDict, total=False):
    name: str


@typing.runtime_checkable
class HasLen(typing.Protocol):
    def __len__(self): ...


show(lambda: Box[int], lambda: typing.Optional[int], lambda: typing.Union[int, str, int], lambda: typing.get_type_hints(sample), lambda: typing.get_args(dict[str, int]), lambda: Row(1), lambda: Row(1)._replace(b="y"), lambda: Movie(name="x"), lambda: isinstance([], HasLen), lambda: isinstance(1, HasLen), lambda: typing.cast(int, "x"), lambda: typing.Callable[[int], str], lambda: list[int] | None, lambda: typing.Literal[1, "a"], lambda: typing.Annotated[int, 3].__metadata__, lambda: typing.get_origin(list[int]), lambda: typing.List[T][int], lambda: typing.NewType("U", int)(3), lambda: typing.ForwardRef("X"), lambda: typing.Final[int])
