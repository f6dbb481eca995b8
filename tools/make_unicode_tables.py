#!/usr/bin/env python3
"""Turns the Unicode character database into the tables of src/base/unicode_tables.h.

usage: make_unicode_tables.py DATABASE_FOLDER OUTPUT_FOLDER

The database is Debian's package unicode-data, which may be newer than the Unicode 14.0 of Python 3.11: code points that
were assigned later are left out, and what later versions changed of older ones is undone by GAINED_SINCE and
ALIASES_SINCE.
"""

import bz2
import os
import sys
from fractions import Fraction

VERSION = (14, 0)
PAGE = 128
LAST = 0x110000

CATEGORIES = ("Cn Lu Ll Lt Mn Mc Me Nd Nl No Zs Zl Zp Cc Cf Cs Co Lm Lo Pc Pd Ps Pe Pi Pf Po Sm Sc Sk So").split()
BIDIRECTIONAL = ["", *"L R AL EN ES ET AN CS NSM BN B S WS ON LRE LRO RLE RLO PDF LRI RLI FSI PDI".split()]
WIDTHS = "N F H W Na A".split()
FLAGS = ("alpha decimal digit space printable lower upper title cased case_ignorable xid_start xid_continue line_break "
         "mirrored nfc nfd nfkc nfkd").split()
FLAG = {name: 1 << i for i, name in enumerate(FLAGS)}
TAGS = ["", *(f"<{t}>" for t in "font noBreak initial medial final isolated circle super sub vertical wide narrow small "
              "square fraction compat".split())]

# What code points of VERSION got later: properties, aliases.
GAINED_SINCE = {name: (0x10FC, 0xA7F2, 0xA7F3, 0xA7F4, 0xAB69) for name in ("Lowercase", "Cased")}
ALIASES_SINCE = ("EM", "SUNDANESE LETTER ARCHAIC I", "ARABIC SMALL HIGH LIGATURE ALEF WITH YEH BARREE")


class Char:
    """What the tables hold of one assigned code point."""

    __slots__ = ("category", "bidi", "combining", "width", "mirrored", "lower", "upper", "title", "decimal", "digit",
                 "numeric", "tag", "decomposition", "name", "props", "special", "quick")

    def __init__(self, code):
        self.category, self.bidi, self.combining, self.width, self.mirrored = "Cn", "", 0, "N", False
        self.lower = self.upper = self.title = code
        self.decimal = self.digit = self.numeric = None
        self.tag, self.decomposition, self.name = "", (), None
        self.props, self.special, self.quick = set(), {}, 0


