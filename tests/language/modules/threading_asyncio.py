# threading, queue and asyncio in small deterministic programs.
import asyncio
import queue
import threading

results = []
lock = threading.Lock()


def work(n):
    for _ in range(100):
        with lock:
            results.append(n)


threads = [threading.Thread(target=work, args=(i,), name="t%d" % i) for i in range(4)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(len(results), [results.count(i) for i in range(4)], [t.is_alive() for t in threads], threading.current_thread().name)
q = queue.Queue()


def producer():
    for i in range(5):
        q.put(i)
    q.put(None)


threading.Thread(target=producer).start()
got = []
while (item := q.get()) is not None:
    got.append(item)
print(got)
event = threading.Event()
out = []
t = threading.Thread(target=lambda: (event.wait(), out.append("woken")))
t.start()
event.set()
t.join()
print(out)
local = threading.local()
local.x = 1


def check():
    out.append(hasattr(local, "x"))


t = threading.Thread(target=check)
t.start()
t.join()
print(out)


async def child(name, n):
    log = []
    for i in range(n):
        log.append(f"{name}{i}")
        await asyncio.sleep(0)
    return log


async def main():
    a, b = await asyncio.gather(child("a", 2), child("b", 3))
    print(a, b)
    task = asyncio.create_task(child("t", 1))
    print(await task, task.done())
    try:
        await asyncio.wait_for(asyncio.sleep(10), 0.01)
    except asyncio.TimeoutError as error:
        print(type(error).__name__)
    task = asyncio.create_task(asyncio.sleep(10))
    await asyncio.sleep(0)
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        print("cancelled")
    aq = asyncio.Queue()
    await aq.put(1)
    print(await aq.get(), aq.empty())
    async with asyncio.Lock():
        print("locked")
    results = await asyncio.gather(child("x", 1), bad(), return_exceptions=True)
    print(results[0], repr(results[1]))
    return "main result"


async def bad():
    raise ValueError("in task")


print(asyncio.run(main()))
