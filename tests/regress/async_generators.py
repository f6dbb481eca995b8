# Asynchronous generators: each step is an awaitable; hooks; anext() with a default.
import collections.abc
import sys


class Pause:
    def __await__(self):
        return (yield "pause")


def drive(coroutine):
    passed = []
    try:
        while True:
            passed.append(coroutine.send(None))
    except StopIteration as stop:
        return passed, stop.value


async def numbers():
    try:
        got = yield 1
        print("got", got)
        await Pause()
        yield 2
    finally:
        print("finally")


async def steps():
    a = numbers()
    out = [await a.__anext__(), await a.asend("sent"), a.ag_running, await anext(a, "default")]
    try:
        await anext(a)
    except StopAsyncIteration as stop:
        out.append(repr(stop))
    b = numbers()
    await anext(b)
    try:
        await b.athrow(ValueError("thrown"))
    except ValueError as error:
        out.append(repr(error))
    c = numbers()
    await anext(c)
    await c.aclose()
    out.append([i async for i in numbers()])
    return out, type(c).__name__, type(c.__anext__()).__name__, type(c.aclose()).__name__, type(anext(c, 1)).__name__


print(drive(steps()))


async def ignores():
    try:
        yield 1
    except GeneratorExit:
        yield 2


async def misuse():
    out = []
    a = ignores()
    await anext(a)
    step = a.aclose()
    for _ in range(2):
        try:
            await step
        except RuntimeError as error:
            out.append(str(error))
    step = numbers().__anext__()
    await step
    try:
        await step
    except RuntimeError as error:
        out.append(str(error))
    return out


print(drive(misuse()))
old = sys.get_asyncgen_hooks()
sys.set_asyncgen_hooks(firstiter=lambda g: print("first", g.__name__), finalizer=lambda g: print("finalizer", g.__name__))
print(drive(anext(numbers()).__await__()))
sys.set_asyncgen_hooks(*old)
print(isinstance(numbers(), collections.abc.AsyncGenerator), collections.abc.AsyncGenerator)