class Database:
    """The files of the folder, restricted to VERSION."""

    def __init__(self, folder):
        self.folder = folder
        self.known = bytearray(LAST)
        for first, last, fields in self.ranges("DerivedAge.txt"):
            if tuple(map(int, fields[0].split("."))) <= VERSION:
                self.known[first:last + 1] = b"\1" * (last + 1 - first)
        for first, last, _ in self.ranges("extracted/DerivedGeneralCategory.txt", "Cn"):
            self.known[first:last + 1] = bytes(last + 1 - first)  # noncharacters have an age
        self.chars = {code: Char(code) for code in range(LAST) if self.known[code]}
        self.excluded = set()
        self.folding = {}
        self.read_unicode_data()
        self.read_properties()
        self.read_case()
        self.read_numbers()
        self.aliases = [(int(code, 16), name) for code, name, _ in self.lines("NameAliases.txt")
                        if self.known[int(code, 16)] and name not in ALIASES_SINCE]
        self.sequences = [(tuple(int(c, 16) for c in codes.split()), name)
                          for name, codes in self.lines("NamedSequences.txt")]
        for name, codes in GAINED_SINCE.items():
            for code in codes:
                self.chars[code].props.discard(name)

    def open(self, name):
        path = os.path.join(self.folder, name)
        if os.path.exists(path):
            return open(path, encoding="utf-8")
        if os.path.exists(path + ".bz2"):
            return bz2.open(path + ".bz2", "rt", encoding="utf-8")
        sys.exit(f"make_unicode_tables: {path} is missing: install the package unicode-data")

    def lines(self, name):
        with self.open(name) as file:
            for line in file:
                line = line.partition("#")[0].strip()
                if line:
                    yield [field.strip() for field in line.split(";")]

    def ranges(self, name, value=None):
        for fields in self.lines(name):
            if value is not None and fields[1] != value:
                continue
            first, _, last = fields[0].partition("..")
            yield int(first, 16), int(last or first, 16), fields[1:]

    def each(self, name):
        """(character, fields) of every code point that VERSION knows."""
        for first, last, fields in self.ranges(name):
            for code in range(first, last + 1):
                if self.known[code]:
                    yield self.chars[code], fields

    def read_unicode_data(self):
        start = None
        for fields in self.lines("UnicodeData.txt"):
            code = int(fields[0], 16)
            if fields[1].endswith(", First>"):
                start = code
                continue
            for each in range(code if start is None else start, code + 1):
                if self.known[each]:
                    self.set_char(each, fields, start is None)
            start = None

    def set_char(self, code, fields, named):
        char = self.chars[code]
        _, name, char.category, combining, char.bidi, decomposition = fields[:6]
        decimal, digit, numeric, mirrored, _, _, upper, lower, title = fields[6:15]
        if named and not name.startswith("<"):
            char.name = name
        char.combining, char.mirrored = int(combining), mirrored == "Y"
        if decomposition:
            parts = decomposition.split()
            if parts[0].startswith("<"):
                char.tag = parts.pop(0)
            char.decomposition = tuple(int(part, 16) for part in parts)
        char.decimal = int(decimal) if decimal else None
        char.digit = int(digit) if digit else None
        char.numeric = Fraction(numeric) if numeric else None
        char.upper = int(upper, 16) if upper else code
        char.lower = int(lower, 16) if lower else code
        char.title = int(title, 16) if title else char.upper

    def read_properties(self):
        for char, fields in self.each("DerivedCoreProperties.txt"):
            char.props.add(fields[0])
        for char, fields in self.each("EastAsianWidth.txt"):
            char.width = fields[0]
        for char, fields in self.each("LineBreak.txt"):
            if fields[0] in ("BK", "CR", "LF", "NL"):
                char.props.add("Line_Break")
        for first, last, fields in self.ranges("DerivedNormalizationProps.txt"):
            for code in range(first, last + 1):
                if not self.known[code]:
                    continue
                if fields[0] == "Full_Composition_Exclusion":
                    self.excluded.add(code)
                elif fields[0].endswith("_QC"):
                    self.chars[code].quick |= FLAG[fields[0][:-3].lower()]

    def read_case(self):
        for fields in self.lines("SpecialCasing.txt"):
            code = int(fields[0], 16)
            if fields[4] or not self.known[code]:  # mappings with a condition are left to str.lower
                continue
            for kind, field in zip(("lower", "title", "upper"), fields[1:4]):
                self.chars[code].special[kind] = tuple(int(c, 16) for c in field.split())
        for fields in self.lines("CaseFolding.txt"):
            if fields[1] in "CF" and self.known[int(fields[0], 16)]:
                self.folding[int(fields[0], 16)] = tuple(int(c, 16) for c in fields[2].split())

    def read_numbers(self):
        with self.open("Unihan_NumericValues.txt") as file:
            for line in file:
                if line.startswith("U+"):
                    code, _, values = line.split("\t")
                    code = int(code[2:], 16)
                    if self.known[code]:
                        self.chars[code].numeric = Fraction(values.split()[0].replace(",", ""))


class Writer:
    """A C++ source of constant arrays."""

    def __init__(self, folder, name):
        self.path = os.path.join(folder, name)
        self.parts = ["// Made by tools/make_unicode_tables.py.\n#include \"base/unicode_tables.h\"\n\n"
                      "namespace ophion::unicode::tables {\n"]

    def array(self, declaration, values):
        self.parts.append(f"const {declaration} = {{\n")
        row = []
        for value in values:
            row.append(str(value))
            if len(row) == 24:
                self.parts.append(",".join(row) + ",\n")
                row = []
        self.parts.append(",".join(row) + "};\n")

    def constant(self, declaration, value):
        self.parts.append(f"const {declaration} = {value};\n")

    def strings(self, declaration, values):
        self.array(declaration, (f'"{value}"' for value in values))

    def close(self):
        self.parts.append("}  // namespace ophion::unicode::tables\n")
        with open(self.path, "w", encoding="ascii") as file:
            file.write("".join(self.parts))


