# Exceptions in loops leave iterators, stacks and variables in the right state.
def gen(log):
    for i in range(6):
        try:
            yield i
        except KeyError:
            log.append(("gen caught", i))
        finally:
            log.append(("gen finally", i))


log = []
g = gen(log)
for v in g:
    try:
        if v == 1:
            raise ValueError(v)
        if v == 3:
            g.throw(KeyError)
        if v == 5:
            break
    except ValueError as error:
        log.append(("loop caught", str(error)))
        continue
    finally:
        log.append(("loop finally", v))
g.close()
print(log)


def stack_depth():
    out = []
    for i in range(3):
        for j in range(3):
            try:
                out.append([i, j, (1 / (j - 1) if i else 0)])
            except ZeroDivisionError:
                break
        else:
            out.append("completed %d" % i)
    return out


print(stack_depth())


def call_args():
    results = []
    for i in range(4):
        try:
            results.append(max(i, [1, 2, 3][i], {"a": [1, 2][i]}["a"]))
        except IndexError as error:
            results.append(str(error))
    return results


print(call_args())


def many():
    count = 0
    for i in range(1000):
        try:
            try:
                if i % 3 == 0:
                    raise KeyError(i)
                if i % 3 == 1:
                    raise ValueError(i)
            except KeyError:
                count += 1
                raise
            finally:
                count += 1
        except LookupError as error:
            count += error.args[0] % 2
        except ValueError:
            pass
    return count


print(many())


def retry(times):
    attempts = []
    while True:
        try:
            attempts.append(len(attempts))
            if len(attempts) < times:
                raise OSError("again")
            return attempts
        except OSError:
            continue


print(retry(4))
it = iter([1, 2, 3, 4])
try:
    for v in it:
        if v == 2:
            raise LookupError
except LookupError:
    print(list(it))
total = 0
for x in ["1", "x", None, "3", [], "4"]:
    try:
        total += int(x)
    except ValueError:
        total += 100
    except TypeError:
        total += 1000
    else:
        total += 0.5
print(total)
