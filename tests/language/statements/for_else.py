# for and while loops with else, break and continue; changing what is iterated; the loop variable afterwards.
for i in range(3):
    print("loop", i)
else:
    print("else", i)
for i in range(5):
    if i == 2:
        break
else:
    print("never")
print("after break", i)
for i in []:
    pass
else:
    print("empty else", i)
n = 0
while n < 5:
    n += 1
    if n == 2:
        continue
    if n == 4:
        break
    print("while", n)
else:
    print("never")
while n:
    n -= 1
else:
    print("while else", n)
items = [1, 2, 3]
for item in items:
    if len(items) < 6:
        items.append(item * 10)
print(items)
items = list(range(6))
for item in items:
    items.remove(item)
print(items)
for outer in range(3):
    for inner in range(3):
        if inner == outer:
            continue
        if outer == 2:
            break
        print(outer, inner)
    else:
        print("inner finished", outer)
d = {1: 1, 2: 2}
try:
    for key in d:
        d[key + 10] = 0
except RuntimeError as error:
    print(error)
try:
    for key in d:
        del d[key]
except RuntimeError as error:
    print(error)
s = {1, 2}
try:
    for item in s:
        s.add(item + 5)
except RuntimeError as error:
    print(error)
for a, (b, *c) in [(1, (2, 3, 4)), (5, "xy")]:
    print(a, b, c)
target = [0, 0]
for target[0] in range(3):
    target[1] += target[0]
print(target)
for i in range(3):
    i = 100
print(i)


def find(values, wanted):
    for position, value in enumerate(values):
        if value == wanted:
            return position
    else:
        return -1


print(find("abc", "b"), find("abc", "z"))
while True:
    try:
        break
    finally:
        print("finally on break")
for i in range(2):
    try:
        continue
    finally:
        print("finally on continue", i)
