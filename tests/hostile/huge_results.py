# Results that no memory holds.
expressions = """10**10**10
1<<(1<<40)
1<<10**100
10**18//1**-1
pow(3,10**18)
pow(3,10**18,0)
"a"*10**12
b"a"*2**62
[0]*10**12
(1,)*2**62
[[0]*10**6]*2**40
bytearray(b"a")*2**62
range(10**100)[10**99]
len(range(10**100))
"%1000000000000d"%1
"%.*f"%(2**31-1,1.0)
"%.2000000000f"%1.5
"%*d"%(2**31-1,1)
f"{1:1000000000000}"
"{:1000000000000}".format(1)
"{:99999999999999999999999}".format(1)
format(1.5,".2000000000f")
format("x","99999999999")
"a".ljust(10**12)
"a".center(2**62)
"a".zfill(10**12)
"a\\t".expandtabs(2**31-1)
bytes(10**13)
bytearray(10**13)
list(range(10**10))
tuple(range(10**10))
int("9"*10**6)
str(10**10000)
2**(2**33)
(2**100000)**100000
"".join(["a"*10**6]*10**6)
"".join("a"*10**6 for i in range(10**9))
b"".join([b"a"*10**6]*10**6)
"aaaa".replace("a","b"*10**8*100)
"a".translate({97:"y"*10**6})*10**8
1e308*10**308
round(10**400,-10**18)
float(10**400)
complex(10**400)
[*range(10**10)]
{*range(10**10)}
(*range(10**10),)
dict.fromkeys(range(10**10))
set(range(10**10))
list(iter(int,1))
sorted(range(10**10))
sum([[0]*10**6]*10**6,[])
"a".encode("utf-32")*10**12
memoryview(b"a"*10**12)
__import__("array").array("b",b"a")*10**13
__import__("itertools").repeat(1,10**30)
list(__import__("itertools").repeat(1,10**10))
list(__import__("itertools").product(range(1000),repeat=1000))
list(__import__("itertools").combinations(range(100000),50000))
__import__("collections").deque(range(10**10))
__import__("math").factorial(10**9)
__import__("math").comb(10**9,5*10**8)
int.from_bytes(b"a"*10**7,"big")**1000000
(1).to_bytes(10**13,"big")
"x".splitlines()*10**12
("x"*10**6).split("x")*10**9
eval("["*90+"0"+"]*10**3"*90)
exec("def f(x): return f(x*2)\\nf(b'a')")
type("X",(),{"__slots__":["a%d"%i for i in range(10**5)]})()
"".join(chr(i) for i in range(0x110000))*10**9
hash("a"*10**13)
slice(0,10**30).indices(10**29)
struct.calcsize("9999999999999999999s") if (struct:=__import__("struct")) else 0
__import__("struct").pack("2000000000s",b"")*10**3""".splitlines()

for expression in expressions:
    try:
        result = eval(expression)
    except (MemoryError, OverflowError, ValueError, RecursionError, ZeroDivisionError, ImportError):
        continue
    except Exception as error:
        # The errors of struct, and the limit on __slots__.
        if type(error).__name__ != "error" and "too many __slots__" not in str(error):
            print(expression, "raises", repr(error)[:100])
    result = None
print("end")
