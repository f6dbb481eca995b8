"""select, poll, epoll and selectors: who is ready, how long they wait, what they refuse; fcntl."""
import array
import fcntl
import os
import select
import selectors
import signal
import struct
import time


def shown(f):
    try:
        return f()
    except Exception as e:
        return type(e).__name__, str(e)


class File:
    def __init__(self, fd):
        self.fd = fd

    def fileno(self):
        return self.fd


r, w = os.pipe()
print(select.select([r], [w], [r], 0) == ([], [w], []))
os.write(w, b"x")
f = File(r)
print(select.select((f,), {w: 1}, (), None) == ([f], [w], []))
for args in ((1, 2, 3), ([object()], [], []), ([File("x")], [], []), ([File(-1)], [], []), ([-1], [], []), ([1 << 40], [], []),
             ([5000], [], []), ([], [], [], "x"), ([], [], [], -1), ([], [], [], float("nan")), ([], [], [], 1 << 80)):
    print(shown(lambda: select.select(*args)))
start = time.monotonic()
print(select.select([], [], [], 0.05), time.monotonic() - start >= 0.05)

p = select.poll()
print(type(p).__module__, type(p).__name__, shown(lambda: type(p)()))
p.register(r)
p.register(f, select.POLLIN)
p.register(w, select.POLLOUT)
print(p.poll(0) == [(r, select.POLLIN), (w, select.POLLOUT)])
p.modify(w, 0)
print(p.poll() == [(r, select.POLLIN)])
p.unregister(r)
print(p.poll(10), p.poll(10.5), shown(lambda: p.poll("x")), shown(lambda: p.poll(1 << 60)), shown(lambda: p.poll(1 << 31)))
for g in (lambda: p.unregister(r) and 0, lambda: p.modify(123, 1), lambda: p.register(w, -1), lambda: p.register(w, 1 << 16),
          lambda: p.register("x"), lambda: p.register(-1), lambda: p.register(w, 1.5)):
    outcome = shown(g)
    print(outcome if outcome is None or outcome[0] != "KeyError" else outcome[0])

with select.epoll() as e:
    print(e.closed, e.fileno() >= 0, shown(lambda: e.register(r)), shown(lambda: e.register(r)))
    print(e.poll() == [(r, select.EPOLLIN)], e.poll(0.01, 1) == [(r, select.EPOLLIN)])
    e.modify(r, 0)
    print(e.poll(0), e.poll(timeout=0.01, maxevents=5), e.unregister(r), shown(lambda: e.unregister(r)))
    for g in (lambda: e.poll("x"), lambda: e.poll(0, 0), lambda: e.poll(0, -5), lambda: e.register("x"), lambda: e.poll(1 << 80)):
        print(shown(g))
print(e.closed, shown(e.fileno), shown(e.poll), shown(lambda: e.register(r)), e.close())
for args in ((0,), (-2,), (5, 7), ("x",)):
    print(shown(lambda: select.epoll(*args)))

for kind in (selectors.SelectSelector, selectors.PollSelector, selectors.EpollSelector, selectors.DefaultSelector):
    with kind() as s:
        s.register(r, selectors.EVENT_READ, "in")
        s.register(w, selectors.EVENT_WRITE, "out")
        print(kind.__name__, sorted((key.data, events) for key, events in s.select()))


# A signal that arrives does not end the wait; its handler's exception does.
seen = []
signal.signal(signal.SIGALRM, lambda *_: seen.append(1))
os.read(r, 1)
for wait in (lambda: select.select([r], [], [], 0.2), lambda: p.poll(200)):
    signal.setitimer(signal.ITIMER_REAL, 0.05)
    start = time.monotonic()
    print(wait(), time.monotonic() - start >= 0.19, len(seen))


def fails(*_):
    raise KeyError("alarm")


signal.signal(signal.SIGALRM, fails)
signal.setitimer(signal.ITIMER_REAL, 0.05)
print(shown(lambda: select.select([r], [], [])))
signal.setitimer(signal.ITIMER_REAL, 0.05)
print(shown(lambda: selectors.DefaultSelector().select(5) or p.poll(5000)))

flags = fcntl.fcntl(w, fcntl.F_GETFL)
print(flags & os.O_ACCMODE == os.O_WRONLY, fcntl.fcntl(w, fcntl.F_GETFD) == fcntl.FD_CLOEXEC)
print(fcntl.fcntl(w, fcntl.F_SETFL, flags | os.O_NONBLOCK), os.get_blocking(w))
os.write(w, b"abc")
count = array.array("i", [0])
print(fcntl.ioctl(r, 0x541B, count), count, fcntl.ioctl(r, 0x541B, struct.pack("i", 0)), fcntl.ioctl(r, 0x541B, count, False))
print(shown(lambda: fcntl.fcntl("x", 1)), shown(lambda: fcntl.fcntl(-1, 1)), shown(lambda: fcntl.fcntl(w, 1, b"x" * 1025)))
print(shown(lambda: fcntl.ioctl(w, 1, object())), shown(lambda: fcntl.fcntl(w, 1, object())), shown(lambda: fcntl.lockf(w, 0)))
with open("/tmp/ophion-lock-%d" % os.getpid(), "wb") as file:
    print(fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB), fcntl.flock(file, fcntl.LOCK_UN))
    print(fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB), fcntl.lockf(file, fcntl.LOCK_UN))
    os.unlink(file.name)
