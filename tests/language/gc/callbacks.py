# gc.callbacks: the phases, the info dictionary, several callbacks, errors inside, changes while running.
import gc
import sys

gc.disable()
gc.collect()
log = []


def one(phase, info):
    log.append(("one", phase, sorted(info), info["generation"]))


def two(phase, info):
    log.append(("two", phase, info["collected"], info["uncollectable"]))


gc.callbacks.append(one)
gc.callbacks.append(two)
gc.collect()
print(log)
log.clear()
gc.collect(0)
gc.collect(1)
print(log)
log.clear()
l = []
l.append(l)
del l
print(gc.collect(), log)
log.clear()
gc.callbacks.remove(one)
gc.collect()
print(log)
gc.callbacks.clear()


def nested(phase, info):
    log.append((phase, gc.collect()))


log.clear()
gc.callbacks.append(nested)
gc.collect()
gc.callbacks.clear()
print(log)


def allocates(phase, info):
    kept.append([phase])
    x = []
    x.append(x)


kept = []
gc.callbacks.append(allocates)
print(gc.collect() >= 0, kept)
gc.callbacks.clear()
gc.collect()


def removes(phase, info):
    log.append(phase)
    gc.callbacks.clear()


log.clear()
gc.callbacks.append(removes)
gc.collect()
print(log, gc.callbacks)
caught = []
sys.unraisablehook = lambda u: caught.append((type(u.exc_value).__name__, str(u.exc_value)))


def raises(phase, info):
    raise ValueError("from callback " + phase)


gc.callbacks.append(raises)
print(gc.collect())
gc.callbacks.clear()
print(caught)
caught.clear()
gc.callbacks.append(5)
gc.collect()
gc.callbacks.clear()
print(caught)


class Callable:
    def __call__(self, phase, info):
        log.append(phase)


log.clear()
gc.callbacks.append(Callable())
gc.collect()
print(log)
gc.callbacks.clear()


class Fin:
    def __del__(self):
        log.append("del")


log.clear()
gc.callbacks.append(lambda phase, info: log.append((phase, info["collected"] > 0)))
f = Fin()
f.me = f
del f
gc.collect()
gc.callbacks.clear()
print(log)
print(type(gc.callbacks).__name__)
