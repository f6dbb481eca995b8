# __getattr__, __getattribute__, __setattr__, __delattr__, __dir__ and module-level access order.
class Hooks:
    cls_attr = "class"

    def __init__(self):
        object.__setattr__(self, "log", [])
        self.own = 1

    def __getattr__(self, name):
        if name == "log":
            raise AttributeError("log not ready")
        self.log.append(("getattr", name))
        if name.startswith("virtual"):
            return name[8:]
        raise AttributeError(f"no {name} here")

    def __setattr__(self, name, value):
        self.log.append(("setattr", name, value))
        super().__setattr__(name, value)

    def __delattr__(self, name):
        self.log.append(("delattr", name))
        super().__delattr__(name)

    def __dir__(self):
        return ["z", "a"]


h = Hooks()
print(h.own, h.cls_attr, h.virtual_x, h.log)
h.log.clear()
h.new = 5
del h.new
print(h.log, dir(h))
for name in ("missing", "new"):
    try:
        getattr(h, name)
    except AttributeError as error:
        print(error, hasattr(h, name), getattr(h, name, "default"))
try:
    del h.nothing
except AttributeError as error:
    print(error)


class Everything:
    x = 1

    def __getattribute__(self, name):
        if name == "stop":
            raise AttributeError("stopped")
        if name == "fail":
            raise KeyError("not an attribute error")
        return "intercepted " + name

    def __getattr__(self, name):
        return "fallback " + name


e = Everything()
print(e.x, e.anything, e.stop, e.__class__, e.__dict__)
try:
    e.fail
except KeyError as error:
    print("KeyError", error)
try:
    hasattr(e, "fail")
except KeyError as error:
    print("through hasattr", error)
print(type(e).__name__, isinstance(e, Everything), object.__getattribute__(e, "x"))
try:
    len(e)
except TypeError as error:
    print(error)


class Super:
    def __getattribute__(self, name):
        return "super " + name if name == "a" else super().__getattribute__(name)


class Sub(Super):
    b = "b"

    def read(self):
        return super().a if hasattr(super(), "a") else "nothing on super"


print(Sub().a, Sub().b, Sub().read())


class Proxy:
    def __init__(self, target):
        self.__dict__["_target"] = target

    def __getattr__(self, name):
        return getattr(self._target, name)

    def __setattr__(self, name, value):
        setattr(self._target, name, value)

    def __eq__(self, other):
        return self._target == other


class Target:
    value = 1


target = Target()
proxy = Proxy(target)
proxy.value = 9
print(target.value, proxy.value, vars(proxy) == {"_target": target}, proxy == target)
items = Proxy([3, 1])
items.append(2)
items.sort()
print(items._target, items == [1, 2, 3])
try:
    items[0]
except TypeError as error:
    print(error)


class PropertyFallback:
    @property
    def broken(self):
        raise AttributeError("inside property")

    def __getattr__(self, name):
        return "rescued " + name


print(PropertyFallback().broken)


class Recursion:
    def __getattr__(self, name):
        return self.missing_too


try:
    Recursion().x
except RecursionError:
    print("recursion")
object.__setattr__(h, "own", 77)
print(h.own)
for call in (lambda: object.__setattr__(5, "x", 1), lambda: type.__setattr__(int, "x", 1), lambda: object.__setattr__(Target, "x", 1), lambda: object.__getattribute__(h, 5)):
    try:
        call()
    except (AttributeError, TypeError) as error:
        print(type(error).__name__, error)
