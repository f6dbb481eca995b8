# Long chains in a source take time by their length, not by its square, and mean what short ones do.
import math


def run(source, **names):
    exec(source, names)
    return names


text = run("x = " + "'0123456789abcdefghij' + " * 400 + "'c'")["x"]
print(len(text), text[:5], text[-3:])
print(len(run("x = " + "b'0123456789abcdefghij' + " * 400 + "b'c'")["x"]), len(run("x = " + "(1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1, 2) + " * 400 + "()")["x"]))
print(run("x = " + "1 + " * 400 + "1")["x"], run("x = 1 + 2 + y + 3 + 4 + 'a'.count('a')", y=10)["x"])
print(run("x = 'a' + 'b' + y + 'c' + 'd'", y="-")["x"], run("x = 'a' 'b' + '%s' % (1,) + 'c'")["x"])

many = "".join(f"except E{i}: x = {i}\n" for i in range(3000))
errors = {f"E{i}": type(f"E{i}", (Exception,), {}) for i in range(3000)}
for i in (0, 1, 1500, 2999):
    print(run(f"try: raise E{i}\n{many}", **errors)["x"], end=" ")
print()

print(len(run("x = f'" + "{y}" * 20000 + "'", y=1)["x"]))
# Where an expression of a field stands is counted from the last one.
for source in ("f'{y}{y}{1/0}'", "f'''{y}\n{y}\n  {y} {1/0}'''", "f'''{y:{y}}\n\n{y!r:>{1/0}}'''", "(f'{y}'\nf'a{y}b{1/0}')"):
    try:
        eval(compile(source, "field", "eval"), {"y": 1})
    except ZeroDivisionError as error:
        entry = error.__traceback__.tb_next
        print(entry.tb_lineno)
    print([(n.lineno, n.col_offset) for n in __import__("ast").walk(__import__("ast").parse(source)) if hasattr(n, "op")])

print(math.factorial(500) % 10**9, math.comb(400, 200) % 10**9, math.perm(2**62, 3) % 10**9, math.perm(9, 9), math.comb(9, 0))
