# Every kind of parameter: positional-only, defaults, keyword-only, *args, **kwargs, and how they combine.
def attempt(function, *args, **kwargs):
    try:
        return function(*args, **kwargs)
    except TypeError as error:
        return "TypeError: " + str(error)


def plain(a, b, c):
    return a, b, c


def defaults(a, b=2, c=3):
    return a, b, c


def positional_only(a, b=5, /, c=6, *, d=7):
    return a, b, c, d


def keyword_only(*, a, b=2):
    return a, b


def everything(a, /, b, *args, c, d=4, **kwargs):
    return a, b, args, c, d, kwargs


def stars(*args, **kwargs):
    return args, kwargs


print(plain(1, 2, 3), plain(c=1, b=2, a=3), plain(1, *(2, 3)), plain(*[1], **{"b": 2, "c": 3}))
print(attempt(plain), attempt(plain, 1), attempt(plain, 1, 2), sep="\n")
print(attempt(plain, 1, 2, 3, 4), attempt(plain, 1, 2, 3, d=4), attempt(plain, 1, 2, a=3), sep="\n")
print(defaults(1), defaults(1, c=5), defaults(1, 9), attempt(defaults), attempt(defaults, 1, 2, 3, 4), sep="\n")
print(positional_only(1), positional_only(1, 2, 3, d=4), attempt(positional_only, a=1), sep="\n")
print(attempt(positional_only, 1, b=2), attempt(positional_only, 1, 2, 3, 4), attempt(positional_only), sep="\n")
print(keyword_only(a=1), attempt(keyword_only), attempt(keyword_only, 1), attempt(keyword_only, a=1, c=3), sep="\n")
print(everything(1, 2, c=3), everything(1, 2, 3, 4, c=5, d=6, e=7, a=8), attempt(everything, 1, 2), sep="\n")
print(attempt(everything, 1, c=3), attempt(everything, b=1, c=2), attempt(everything, 1, 2, b=3, c=4), sep="\n")
print(stars(), stars(1, 2, x=3), stars(*"ab", *"cd", **{"k": 1}, **{"l": 2}))
print(attempt(lambda: stars(**{"a": 1}, **{"a": 2})), attempt(lambda: stars(a=1, **{"a": 2})), sep="\n")
print(attempt(lambda: stars(**{1: 2})), attempt(lambda: stars(*5)), attempt(lambda: stars(**5)), sep="\n")
print(attempt(lambda: stars(*None)), attempt(lambda: plain(**[1])), sep="\n")


def two_missing(a, b, *, k1, k2):
    pass


print(attempt(two_missing), attempt(two_missing, 1, 2), attempt(two_missing, k1=1), sep="\n")


def mutable(item, bag=[]):
    bag.append(item)
    return bag


print(mutable(1), mutable(2), mutable(3, []), mutable.__defaults__)
defaults.__defaults__ = (20, 30)
print(defaults(1))
defaults.__defaults__ = None
print(attempt(defaults, 1))
keyword_only.__kwdefaults__ = {"a": 1, "b": 9}
print(keyword_only())


class Keys:
    def keys(self):
        return ["x", "y"]

    def __getitem__(self, key):
        return key * 2


print(stars(**Keys()))


def order(**kwargs):
    return list(kwargs)


print(order(z=1, a=2, **{"m": 3}, b=4))


class Method:
    def method(self, a, b=2):
        return a, b

    @staticmethod
    def static(a):
        return a


print(attempt(Method().method), attempt(Method.method), attempt(Method().method, 1, 2, 3), sep="\n")
print(attempt(Method.static), attempt(Method().static, 1, 2), attempt(Method, 1), sep="\n")