def two_stages(values):
    """Splits a sequence of LAST numbers into (page of each PAGE code points, the pages one after another)."""
    pages, numbers, body = {}, [], []
    for start in range(0, LAST, PAGE):
        page = tuple(values[start:start + PAGE])
        if page not in pages:
            pages[page] = len(pages)
            body.extend(page)
        numbers.append(pages[page])
    return numbers, body


def flags_of(char):
    category, props = char.category, char.props
    held = {
        "alpha": category in ("Lm", "Lt", "Lu", "Ll", "Lo"),
        "decimal": char.decimal is not None,
        "digit": char.digit is not None,
        "space": category == "Zs" or char.bidi in ("WS", "B", "S"),
        "printable": category not in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp", "Zs"),
        "lower": "Lowercase" in props,
        "upper": "Uppercase" in props,
        "title": category == "Lt",
        "cased": "Cased" in props,
        "case_ignorable": "Case_Ignorable" in props,
        "xid_start": "XID_Start" in props,
        "xid_continue": "XID_Continue" in props,
        "line_break": "Line_Break" in props or char.bidi == "B",
        "mirrored": char.mirrored,
    }
    return sum(FLAG[name] for name, is_set in held.items() if is_set) | char.quick


def special_of(code, char, folding):
    """The full mappings of a code point, None where they are the simple ones."""
    lower = char.special.get("lower", (char.lower,))
    upper = char.special.get("upper", (char.upper,))
    title = char.special.get("title", (char.title,))
    folded = folding.get(code, (code,))
    if (lower, upper, title, folded) == ((char.lower,), (char.upper,), (char.title,), (char.lower,)):
        return None
    return lower, upper, title, folded


def write_records(database, folder):
    # unicodedata calls what is not assigned full-width.
    unassigned = (0, 0, 0, 0, 0, 0, 0, CATEGORIES.index("Cn"), BIDIRECTIONAL.index(""), 0, WIDTHS.index("F"))
    records, specials, numerics = {unassigned: 0}, {((0,),) * 4: 0}, {None: 0}
    indices = [0] * LAST
    for code, char in database.chars.items():
        flags = flags_of(char) | (FLAG["printable"] if code == 0x20 else 0)
        special = special_of(code, char, database.folding)
        record = (flags, char.lower - code, char.upper - code, char.title - code,
                  0 if special is None else specials.setdefault(special, len(specials)),
                  numerics.setdefault(char.numeric, len(numerics)),
                  next((value for value in (char.decimal, char.digit) if value is not None), 0),
                  CATEGORIES.index(char.category), BIDIRECTIONAL.index(char.bidi), char.combining,
                  WIDTHS.index(char.width))
        indices[code] = records.setdefault(record, len(records))
    out = Writer(folder, "unicode_records.cpp")
    pages, body = two_stages(indices)
    out.array("uint16_t kRecordPage[kPages]", pages)
    out.array("uint16_t kRecordIndex[]", body)
    out.array("CharRecord kRecords[]", ("{%s}" % ",".join(map(str, record)) for record in records))
    out.array("SpecialCase kSpecialCases[]",
              ("{%s}" % ",".join("{%s}" % ",".join(map(str, mapping)) for mapping in special) for special in specials))
    out.array("NumericValue kNumericValues[]", (f"{{{(n or 0).numerator},{(n or 0).denominator}}}" for n in numerics))
    out.strings("char* const kCategoryNames[]", CATEGORIES)
    out.strings("char* const kBidirectionalNames[]", BIDIRECTIONAL)
    out.strings("char* const kWidthNames[]", WIDTHS)
    out.close()
    assert len(numerics) < 256 and len(records) < 65536 and len(specials) < 65536


