# Raising and catching: classes, instances, tuples, re-raise, the hierarchy, args and the variable's removal.
class AppError(Exception):
    pass


class SubError(AppError):
    def __init__(self, code):
        super().__init__("code", code)
        self.code = code


def run(raiser):
    try:
        raiser()
    except SubError as error:
        return "sub", error.code, error.args
    except (KeyError, IndexError) as error:
        return type(error).__name__, error.args
    except AppError as error:
        return "app", str(error), repr(error)
    except Exception as error:
        return "exception", type(error).__name__, str(error)


def thrower(value):
    def f():
        raise value
    return f


for value in (SubError(5), KeyError("k"), IndexError, AppError, AppError("m"), AppError(1, 2), ValueError(), TypeError("t"), 5, "str", None, int, object(), AppError(), StopIteration(3)):
    result = run(thrower(value))
    print(result)
try:
    raise AppError from ValueError("cause")
except AppError as e:
    print(repr(e.__cause__), e.__suppress_context__, e.__context__)
try:
    print(e)
except NameError as error:
    print(error)
e = "kept outside"
try:
    raise ValueError
except ValueError as e:
    pass
print("e" in globals())


def reraise():
    try:
        raise ValueError("original")
    except ValueError:
        raise


try:
    reraise()
except ValueError as error:
    print(error, error.__context__)
try:
    raise
except RuntimeError as error:
    print(error)
try:
    try:
        raise KeyError("inner")
    except KeyError:
        raise IndexError("outer")
except IndexError as error:
    print(repr(error), repr(error.__context__), error.__cause__)
try:
    raise ValueError("x") from None
except ValueError as error:
    print(error.__cause__, error.__suppress_context__)
for cause in (5, "x", KeyError, int):
    try:
        raise ValueError("y") from cause
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error, repr(error.__cause__))
for handler in (5, "x", (ValueError, 5), int):
    try:
        try:
            raise ValueError("v")
        except handler:
            print("caught")
    except TypeError as error:
        print(error)
errors = (LookupError, ArithmeticError)
try:
    1 / 0
except errors as error:
    print(repr(error))
try:
    {}["missing"]
except LookupError as error:
    print(error, str(error), error.args, repr(error))
print(KeyError("a"), str(KeyError("a")), str(KeyError("a", "b")), str(KeyError()), str(ValueError("a", 1)), repr(ValueError("a", 1)), str(Exception(None)))
print(ValueError("a") == ValueError("a"), ValueError("q").args, Exception(1, 2).args, BaseException("x"), repr(BaseException()))
err = ValueError("a")
err.args = [1, 2]
print(err.args, err)
err.extra = "attribute"
print(vars(err))
try:
    ValueError(x=1)
except TypeError as error:
    print(error)
print(issubclass(KeyError, LookupError), issubclass(ZeroDivisionError, ArithmeticError), issubclass(KeyboardInterrupt, Exception), issubclass(FileNotFoundError, OSError), UnicodeDecodeError.__mro__[1:4])
