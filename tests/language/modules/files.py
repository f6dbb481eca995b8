# open: modes, text and binary, encodings, newlines, iteration, seeking, errors; os.path and removal.
import os
import tempfile


def attempt(f, *args, **kw):
    try:
        return f(*args, **kw)
    except Exception as error:
        return f"{type(error).__name__}: {str(error).replace(folder, 'DIR')}"


folder = tempfile.mkdtemp()
path = os.path.join(folder, "file.txt")
with open(path, "w") as f:
    print(f.write("first\nsecond\nthird é\n"), f.writelines(["a\n", "b"]), f.name == path, f.mode, f.closed, f.readable(), f.writable())
print(f.closed, attempt(f.write, "x"))
with open(path) as f:
    print(f.readline(), f.read(3), f.tell(), f.readlines(), f.read(), f.seek(0), next(f), list(f))
with open(path, "rb") as f:
    print(f.read(6), f.tell(), f.seek(-2, 2), f.read(), f.seek(0), f.readline(), f.peek(3)[:3], f.mode)
with open(path, "a") as f:
    f.write("!")
with open(path, "r+") as f:
    f.seek(0)
    f.write("FIRST")
    f.seek(0)
    print(f.read())
with open(path, "w", encoding="utf-16", newline="\r\n") as f:
    f.write("é\n")
print(open(path, "rb").read(), open(path, encoding="utf-16", newline="").read(), attempt(open(path, encoding="ascii").read), attempt(lambda: open(path, encoding="utf-8").read()))
with open(path, "wb") as f:
    f.write(b"a\r\nb\rc\nd")
for newline in (None, "", "\n", "\r", "\r\n"):
    print(repr(newline), list(open(path, newline=newline)))
for mode in ("x", "q", "rw", "", "rb+t", "br", "U", "r+b"):
    print(mode, attempt(lambda: open(path, mode).close()))
print(attempt(open, folder), attempt(open, path + "none"), attempt(open, path, "rb", encoding="utf-8"), attempt(open, path, "r", 0), attempt(open, None), attempt(open, path, encoding="nope"), attempt(lambda: open(path, "rb").write(b"x")), attempt(lambda: open(path, "w").read()))
print(os.path.exists(path), os.path.isfile(path), os.path.isdir(folder), os.path.getsize(path), os.listdir(folder), os.path.basename(path), os.path.splitext("a/b.tar.gz"), os.path.join("a", "/b", "c"), os.path.normpath("a/../b//c/."), os.path.split("/a/b"), os.path.relpath("/a/b", "/a/c"))
with open(path, "w") as f:
    for i in range(10000):
        f.write("line %d\n" % i)
with open(path) as f:
    print(sum(1 for _ in f), sum(len(line) for line in open(path)), f.closed)
fd = os.open(path, os.O_RDONLY)
print(os.read(fd, 6), os.lseek(fd, 0, 0), os.close(fd), attempt(os.close, 9999))
os.rename(path, path + "2")
print(attempt(os.remove, path), os.remove(path + "2"), os.listdir(folder), os.rmdir(folder), os.path.exists(folder))
