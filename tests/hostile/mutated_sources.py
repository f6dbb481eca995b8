# Sources with something missing, doubled, exchanged or damaged: any error but a crash.
# mutated_sources.py [HOW MANY] [SEED] [FOLDER OF SOURCES]
import os
import random
import sys
import warnings

warnings.simplefilter("ignore")
COUNT = int(sys.argv[1]) if len(sys.argv) > 1 else 3000
SEED = int(sys.argv[2]) if len(sys.argv) > 2 else 1
FOLDER = sys.argv[3] if len(sys.argv) > 3 else os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "language")
chance = random.Random(SEED)
TOKENS = """( ) [ ] { } : , ; . = == := -> * ** @ + - ~ ' \" ''' f' f" {x!r} \\ \n \t if else elif for in while def class return
yield await async lambda not and or is None True with as try except finally raise from import global nonlocal del pass break
continue match case _ x 0 1 1.5 1j 0x 'a' b'' # \0 \x0c \u00e9 \ud800""".split(" ")


def files():
    for folder, _, names in sorted(os.walk(FOLDER)):
        yield from (os.path.join(folder, name) for name in sorted(names) if name.endswith(".py"))


sources = []
for path in files():
    with open(path, encoding="utf-8", errors="surrogateescape") as file:
        sources.append(file.read())


def place(text):
    return chance.randrange(len(text) + 1)


def mutate(text):
    kind = chance.randrange(8)
    a, b = sorted((place(text), place(text)))
    b = min(b, a + chance.choice((1, 2, 5, 40, 400)))
    if kind == 0:
        return text[:a] + text[b:]
    if kind == 1:
        return text[:b] + text[a:]
    if kind == 2:
        return text[:a]
    if kind == 3:
        return text[:a] + chance.choice(TOKENS) + text[a:]
    if kind == 4:
        return text[:a] + chance.choice(TOKENS) + text[b:]
    if kind == 5:
        other = chance.choice(sources)
        c = place(other)
        return text[:a] + other[c : c + chance.randrange(200)] + text[a:]
    if kind == 6:
        return text[:a] + chr(chance.choice((chance.randrange(128), chance.randrange(0x110000)))) + text[b:]
    lines = text.split("\n")
    i, j = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[i], lines[j] = lines[j], lines[i]
    return "\n".join(lines)


for number in range(COUNT):
    text = chance.choice(sources)
    start = place(text)
    if chance.random() < 0.7:
        # From a line on, so that what follows is seen by the parser.
        start = text.rfind("\n", 0, start) + 1
        text = text[start : start + 2000]
    for _ in range(chance.choice((1, 1, 2, 5))):
        text = mutate(text)
    what = text.encode("utf-8", "surrogatepass") if chance.random() < 0.2 else text
    try:
        compile(what, f"mutated {number}", chance.choice(("exec", "exec", "exec", "eval", "single")))
    except (SyntaxError, ValueError, RecursionError, MemoryError, OverflowError):
        pass
print("end")
