# Results of __int__, __index__, __float__ that are of subclasses, and int() by way of __trunc__, are warned of.
import math
import operator
import warnings


class I(int):
    pass


class F(float):
    pass


class A:
    def __int__(self):
        return I(3)


class B:
    def __index__(self):
        return I(3)


class C:
    def __trunc__(self):
        return I(3)


class D:
    def __trunc__(self):
        return B()


class E:
    def __float__(self):
        return F(3)


class T:
    def __int__(self):
        return True


class G:
    def __trunc__(self):
        return A()


class H(float):
    def __float__(self):
        return F(4)


CALLS = [
    lambda: int(A()), lambda: int(B()), lambda: int(C()), lambda: int(D()), lambda: float(E()), lambda: float(B()),
    lambda: int(T()), lambda: operator.index(B()), lambda: [1, 2, 3, 4][B()], lambda: hex(B()), lambda: I(A()),
    lambda: math.sqrt(E()), lambda: range(B()), lambda: F(E()), lambda: int(G()), lambda: math.trunc(C()),
    lambda: int("10", B()), lambda: float(F(2)), lambda: int(I(2)), lambda: int(True), lambda: float(H(2)),
]
for number, f in enumerate(CALLS):
    for action in "always", "error":
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter(action)
            try:
                result = f()
            except Exception as e:
                result = e
        print(number, repr(result), type(result).__name__, [(w.category.__name__, str(w.message)) for w in caught])
