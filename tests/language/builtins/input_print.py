# print to files and objects, sys.stdout replacement, displayhook, flush and unusual objects.
import sys


class Writer:
    def __init__(self):
        self.parts = []

    def write(self, text):
        self.parts.append(text)

    def flush(self):
        self.parts.append("<flush>")


w = Writer()
print("a", 1, None, [2], sep=", ", end=".", file=w)
print(w.parts)
w.parts.clear()
print(file=w)
print("x", file=w, flush=True)
print("", "", sep="", end="", file=w)
print(w.parts)
saved = sys.stdout
sys.stdout = w
w.parts.clear()
print("captured", 5)
sys.stdout = saved
print(w.parts)
sys.stdout = None
print("goes nowhere")
sys.stdout = saved
print("back")


class NoWrite:
    pass


for target in (NoWrite(), 5):
    try:
        print("x", file=target)
    except AttributeError as error:
        print(error)


class BadStr:
    def __str__(self):
        raise ValueError("no text")


try:
    print("before", BadStr(), "after", end="|\n")
except ValueError as error:
    print()
    print(error)


class BadWriter:
    def write(self, text):
        raise OSError("disk full")


try:
    print("x", file=BadWriter())
except OSError as error:
    print(error)
sys.displayhook(5)
sys.displayhook(None)
sys.displayhook("text")
import builtins
print(builtins._)
print("unicode é日😀", "null\x00end".replace("\x00", "\\0"), "tab\tx")
print(*range(10), sep="")
print(*"abc", sep="\n")
print(*[], sep="x")
print("a" * 5000 == "aaaaa" * 1000, len(str(list(range(1000)))))
print(1, 2.0, "three", b"four", [5], (6,), {7}, {8: 9}, None, True, ..., 1j, range(3), type, len, sep="; ")
sys.stdout.write("direct write\n")
print(sys.stdout.write("123\n"))
sys.stdout.writelines(["line 1\n", "line 2\n"])
print(sys.stdout.encoding, sys.stdout.name, sys.stdout.closed, sys.stdout.writable(), sys.stdout.fileno())
sys.stdout.flush()
print(type(sys.stdout).__name__, type(sys.stdin).__name__, sys.stdout is sys.__stdout__)
try:
    sys.stdout.write(5)
except TypeError as error:
    print(error)
try:
    input("prompt> ")
except EOFError as error:
    print()
    print(type(error).__name__, error)
print("end", end="")
print()
