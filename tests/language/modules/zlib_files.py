"""zlib, gzip and zipfile: what is packed comes out again, in pieces too; checksums; what is refused."""
import copy
import gzip
import io
import zipfile
import zlib


def shown(f):
    try:
        return f()
    except Exception as e:
        return type(e).__module__, type(e).__name__, str(e)


text = b"the quick brown fox jumps over the lazy dog " * 300
noise = bytes((i * i * 7 + i // 3) & 255 for i in range(70000))
print(zlib.crc32(b""), zlib.crc32(text), zlib.crc32(noise, 5), zlib.adler32(b""), zlib.adler32(text), zlib.adler32(noise, 9))
print(zlib.crc32(b"", -1), zlib.crc32(b"x", 1 << 40), zlib.crc32(b"b", zlib.crc32(b"a")) == zlib.crc32(b"ab"), zlib.adler32(b"", 7))
for level in (-1, 0, 1, 6, 9):
    for data in (b"", b"x", text, noise):
        packed = zlib.compress(data, level)
        print(level, len(data), packed == zlib.compressobj(level).compress(data) or len(packed), zlib.crc32(packed), zlib.decompress(packed) == data)
for wbits in (-15, -9, 9, 15, 25, 31):
    packed = zlib.compress(text, wbits=wbits)
    print(wbits, len(packed), zlib.decompress(packed, wbits=wbits) == text, zlib.decompress(packed, wbits, 1) == text)
print(zlib.decompress(zlib.compress(text, wbits=31), wbits=47) == text)

c = zlib.compressobj(9, zlib.DEFLATED, 15, 9, zlib.Z_FILTERED)
pieces = [c.compress(text[:1000]), c.flush(zlib.Z_SYNC_FLUSH), c.compress(noise), c.flush(zlib.Z_FULL_FLUSH), c.flush(zlib.Z_NO_FLUSH)]
other = c.copy()
deep = copy.deepcopy(c)
pieces.append(c.compress(text[1000:]))
pieces.append(c.flush())
print([len(p) for p in pieces], len(other.flush()), len(copy.copy(deep).flush()), shown(c.copy), shown(lambda: c.compress(b"x")), shown(c.flush))
whole = b"".join(pieces)
d = zlib.decompressobj()
out = b"".join(d.decompress(whole[i:i + 100]) for i in range(0, len(whole), 100))
print(out == text[:1000] + noise + text[1000:], d.eof, d.unused_data, d.unconsumed_tail, d.flush())

packed = zlib.compress(text)
d = zlib.decompressobj()
first = d.decompress(packed, 100)
twin = d.copy()
print(first == text[:100], len(d.unconsumed_tail), d.eof, len(d.decompress(d.unconsumed_tail, 50)), len(d.flush()), d.eof, d.unconsumed_tail)
print(len(twin.flush(1)), twin.eof, shown(lambda: twin.flush(0)), shown(lambda: twin.decompress(b"", -1)))
d = zlib.decompressobj()
print(d.decompress(packed + b"behind") == text, d.unused_data, d.decompress(b"more"), d.unused_data, d.eof)
d = zlib.decompressobj()
print(len(d.decompress(packed[:30])), len(d.flush()), d.eof)

words = b"lazy quick brown fox"
c = zlib.compressobj(zdict=words)
packed = c.compress(text) + c.flush()
print(len(packed), zlib.decompressobj(zdict=words).decompress(packed) == text, shown(lambda: zlib.decompressobj().decompress(packed)))
print(shown(lambda: zlib.decompressobj(zdict=b"wrong").decompress(packed)), shown(lambda: zlib.decompressobj(zdict=5)))
c = zlib.compressobj(wbits=-15, zdict=words)
packed = c.compress(text) + c.flush()
print(zlib.decompressobj(wbits=-15, zdict=words).decompress(packed) == text)

for f in (lambda: zlib.compress("x"), lambda: zlib.compress(b"x", 10), lambda: zlib.compress(), lambda: zlib.decompress(b"x"),
          lambda: zlib.decompress(b""), lambda: zlib.decompress(zlib.compress(text)[:-1]), lambda: zlib.decompress(b"\0" * 20),
          lambda: zlib.decompress(b"x", bufsize=0), lambda: zlib.decompress(b"x", 1), lambda: zlib.compressobj(10), lambda: zlib.compressobj(1, 1),
          lambda: zlib.decompressobj(-1), lambda: zlib.crc32(), lambda: zlib.crc32("x"), lambda: zlib.adler32(b"x", "y"), lambda: zlib.compress(b"x", 1, 2, 3),
          lambda: type(zlib.compressobj())(), lambda: zlib.decompressobj().decompress("x"), lambda: zlib.decompressobj().decompress(b"wrong data")):
    print(shown(f))
print(zlib.error.__mro__, zlib.MAX_WBITS, zlib.DEF_MEM_LEVEL, zlib.DEF_BUF_SIZE, zlib.Z_FINISH)

packed = gzip.compress(text, mtime=0)
print(len(packed), gzip.decompress(packed) == text, gzip.decompress(packed * 2) == text * 2)
f = io.BytesIO()
with gzip.GzipFile("name", "wb", 9, f, 0) as g:
    g.write(b"line one\nline two\n")
    g.write(noise)
f.seek(0)
with gzip.GzipFile(fileobj=f) as g:
    print(g.readline(), g.read(3), g.seek(9), g.readline(), g.read() == noise)
print(shown(lambda: gzip.decompress(b"no gzip")), shown(lambda: gzip.decompress(packed[:-9])), shown(lambda: gzip.decompress(packed[:-8] + bytes(8))))

f = io.BytesIO()
with zipfile.ZipFile(f, "w", zipfile.ZIP_DEFLATED) as z:
    z.writestr("a.txt", text)
    z.writestr(zipfile.ZipInfo("b/stored"), noise)
    with z.open("c", "w") as inner:
        inner.write(noise)
with zipfile.ZipFile(f) as z:
    print([(i.filename, i.compress_type, i.file_size, i.CRC) for i in z.infolist()], z.testzip(), z.read("a.txt") == text)
    with z.open("c") as inner:
        print(inner.read(1000) == noise[:1000], inner.read() == noise[1000:])
