# Patterns made by a generator of random numbers, and what they find: alternatives, repetitions, assertions, references,
# conditions, atomic groups; empty matches; texts of all widths.
import re

state = 20220615


def below(n):
    global state
    state = (state * 6364136223846793005 + 1442695040888963407) & ((1 << 64) - 1)
    return (state >> 33) % n


def pick(choices):
    return choices[below(len(choices))]


class Maker:
    def __init__(self):
        self.groups = 0

    def atom(self, depth):
        r = below(22)
        if r < 8:
            return pick("aabbc.")
        if r < 10:
            return pick(["[ab]", "[^a]", "[b-c]", r"\w", r"\d", r"\s", r"\W", "[^bc]", r"[a\d]"])
        if r == 10:
            return pick(["^", "$", r"\b", r"\B", r"\A", r"\Z"])
        if r == 11 and self.groups:
            return "\\%d" % (1 + below(self.groups))
        if depth <= 0:
            return pick("abc")
        if r < 15:
            self.groups += 1
            return "(" + self.either(depth - 1) + ")"
        if r < 18:
            return "(?:" + self.either(depth - 1) + ")"
        if r == 18:
            return pick(["(?=", "(?!"]) + self.either(depth - 1) + ")"
        if r == 19:
            return pick(["(?<=", "(?<!"]) + pick(["a", "b", "[ab]c", "ab"]) + ")"
        if r == 20:
            return "(?>" + self.either(depth - 1) + ")"
        if r == 21 and self.groups:
            return "(?(%d)%s|%s)" % (1 + below(self.groups), self.row(depth - 1), self.row(depth - 1))
        return "b"

    def item(self, depth):
        atom = self.atom(depth)
        if below(10) < 5:
            return atom
        return atom + pick(["*", "+", "?", "{2}", "{1,2}", "{0,1}", "{2,}", "{0,2}"]) + pick(["", "", "?"])

    def row(self, depth):
        return "".join(self.item(depth) for _ in range(below(4)))

    def either(self, depth):
        return "|".join(self.row(depth) for _ in range(pick([1, 1, 1, 2, 3])))


def spans(match):
    return match and (match.regs, match.lastindex)


for number in range(1200):
    pattern = Maker().either(3)
    flags = pick([0, 0, 0, re.M, re.I, re.S])
    text = "".join(pick("aabbcc\n1 ") for _ in range(below(12)))
    if below(4) == 0:
        text += pick("éΩ\U0001F600")
    try:
        compiled = re.compile(pattern, flags)
    except re.error as error:
        print(number, repr(pattern), error)
        continue
    print(number, repr(pattern), repr(text), int(flags), [spans(f(text)) for f in (compiled.match, compiled.search, compiled.fullmatch)],
          [spans(m) for m in compiled.finditer(text)], compiled.split(text), compiled.sub("<>", text, 2), compiled.findall(text, 1, len(text) - 1))
    if text.isascii():
        in_bytes = re.compile(pattern.encode(), flags)
        print([spans(m) for m in in_bytes.finditer(bytearray(text.encode()))], in_bytes.split(memoryview(text.encode())))
