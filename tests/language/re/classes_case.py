# Sets of characters, categories and case, in texts of every width and in bytes.
import re

samples = [chr(c) for c in list(range(0, 0x250)) + [0x370, 0x391, 0x3A3, 0x3C2, 0x3C3, 0x3D0, 0x410, 0x430, 0x531, 0x5D0, 0x660, 0x966, 0x10A0, 0x1C80, 0x1E9E, 0x1FBE, 0x2003, 0x2028, 0x212A, 0x212B, 0x2160, 0x24D0, 0x3000, 0x4E00, 0xA64A, 0xAB70, 0xFB05, 0xFB06, 0xFF10, 0xFF21, 0x10400, 0x10428, 0x1D7CE, 0x1E900, 0x1F600, 0x10FFFF]]
text = "".join(samples)
raw = bytes(range(256))


def ranges(found):
    out = []
    for c in found:
        c = c if isinstance(c, int) else ord(c)
        if out and out[-1][1] == c - 1:
            out[-1][1] = c
        else:
            out.append([c, c])
    return " ".join("%x-%x" % tuple(r) if r[0] != r[1] else "%x" % r[0] for r in out)


SETS = [r"\d", r"\D", r"\s", r"\S", r"\w", r"\W", ".", "[a-z]", "[^a-z]", r"[\w-]", r"[^\W\d]", "[aeiou]", "[^aeiou]", "[a-zA-Z0-9_]", r"[\s\d]", "[^\\s]", r"[\D]", "k", "s", "å", "[k]", "[^k]", "[^å]", "i", "ſ"]
WIDE = ["[а-яё]", "[^а-я]", "[α-ω]", "[\u1234-\uffff]", "[\U00010400-\U00010427]", "[^\U00010400-\U0010ffff]", "[aß\u4e00\U0001F600]", "[^aß\u4e00\U0001F600]", "[a-\uffff]", "ς", "µ", "ß", "\u1e9e", "\u0130", "\u0131", "ǅ", "ﬅ", "[\u0100-\u0200\u0400\u4e00]", "[^\u0100-\u0200\u0400\u4e00]", "\U00010400", "[^\U00010428]", "[Ā-ž]"]
for pattern in SETS + WIDE:
    for flags in (0, re.I, re.A, re.A | re.I, re.S):
        print(ascii(pattern), int(flags), ranges(re.findall(pattern, text, flags)))
    print(ascii(pattern), ranges("".join(re.findall("(?:" + pattern + ")+", text))), ranges("".join(re.findall("(?i:" + pattern + "){2,3}?", text))))
for pattern in SETS:
    try:
        pattern = pattern.encode("ascii")
    except UnicodeEncodeError:
        continue
    for flags in (0, re.I, re.L, re.L | re.I):
        print(pattern, int(flags), ranges(b"".join(re.findall(pattern, raw, flags))))
for pattern, subject in ((r"(k)\1", "kK kK"), (r"(σ)\1", "σς Σσ"), (r"(?i)(å)\1", "åÅ"), (r"(a)(?i:\1)", "aA"), (r"(?i)(ß)\1", "ßẞ"), ("(?i)straße", "STRAßE STRASSE"), ("(?i)\u0130", "i\u0130"), ("(?i)ω+", "Ωω\u2126")):
    print(ascii(pattern), ascii(re.findall(pattern, subject)), ascii(re.findall(pattern, subject, re.I)))
for pattern in (r"\bfoo\b", r"\Bo", r"\b", r"\B", "^", "$", r"\A", r"\Z", "(?m)^", "(?m)$", r"(?a)\b", r"(?m)^.*$"):
    for subject in ("", "foo", "foo bar\n", "éfoo\n\nfoo\U0001F600", "\n", "a\nb"):
        print(pattern, ascii(subject), [m.span() for m in re.finditer(pattern, subject)])
