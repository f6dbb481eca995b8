# Case mapping and classification over ASCII, Latin-1, the wider planes and special cases.
samples = ["", "abc", "ABC", "Abc Def", "hello world's end", "ß", "ŉ", "ﬁ", "İ", "ı", "Σ", "ΑΣ", "ΑΣΑ", "σς", "Ǆ", "ǅ", "ǆ", "éÉ", "ÿ", "µ", "日本", "𐐀𐐨", "1a", "a1b2", "x_y", "ⅷ", "ⓐ", "ª", "ᾳ", "ΐ", "ŒUVRE", "they're BILL'S", "\u0345a", "٣", "²", "½", "①", "Ⅷ", "\u00a0", "\u2028", "\x1f", "\t", " ", "é\u0301", "😀", "_", "9", "-", "\x7f", "\xad", "\u200b", "\ufeff", "\U000e0001", "a\x00"]
for s in samples:
    print(ascii(s), ascii(s.upper()), ascii(s.lower()), ascii(s.title()), ascii(s.capitalize()), ascii(s.swapcase()), ascii(s.casefold()), *("".join("01"[v] for v in (s.isalpha(), s.isdigit(), s.isdecimal(), s.isnumeric(), s.isalnum(), s.isspace(), s.isupper(), s.islower(), s.istitle(), s.isidentifier(), s.isprintable(), s.isascii())),))
digest = 0
for c in range(0, 0x3000):
    s = chr(c)
    bits = (s.isalpha(), s.isdigit(), s.isdecimal(), s.isnumeric(), s.isspace(), s.isupper(), s.islower(), s.istitle(), s.isidentifier(), s.isprintable())
    for b in bits:
        digest = (digest * 2 + b) % 1000000007
    for t in (s.upper(), s.lower(), s.title(), s.casefold(), s.swapcase()):
        for ch in t:
            digest = (digest * 31 + ord(ch)) % 1000000007
    if c % 0x400 == 0x3FF:
        print(hex(c), digest)
print("ẞ".lower(), "ß".casefold() == "ss".casefold(), "ΌΣΟΣ".lower(), "aΣ b".lower(), "Σ".lower(), "ΑΣ.".lower() == "ας.", "ﬀ".upper(), "ŉ".title(), "ΐ".upper() == "Ϊ́")
print([ascii(c) for c in "aé日😀\ud800\n\t\\'\"\x00\x7f\x80\u200b"], repr("it's"), repr('say "hi"'), repr("both ' and \""), repr("tab\tnl\ncr\r"), repr("\x00\x1f\x7f\x9f\xa0\xad\u0378\ue000\U0001f600\ud800"), repr("é日"))
print("straße".upper(), "TITLE case".title(), "o'neill mc-donald".title(), "ǆ".capitalize() == "ǅ", "hELLO".capitalize(), "éA".swapcase(), "abc".isidentifier(), "1a".isidentifier(), "class".isidentifier(), "é".isidentifier(), "a b".isidentifier(), "".isprintable(), "".isascii(), "".isalpha())
