# The encoding UTF-7: what is written directly, runs of base64, broken input, handlers, decoding in parts.
import codecs


def t(f, *args):
    try:
        return f(*args)
    except (UnicodeError, TypeError, LookupError) as error:
        return f"{type(error).__name__}: {error}"


for text in ("", "a", "A+B", "a-b", "é", "日本", "a日-b", "日b", "日 b", "日+", "+", "-", "+-", "\U0001f600", "x\U0001f600y", "\ud800", "\udc00", "a\ud800b", "\ud83d\ude00", "\\", "~", "\x00", "\x01\x7f", "\t\n\r ", "é1", "é-", "éé", "ééé", "é/é", "A≢Α.", "Hi Mom ☺!", "".join(map(chr, range(128))), "".join(map(chr, range(120, 300, 7)))):
    data = text.encode("utf-7")
    print(ascii(text), data, t(lambda: data.decode("utf-7") == text), codecs.utf_7_encode(text), t(lambda: ascii(codecs.utf_7_decode(data, "strict", True))))
cases = [b"+", b"+A", b"+AO", b"+AOk", b"+AOk-", b"+AOkA", b"+AOl-", b"+AOkB-", b"a+AOk b", b"+AOkb", b"+-", b"+-a", b"+ -", b"+!", b"\xff", b"a\xe9b", b"+AOk\xff-", b"+2D0-", b"+2D3cAA-", b"+2D3eAA-", b"+2D1a-", b"+2D0A-", b"+3AA-", b"+2AA", b"+2AA!", b"+2AA+", b"+2D3cA", b"+AOkAOk-", b"+AOk-+AOk-", b"+AOk+AOk-", b"a+\xe9-b", b"+//8-", b"+AAAA-", b"+AA-", b"+A-", b"+AB-b", b"+ABC-", b"~\\", b"+AOk-\x80+AOk-"]
for data in cases:
    print(data, [ascii(t(data.decode, "utf-7", errors)) for errors in ("strict", "ignore", "replace", "backslashreplace", "surrogateescape")], ascii(t(codecs.utf_7_decode, data)), ascii(t(codecs.utf_7_decode, data, "replace", False)))
for text in ("a日本b é\U0001f600 +-", "日\ud800x", "plain"):
    data = text.encode("utf-7")
    decoder = codecs.getincrementaldecoder("utf-7")()
    print(ascii("".join(decoder.decode(bytes([b])) for b in data) + decoder.decode(b"", True)))
    for cut in range(len(data) + 1):
        decoder = codecs.getincrementaldecoder("utf-7")()
        print(cut, ascii(decoder.decode(data[:cut])), ascii(decoder.decode(data[cut:], True)))
print("é".encode("UTF7"), "é".encode("u7"), "é".encode("unicode-1-1-utf-7"), codecs.lookup("utf7").name, str(b"+AOk-", "utf_7"))
codecs.register_error("note", lambda e: ("<%s %s %d %d %s>" % (e.encoding, e.reason, e.start, e.end, e.object), e.end))
for data in cases:
    print(ascii(t(data.decode, "utf-7", "note")))
