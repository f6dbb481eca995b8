# Strings built and taken apart by hand: palindromes, Caesar, run lengths, wrapping, justification, templates, tables.
text = "It was the best of times, it was the worst of times, it was the age of wisdom"


def caesar(s, k):
    return "".join(chr((ord(c) - b + k) % 26 + b) if c.isalpha() and (b := 97 if c.islower() else 65) else c for c in s)


def runs(s):
    out, i = "", 0
    while i < len(s):
        j = i
        while j < len(s) and s[j] == s[i]:
            j += 1
        out += f"{s[i]}{j - i}"
        i = j
    return out


def unruns(s):
    out, number = [], ""
    char = ""
    for c in s + "\0":
        if c.isdigit():
            number += c
        else:
            out.append(char * int(number or 0))
            char, number = c, ""
    return "".join(out)


def wrap(s, width):
    lines, line = [], ""
    for word in s.split():
        if len(line) + len(word) + bool(line) > width:
            lines.append(line)
            line = word
        else:
            line += " " * bool(line) + word
    return lines + [line]


def justify(line, width):
    words = line.split()
    gaps = len(words) - 1
    if not gaps:
        return line
    spaces, extra = divmod(width - sum(map(len, words)), gaps)
    return "".join(w + " " * (spaces + (i < extra)) for i, w in enumerate(words[:-1])) + words[-1]


print(caesar(text, 3), caesar(caesar(text, 3), -3) == text, runs("aaabccd"), unruns(runs("aaabccd")), sep="\n")
print(*(f"|{justify(line, 24)}|" for line in wrap(text, 24)), sep="\n")
print([w for w in "level noon abc racecar x".split() if w == w[::-1]], " ".join(w[::-1] for w in text.split()[:4]), "".join(sorted(set(text.lower()) - set(" ,"))), text.swapcase().title()[:20])
counts = {}
for c in text.lower():
    if c.isalpha():
        counts[c] = counts.get(c, 0) + 1
print(sorted(counts.items(), key=lambda kv: (-kv[1], kv[0]))[:5], max(text.split(), key=len), text.count("it was"), text.lower().count("it was"))
for row in (("name", "qty", "price"), ("apple", 3, 1.5), ("fig", 12, 0.25)):
    print("".join(f"{c:<8}" if isinstance(c, str) else f"{c:>8}" for c in row))
roman = ""
n = 1994
for v, s in ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
    while n >= v:
        roman += s
        n -= v
print(roman, "".join("01"[int(b)] for b in f"{10:b}"), hex(int("ff", 16)), "%s" % ("x" * 3), "-".join("abc"), "a-b".split("-"), "abc".translate({97: "A", 98: None}))
s = ""
for i in range(1000):
    s += str(i % 10)
    if i % 100 == 99:
        s = s[50:]
print(len(s), s[:10], s[-10:], hash(s) == hash(s[:]), s == "".join(list(s)), s.find("9876"), s.count("01"))
camel = "some_snake_case_name"
print("".join(p.capitalize() for p in camel.split("_")), "".join("_" + c.lower() if c.isupper() else c for c in "someCamelName"), "\n".join("abc"[:i] for i in range(1, 4)), "ab\tc".expandtabs(4), repr("\N{SNOWMAN}é\x00"))
vowels = str.maketrans("", "", "aeiou")
print(text.translate(vowels)[:30], text.partition("best"), text.rpartition("was")[2], text.replace("was", "is", 2)[:40], text.find("times", 30), text[text.index("worst"):][:5], text.startswith(("It", "X")), text.endswith("dom"), ",".join(reversed("a,b,c".split(","))))
