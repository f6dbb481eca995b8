# ophion-only
# Lists of codes that no compiler of patterns makes must be refused or run within bounds; a pattern gone wild meets the
# heap's cap, and the program goes on.
import _sre
import re
from re import _compiler, _parser

state = 1


def below(n):
    global state
    state = (state * 6364136223846793005 + 1442695040888963407) & ((1 << 64) - 1)
    return (state >> 33) % n


patterns = ["a(b|c)*d", r"(?P<x>\w+)\s(?P=x)?(?(x)a|b)", "[a-z0-9_é]+?[^x]{2,3}", r"(?i)straße|[à-ü]x", "(?<=ab)c(?!d)(?=.)", "(?>a+)(?:bc){2,}+d*+", "(?:a|b|cd|ef)+?$", "[\u0100-\u0200\u4e00]+"]
refused = ran = 0
for pattern in patterns:
    parsed = _parser.parse(pattern)
    codes = [int(c) for c in _compiler._code(parsed, parsed.state.flags)]
    for _ in range(250):
        bad = codes[:]
        for _ in range(1 + below(3)):
            kind = below(4)
            place = below(len(bad))
            if kind == 0:
                bad[place] = below(50)
            elif kind == 1:
                bad[place] = (bad[place] + below(5) - 2) % (1 << 32)
            elif kind == 2:
                del bad[place:place + 1 + below(2)]
                if not bad:
                    bad = [1]
            else:
                bad[place] = (1 << 32) - 1 - below(3)
        try:
            made = _sre.compile(pattern, 0, bad, parsed.state.groups - 1, {}, ())
        except RuntimeError:
            refused += 1
            continue
        for text in ("", "abcd", "ab ab a", "é\u0150\u4e00xyz", "aaabcbcd\U0001F600"):
            for find in (made.match, made.search, made.fullmatch, made.findall):
                find(text)
        ran += 1
print(refused + ran, refused > 200, ran > 50)
for arguments in (("", 0, [], 0, {}, ()), ("", 0, [1], -1, {}, ()), ("", 0, [1], 1 << 24, {}, ()), ("", 0, [1], 0, {}, ()), ("", 0, [7, 0], 0, {}, ()), ("", 0, [24, 4294967295, 0, 1, 2, 1, 1], 0, {}, ())):
    try:
        print(_sre.compile(*arguments).search(""))
    except Exception as error:
        print(type(error).__name__, error)
nested = [1]
for _ in range(3000):
    nested = [26, len(nested) + 1] + nested + [1]
try:
    _sre.compile("", 0, nested, 0, {}, ())
except (RecursionError, RuntimeError) as error:
    print("refused")