def write_normal(database, folder):
    pool, indices, compositions = [0], [0] * LAST, []
    for code, char in database.chars.items():
        parts = char.decomposition
        if not parts:
            continue
        indices[code] = len(pool)
        pool.append(len(parts) | TAGS.index(char.tag) << 8)
        pool.extend(parts)
        if not char.tag and len(parts) == 2 and code not in database.excluded:
            compositions.append((*parts, code))
    out = Writer(folder, "unicode_decompositions.cpp")
    pages, body = two_stages(indices)
    out.array("uint16_t kDecompositionPage[kPages]", pages)
    out.array("uint16_t kDecompositionIndex[]", body)
    out.array("char32_t kDecompositions[]", pool)
    out.strings("char* const kDecompositionTags[]", TAGS)
    out.array("Composition kCompositions[]", ("{%d,%d,%d}" % c for c in sorted(compositions)))
    out.constant("size_t kCompositionCount", len(compositions))
    out.close()
    assert len(pool) < 65536


def words_of(name, code):
    """The words of a name; None stands for the code point in hexadecimal."""
    words = name.split(" ")
    suffix = None if code is None else f"-{code:04X}"
    if suffix and words[-1].endswith(suffix):
        return [*words[:-1], words[-1][:-len(suffix) + 1], None]
    return words


def write_names(database, folder):
    named = [code for code, char in database.chars.items() if char.name]
    runs = []
    for ordinal, code in enumerate(named):
        if runs and runs[-1][0] + runs[-1][2] == code:
            runs[-1][2] += 1
        else:
            runs.append([code, ordinal, 1])
    names = [database.chars[code].name for code in named]
    entries = [words_of(name, code) for name, code in zip(names, named)]
    names += [name for _, name in database.aliases] + [name for _, name in database.sequences]
    entries += [words_of(name, None) for name in names[len(named):]]

    uses = {}
    for words in entries:
        for word in words:
            uses[word] = uses.get(word, 0) + 1
    uses.pop(None, None)
    dictionary = sorted(uses, key=lambda word: (-uses[word], word))
    # Codes 0 and 1 are kNameEnd and kNameHex; what one byte does not reach takes a lead byte and another.
    lead = next(lead for lead in range(255, 1, -1) if lead - 2 + (256 - lead) * 256 >= len(dictionary))
    codes = {None: bytes([1])}
    for i, word in enumerate(dictionary):
        codes[word] = bytes([i + 2]) if i + 2 < lead else bytes([lead + (i + 2 - lead) // 256, (i + 2 - lead) % 256])
    text, chunks = bytearray(), []
    for ordinal, words in enumerate(entries):
        if ordinal % 16 == 0:
            chunks.append(len(text))
        text += b"".join(codes[word] for word in words) + b"\0"
    starts = [0]
    for word in dictionary:
        starts.append(starts[-1] + len(word))

    out = Writer(folder, "unicode_name_words.cpp")
    out.array("NameRun kNameRuns[]", ("{%d,%d,%d}" % tuple(run) for run in runs))
    out.constant("size_t kNameRunCount", len(runs))
    out.array("uint32_t kNameChunks[]", chunks)
    out.array("uint8_t kNameText[]", text)
    out.constant("uint8_t kTwoByteLead", lead)
    out.array("uint32_t kWordStart[]", starts)
    out.array("char kWords[]", "".join(dictionary).encode("ascii"))
    out.array("uint16_t kNamesSorted[]", sorted(range(len(names)), key=names.__getitem__))
    out.constant("size_t kNameCount", len(names))
    out.constant("size_t kFirstAlias", len(named))
    out.constant("size_t kFirstSequence", len(named) + len(database.aliases))
    out.array("char32_t kAliases[]", (code for code, _ in database.aliases))
    out.array("char32_t kSequences[][4]", ("{%s}" % ",".join(map(str, codes)) for codes, _ in database.sequences))
    out.close()
    assert len(names) < 65536 and max(map(len, names)) <= 96 and all(len(c) <= 4 for c, _ in database.sequences)


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    database = Database(sys.argv[1])
    os.makedirs(sys.argv[2], exist_ok=True)
    write_records(database, sys.argv[2])
    write_normal(database, sys.argv[2])
    write_names(database, sys.argv[2])


if __name__ == "__main__":
    main()
