known = "known"


def __getattr__(name):
    if name.startswith("dyn_"):
        return "dynamic " + name
    raise AttributeError(f"no {name}")


def __dir__():
    return ["known", "dyn_x"]
