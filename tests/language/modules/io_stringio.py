# io.StringIO and io.BytesIO: reading, writing, seeking, lines, closing and errors.
import io


def attempt(f, *args):
    try:
        return f(*args)
    except Exception as error:
        return f"{type(error).__name__}: {error}"


s = io.StringIO("line one\nline two\nthree")
print(s.read(4), s.tell(), s.readline(), s.readlines(), s.read(), s.seek(0), list(s), s.getvalue()[:8])
s = io.StringIO()
print(s.write("abc"), s.write("é日\n"), s.getvalue(), s.tell(), s.seek(1), s.write("X"), s.getvalue(), s.truncate(2), s.getvalue(), s.seek(0, 2), s.writelines(["1", "2"]), s.getvalue(), s.readable(), s.writable(), s.seekable(), s.closed)
s.seek(10)
s.write("far")
print(repr(s.getvalue()), attempt(s.write, b"x"), attempt(s.write, 5), attempt(s.seek, -1), attempt(s.seek, 1, 1), attempt(s.read, "x"), attempt(s.fileno))
s.close()
print(s.closed, attempt(s.read), attempt(s.getvalue), attempt(s.write, "x"))
with io.StringIO("a\r\nb\rc\n") as t:
    print(list(t), t.newlines)
print(list(io.StringIO("a\r\nb\rc\n", newline=None)), list(io.StringIO("a\r\nb\rc\n", newline="")), list(io.StringIO("a\r\nb", newline="\r\n")), io.StringIO("x", newline="\r\n").getvalue())
b = io.BytesIO(b"hello\nworld")
print(b.read(2), b.readline(), b.read(), b.seek(-3, 2), b.read(), b.seek(2), b.read1(3), b.getvalue(), b.tell())
b = io.BytesIO()
print(b.write(b"abc"), b.write(bytearray(b"de")), b.getvalue(), b.seek(0), b.readinto(bytearray(3)), b.truncate(1), b.getvalue(), attempt(b.write, "text"), attempt(b.write, 5))
v = b.getbuffer()
v[0] = 90
print(b.getvalue(), attempt(b.write, b"longer"), attempt(b.close))
v.release()
b.close()
print(attempt(b.read), b.closed)
print("to file", file=(f := io.StringIO()))
print(repr(f.getvalue()))
w = io.TextIOWrapper(io.BytesIO(b"\xc3\xa9\nx"), encoding="utf-8")
print(w.readline(), w.read(), w.encoding)
buffer = io.BytesIO()
w = io.TextIOWrapper(buffer, encoding="latin-1", newline="\r\n")
w.write("é\n")
w.flush()
print(buffer.getvalue(), isinstance(w, io.TextIOBase), isinstance(buffer, io.IOBase), io.SEEK_END, io.DEFAULT_BUFFER_SIZE)
