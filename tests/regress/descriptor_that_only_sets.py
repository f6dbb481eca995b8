# A data descriptor without __get__ is found behind what the instance holds; without that, it is the value itself.
class SetOnly:
    def __set__(self, instance, value):
        instance.__dict__["x"] = value * 2


class C:
    x = SetOnly()


c = C()
print(type(c.x).__name__)
c.x = 4
print(c.x, type(C.x).__name__, 0 / -3, 0 / -(10 ** 30))
for statement in ("del (5)[0]", "del ('a')[0]", "del C()[0]", "del C()['k']"):
    try:
        exec(statement)
    except TypeError as error:
        print(error)
