"""Compares Ophion's Unicode functions with CPython's str methods and unicodedata: every property of every code point,
the normal forms of each and of random texts, and the look-up of every name, alias and sequence.

The program is ophion-unicode in OPHION_BUILD_DIR (default build/).
"""

import os
import random
import subprocess
import sys
import unicodedata as u

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
PROGRAM = os.path.join(os.environ.get("OPHION_BUILD_DIR", os.path.join(ROOT, "build")), "ophion-unicode")
FORMS = ("NFC", "NFD", "NFKC", "NFKD")
FIELDS = ("code flags lower upper title casefold decimal digit numeric category bidirectional width combining tag "
          "decomposition NFC isNFC NFD isNFD NFKC isNFKC NFKD isNFKD name").split()
SHOWN = 40

differences = 0


def differ(*what):
    global differences
    differences += 1
    if differences <= SHOWN:
        print(*what)


def hexed(text):
    return " ".join(f"{ord(c):X}" for c in text)


def forms_of(text):
    for form in FORMS:
        yield hexed(u.normalize(form, text))
        yield str(int(u.is_normalized(form, text)))


def properties_of(code):
    c = chr(code)
    flags = (c.isalpha(), c.isdecimal(), c.isdigit(), c.isnumeric(), c.isspace(), c.isprintable(), c.islower(),
             c.isupper(), u.category(c) == "Lt", c.isalnum(), len(f"a{c}b".splitlines()) == 2,
             c.isidentifier() and c != "_", f"a{c}".isidentifier(), bool(u.mirrored(c)),
             f"{c}a".title()[-1] == "a",  # Cased
             f"a{c}\u03a3".lower()[-1] == "\u03c2" != f"{c}\u03a3".lower()[-1])  # Case_Ignorable
    number = u.numeric(c, None)
    tag, _, parts = ("", "", u.decomposition(c))
    if parts.startswith("<"):
        tag, _, parts = parts.partition(" ")
    return (f"{code:X}", "".join("01"[flag] for flag in flags), hexed(c.lower()), hexed(c.upper()), hexed(c.title()),
            hexed(c.casefold()), str(u.decimal(c, -1)), str(u.digit(c, -1)), "" if number is None else f"{number:.17g}",
            u.category(c), u.bidirectional(c), u.east_asian_width(c), str(u.combining(c)), tag,
            " ".join(f"{int(part, 16):X}" for part in parts.split()), *forms_of(c), u.name(c, ""))


def compare_properties():
    with subprocess.Popen([PROGRAM, "properties"], stdout=subprocess.PIPE, text=True) as process:
        for code, line in enumerate(process.stdout):
            got, wanted = tuple(line.rstrip("\n").split("|")), properties_of(code)
            if got != wanted:
                for field, ours, theirs in zip(FIELDS, got, wanted):
                    if ours != theirs:
                        differ(f"U+{code:04X} {field}: {ours!r}, CPython {theirs!r}")
        if code != sys.maxunicode:
            differ(f"only {code} code points")


def random_texts():
    choose = random.Random(3)
    marks = [chr(c) for c in range(0x110000) if u.combining(chr(c))]
    joining = [chr(c) for c in range(0x110000) if u.normalize("NFKD", chr(c)) != chr(c)]
    parts = [c for composed in joining for c in u.normalize("NFKD", composed)]
    letters = "aeioucs \u0391\u03b9\u1100\u1161\u11a8\uac00\uac01\u09c7\u09be\u0bc6\u0bbe\u0dd9\u0dcf"
    for length in [*range(1, 12)] * 300 + [40, 70, 200] * 40:
        yield "".join(choose.choice(choose.choice((marks, marks, parts, joining, letters))) for _ in range(length))
    for length in (31, 32, 33, 34, 64, 300):
        for _ in range(20):
            yield choose.choice(letters) + "".join(choose.choices(marks, k=length)) + choose.choice(letters)


def ask(mode, lines):
    done = subprocess.run([PROGRAM, mode], input="".join(line + "\n" for line in lines), capture_output=True, text=True)
    return done.stdout.splitlines()


def compare_normal_forms():
    texts = [*random_texts()]
    for text, line in zip(texts, ask("normalize", map(hexed, texts)), strict=True):
        wanted = "|" + "|".join(forms_of(text))
        if line != wanted:
            differ(f"{hexed(text)}: {line}, CPython {wanted}")
    return len(texts)


def compare_lookup():
    names = {u.name(chr(c), None) for c in range(0x110000)} - {None}
    for file in ("NameAliases.txt", "NamedSequences.txt"):
        with open(f"/usr/share/unicode/{file}", encoding="utf-8") as lines:
            for line in lines:
                fields = line.strip().split(";")
                if line[0] != "#" and len(fields) > 1:
                    names.add(fields[1 if file == "NameAliases.txt" else 0])
    names |= {name.lower() for name in [*names][::7]} | {name[:-1] for name in [*names][::11]}
    names |= {"", "CJK UNIFIED IDEOGRAPH-", "CJK UNIFIED IDEOGRAPH-04E00", "CJK UNIFIED IDEOGRAPH-2B739",
              "CJK UNIFIED IDEOGRAPH-4E00 ", "HANGUL SYLLABLE ", "HANGUL SYLLABLE A", "HANGUL SYLLABLE GAGG",
              "HANGUL SYLLABLE GAGH", "TANGUT IDEOGRAPH-17000", "A" * 95, "A" * 96, "A" * 97, "A" * 1000}
    names = sorted(names)
    for name, line in zip(names, ask("lookup", names), strict=True):
        try:
            found = u.lookup(name)
        except KeyError:
            found = ""
        wanted = f"{hexed(found)}|{hexed(found) if len(found) == 1 else ''}"
        if line != wanted:
            differ(f"{name!r}: {line}, CPython {wanted}")
    return len(names)


compare_properties()
texts, names = compare_normal_forms(), compare_lookup()
print(f"{sys.maxunicode + 1} code points, {texts} texts, {names} names: {differences} differences")
sys.exit(differences != 0)
