# The lines of comprehensions and conditions over several lines.
import sys
def t(f,e,a):
    print(f.f_code.co_name,f.f_lineno-f.f_code.co_firstlineno,e); return t
def f(n):
    a = [
        i
        for i in n
    ]
    b = {
        i:
        2 for i in n if
        i is not None
        if i
    }
    c = list(
        x for x in
        n if x != 7
    )
    d = [
        (i,
         j)
        for i in n
        for j in (
            1,
            2)
        if i <
        j
    ]
    e = [i for i in n
         if i if
         i > 1]
    async def g():
        return [
            i async
            for i in
            h()
            if i]
    async def h():
        yield 1
    try: g().send(None)
    except StopIteration: pass
sys.settrace(t)
f([1,2])
sys.settrace(None)
def mix(a, b, c):
    while (a and
           b):
        b -= 1
    assert (a or
            c), 'x'
    x = [1, 2, 3][
        a]
    y = {**{'a': a},
         'b':
         b}
    print(a,
          *[b,
            c],
          sep=
          '-')
    x = lambda: (
        1)
    x()
    x = (a
         if b
         else c
         )
    if a == 1 and \
       c == 3 and (
           b or
           c):
        pass
    z = not (a and
             b)
    w = a < b < \
        c
    if a < c < \
       7:
        w = 1
    del z, w
    for i in range(
            2):
        if i:
            continue
        pass
    else:
        w = 2
    a, (b,
        c) = 1, (
            2, 3)
    x = f'''{a}
{b
   + c!r:>{
       5}}'''
    return x
sys.settrace(t)
mix(1,2,3)
sys.settrace(None)
