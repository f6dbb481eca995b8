# encode and decode: UTF-8/16/32, Latin-1, ASCII, error handlers, surrogates and malformed input.
def attempt(f, *args, **kw):
    try:
        return f(*args, **kw)
    except (UnicodeError, LookupError, TypeError) as error:
        return f"{type(error).__name__}: {error}"


texts = ["", "ascii", "é", "€", "日本", "😀", "a\ud800b", "\udc80", "\x00\x7f\x80\xff", "\U0010ffff"]
for t in texts:
    for enc in ("utf-8", "latin-1", "ascii", "utf-16-le", "utf-16-be", "utf-32-le", "utf8", "UTF_8"):
        print(ascii(t), enc, attempt(t.encode, enc))
    for errors in ("ignore", "replace", "backslashreplace", "xmlcharrefreplace", "surrogatepass", "surrogateescape", "namereplace", "strict", "nonsense"):
        print(errors, attempt(t.encode, "utf-8", errors), attempt(t.encode, "ascii", errors), attempt(t.encode, "latin-1", errors))
data = [b"", b"ascii", b"\xc3\xa9", b"\xe2\x82\xac", b"\xf0\x9f\x98\x80", b"\xff", b"a\x80b", b"\xc3", b"\xe2\x82", b"\xf0\x9f\x98", b"\xc0\x80", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xe2\x28\xa1", b"\xc3\x28", b"\xf8\x88\x80\x80\x80", b"ok\xe9\xe8ok", b"\xe0\x80\x80", b"\xf0\x80\x80\x80x"]
for d in data:
    print(d, ascii(attempt(d.decode)), ascii(attempt(d.decode, "latin-1")), ascii(attempt(d.decode, "ascii")))
    print([ascii(attempt(d.decode, "utf-8", e)) for e in ("ignore", "replace", "backslashreplace", "surrogateescape", "surrogatepass")], [ascii(attempt(d.decode, "ascii", e)) for e in ("ignore", "replace", "surrogateescape", "backslashreplace")])
for d in (b"a\x00b\x00", b"\xff\xfea\x00", b"\xfe\xff\x00a", b"a", b"\x00\xd8", b"\x3d\xd8\x00\xde"):
    print(d, [ascii(attempt(d.decode, e)) for e in ("utf-16", "utf-16-le", "utf-16-be")])
for f in (lambda: "a".encode("nope"), lambda: b"a".decode("nope"), lambda: "a".encode(5), lambda: b"a".decode("utf-8", 5), lambda: str(b"\xc3\xa9", "utf-8"), lambda: str(b"\xff", "utf-8", "replace"), lambda: str(b"ab"), lambda: str("x", "utf-8"), lambda: str(5, "utf-8"), lambda: bytes("é", "utf-8"), lambda: bytes("é", "ascii"), lambda: bytes("x"), lambda: str(encoding="utf-8"), lambda: str(object=b"x", encoding="ascii"), lambda: bytes(5, "utf-8"), lambda: str(bytearray(b"z"), "ascii"), lambda: str(memoryview(b"q"), "ascii")):
    print(ascii(attempt(f)))
for t in texts[:6]:
    for enc in ("utf-8", "utf-16", "utf-32", "utf-16-le", "utf-7", "utf-8-sig", "unicode_escape", "raw_unicode_escape"):
        e = attempt(t.encode, enc)
        print(enc, e, attempt(e.decode, enc) == t)
print(b"\\x41\\u0042\\n\\N{DIGIT ONE}".decode("unicode_escape"), "é\n".encode("unicode_escape"), "\udcff".encode("utf-8", "surrogateescape"), b"\xff".decode("utf-8", "surrogateescape") == "\udcff")
