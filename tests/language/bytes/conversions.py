# bytes, str and int conversions: round trips, escapes in repr, encodings and ordering.
for n in (0, 1, 255, 256, 65535, 2 ** 31, 2 ** 64 - 1, 10 ** 30):
    length = max(1, (n.bit_length() + 7) // 8)
    for order in ("big", "little"):
        raw = n.to_bytes(length, order)
        assert int.from_bytes(raw, order) == n
    print(n, raw, raw.hex(), int(raw[::-1].hex(), 16) == n, list(raw)[:3])
every = bytes(range(256))
print(every)
print(repr(every.decode("latin-1")), every.decode("latin-1").encode("latin-1") == every, len(every.decode("latin-1").encode()), eval(repr(every)) == every)
for quote in (b"'", b'"', b"'\"", b"plain", b"\\", b"\n\r\t\0", b"\x7f\x80\xff"):
    print(quote, repr(quote), str(quote), eval(repr(quote)) == quote, repr(bytearray(quote)), "%s" % quote, "%r" % quote, f"{quote!r}", ascii(quote))
print(sorted([b"b", b"", b"a\xff", b"a", b"B", bytearray(b"aa")]), max(b"abc", b"abd"), b"a" < b"aa", b"\xff" > b"\x00\x01", b"a" == bytearray(b"a") == memoryview(b"a"), b"" == bytearray(), b"a" != "a", {b"a": 1}[b"a"], b"a" in {b"a"}, hash(b"a") == hash(bytes(b"a")), [b"a", "a"].count("a"))
for text in ("", "ascii", "é", "日本", "😀"):
    encoded = {e: text.encode(e) for e in ("utf-8", "utf-16-le", "utf-32-be")}
    print(encoded, all(v.decode(k) == text for k, v in encoded.items()), [len(v) for v in encoded.values()])
data = b"The quick brown fox. " * 50
print(len(data), data.count(b"o"), data.find(b"fox"), data.rfind(b"fox"), data.replace(b"quick", b"slow")[:25], len(data.split()), data.split(b". ", 2)[:2], data.upper()[:9], data.title()[4:9], data[::-1][:5], data[5:50:7], sum(data), len(set(data)), sorted(set(data))[:3], data.translate(bytes((b + 1) % 256 for b in range(256)))[:5], data.index(b"."), bytes(reversed(data))[:2], data.startswith(b"The"), data.partition(b"quick")[0])
out = bytearray()
for i in range(300):
    out += bytes((i % 256,)) if i % 2 else b""
    if i % 50 == 0:
        out.insert(0, 255)
print(len(out), bytes(out[:5]), out.count(255), out.hex()[:20], bytes(out)[-3:])
checksum = 0
for b in data:
    checksum = (checksum * 31 + b) % 65521
print(checksum, b"%d" % checksum, str(checksum).encode(), int(b"%d" % checksum), b" ".join([b"%02x" % b for b in data[:4]]), bytes.fromhex("54 68 65"), b"".join(bytes((c,)) for c in b"xyz"), bytes(ord(c) for c in "abc"), b"a,b;c".replace(b";", b",").split(b","), b"x" * 3 + b"y", (b"ab" * 2)[1:3], b"abc"[1], b"abc"[1:2])
for bad in (lambda: b"a" + "b", lambda: "a" + b"b", lambda: b"a".join(["b"]), lambda: int(b"\xff"), lambda: float(b"x"), lambda: b"abc" % 5, lambda: b"%s" % "text", lambda: bytes("é"), lambda: b"a" in "abc", lambda: "a" in b"abc", lambda: b"a".replace("a", "b"), lambda: b"a".split(","), lambda: bytes([1, "a"]), lambda: bytes(2 ** 70), lambda: b"ab" < "ab"):
    try:
        print(bad())
    except (TypeError, ValueError, OverflowError) as error:
        print(type(error).__name__, error)
