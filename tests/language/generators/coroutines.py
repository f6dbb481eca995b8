# Coroutines, async for, async with, async generators and comprehensions, driven by hand.
class Suspend:
    def __init__(self, value):
        self.value = value

    def __await__(self):
        got = yield self.value
        return got


def drive(coroutine, *answers):
    answers = list(answers)
    out = []
    value = None
    try:
        while True:
            out.append(coroutine.send(value))
            value = answers.pop(0) if answers else None
    except StopIteration as stop:
        return out, stop.value


async def simple():
    a = await Suspend("first")
    b = await Suspend("second")
    return a, b


async def calls():
    return [await simple(), await simple()]


print(drive(simple(), 1, 2), drive(calls(), 1, 2, 3, 4))
c = simple()
print(type(c).__name__, c.cr_running, c.cr_await, c.__name__)
c.send(None)
print(type(c.cr_await).__name__)
c.close()
try:
    c.send(None)
except RuntimeError as error:
    print(error)


class Manager:
    async def __aenter__(self):
        await Suspend("enter")
        return "entered"

    async def __aexit__(self, *args):
        await Suspend("exit")
        print("aexit", args[0] and args[0].__name__)
        return args[0] is ValueError


async def with_manager(error=None):
    async with Manager() as value, Manager():
        print(value)
        if error:
            raise error
    return "done"


print(drive(with_manager()), drive(with_manager(ValueError())))
try:
    drive(with_manager(KeyError("k")))
except KeyError as error:
    print("out", error)


class Count:
    def __init__(self, n):
        self.i, self.n = 0, n

    def __aiter__(self):
        return self

    async def __anext__(self):
        if self.i == self.n:
            raise StopAsyncIteration
        self.i += 1
        await Suspend("tick")
        return self.i


async def loops():
    out = []
    async for i in Count(3):
        if i == 2:
            continue
        out.append(i)
    else:
        out.append("else")
    async for i in Count(3):
        break
    out.append([x async for x in Count(2)])
    out.append({x: x async for x in Count(2) if x > 1})
    out.append([await simple() for _ in range(1)])
    return out


print(drive(loops()))


async def agen(n):
    try:
        for i in range(n):
            await Suspend("agen")
            got = yield i
            if got:
                print("agen got", got)
    finally:
        print("agen finally")


async def use():
    out = [x async for x in agen(2)]
    g = agen(5)
    out.append(await g.__anext__())
    out.append(await g.asend("sent"))
    try:
        await g.athrow(ValueError("t"))
    except ValueError as error:
        out.append(str(error))
    h = agen(3)
    await h.__anext__()
    await h.aclose()
    out.append([x async for x in h])
    out.append([x * 2 async for x in (y async for y in agen(2) if y)])
    return out


print(drive(use()))
for source in ("async def f():\n  yield 1\n  return 2", "def f(): await x", "def f():\n  async with x: pass", "async def f(): yield from x", "[x async for x in y]", "await x"):
    try:
        compile(source, "s", "exec")
        print("fine")
    except SyntaxError as error:
        print(error.msg)


async def bad_await():
    await 5


async def bad_for():
    async for x in [1]:
        pass


async def bad_with():
    async with 5:
        pass


for f in (bad_await, bad_for, bad_with):
    try:
        drive(f())
    except (TypeError, AttributeError) as error:
        print(type(error).__name__, error)
for f in (lambda c: next(c), lambda c: list(c), lambda c: iter(c)):
    c = simple()
    try:
        f(c)
    except TypeError as error:
        print(error)
    c.close()
