# try/except/else/finally with return, break and continue in every position.
def returns(where):
    log.append("enter")
    try:
        if where == "try":
            return "from try"
        if where == "raise":
            raise ValueError(where)
    except ValueError:
        log.append("except")
        return "from except"
    else:
        log.append("else")
        if where == "else":
            return "from else"
    finally:
        log.append("finally")
        if where == "override":
            return "from finally"
    return "end"


for where in ("try", "raise", "else", "override", "none"):
    log = []
    print(where, returns(where), log)


def swallow():
    try:
        raise KeyError("lost")
    finally:
        return "swallowed"


def loop_swallow():
    for i in range(3):
        try:
            raise KeyError(i)
        finally:
            if i < 2:
                continue
            break
    return "loop ended at %d" % i


def nested():
    order = []
    try:
        try:
            order.append(1)
            raise ValueError("first")
        finally:
            order.append(2)
            try:
                raise KeyError("second")
            except KeyError:
                order.append(3)
    except ValueError as error:
        order.append(str(error))
    return order


def return_value_kept():
    x = 1
    try:
        return x
    finally:
        x = 2


def return_list_kept():
    x = [1]
    try:
        return x
    finally:
        x.append(2)


print(swallow(), loop_swallow(), nested(), return_value_kept(), return_list_kept())


def in_loop():
    out = []
    for i in range(4):
        try:
            if i == 1:
                continue
            if i == 3:
                break
            out.append(i)
        except Exception:
            out.append("never")
        else:
            out.append("else%d" % i)
        finally:
            out.append("f%d" % i)
    else:
        out.append("never")
    return out


print(in_loop())


def deep(depth):
    try:
        if depth == 0:
            raise RuntimeError("bottom")
        deep(depth - 1)
    finally:
        order.append(depth)


order = []
try:
    deep(5)
except RuntimeError as error:
    print(error, order)
try:
    try:
        1 / 0
    finally:
        [][1]
except IndexError as error:
    print(repr(error), repr(error.__context__))
try:
    pass
finally:
    print("only finally")
