# The bounds of a slice are looked at before what is assigned, the step first of them.
for k in ['x[::0]','x[1.5::0]','x[:"a":0]','x["a"::0]','x[::0.0]','x[::"a"]', 'x["a":"b":"c"]','x["a":"b":0]', 'x[:2**99:0]']:
  for x in ([1],(1,),'a',b'a',range(3),bytearray(b'a'),memoryview(b'a')):
    try: print(eval(k))
    except Exception as e: print(k, type(x), type(e), e)
for k in ['x[::0]=[]','x[1.5::0]=[]','x[:"a":0]=[]','del x["a"::0]','del x[::0.0]','x["a"::1]=b""','x["a":]=b""','del x["a":]', 'x[:1]=5', 'x["a":1]=5','x["a":1:0]=5', 'x[1:2:0]=5']:
  for x in ([1], bytearray(b'a')):
    try: exec(k); print(k, x)
    except Exception as e: print(k, type(x), type(e), e)


class Told:
    def __init__(self, name, value):
        self.name, self.value = name, value

    def __index__(self):
        print(self.name)
        return self.value


def items():
    print("items")
    yield 1


x = [1, 2, 3]
x[Told("start", 0):Told("stop", 2):Told("step", 1)] = items()
print(x)
print(x[Told("start", 0):Told("stop", 2):Told("step", 2)])
del x[Told("start", 0):Told("stop", 2):Told("step", -1)]
