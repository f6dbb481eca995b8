"""Building strings character by character: a lexer for C-like text, run-length coding, a Caesar shift, reversal."""


SOURCE = '''
/* sample */ int main(int argc, char **argv) {
    double total = 0.5e3; // start
    for (int i = 0; i <= 100; ++i) { total += table[i] * 3.25; print("step \\t %d", i); }
    if (total >= limit && !done || argc != 2) return -1; else return x->value << 3;
}
'''

KEYWORDS = {"int", "char", "double", "for", "if", "else", "return"}
DOUBLES = {"<=", ">=", "==", "!=", "&&", "||", "++", "--", "+=", "-=", "->", "<<", ">>"}


def tokens(text):
    i = 0
    size = len(text)
    while i < size:
        c = text[i]
        if c.isspace():
            i += 1
        elif c.isalpha() or c == "_":
            word = ""
            while i < size and (text[i].isalnum() or text[i] == "_"):
                word += text[i]
                i += 1
            yield ("keyword" if word in KEYWORDS else "name"), word
        elif c.isdigit():
            number = ""
            while i < size and (text[i].isalnum() or text[i] == "."):
                number += text[i]
                i += 1
            yield "number", number
        elif c == '"':
            i += 1
            value = ""
            while text[i] != '"':
                if text[i] == "\\":
                    i += 1
                    value += {"n": "\n", "t": "\t"}.get(text[i], text[i])
                else:
                    value += text[i]
                i += 1
            i += 1
            yield "string", value
        elif text[i:i + 2] == "//":
            while i < size and text[i] != "\n":
                i += 1
        elif text[i:i + 2] == "/*":
            i = text.index("*/", i) + 2
        elif text[i:i + 2] in DOUBLES:
            yield "operator", text[i:i + 2]
            i += 2
        else:
            yield "operator", c
            i += 1


def run_length(text):
    out = ""
    i = 0
    while i < len(text):
        j = i
        while j < len(text) and text[j] == text[i]:
            j += 1
        out += text[i] + str(j - i)
        i = j
    return out


def shift(text, amount):
    out = []
    for c in text:
        if "a" <= c <= "z":
            c = chr((ord(c) - 97 + amount) % 26 + 97)
        elif "A" <= c <= "Z":
            c = chr((ord(c) - 65 + amount) % 26 + 65)
        out.append(c)
    return "".join(out)


def backwards(text):
    out = ""
    for c in text:
        out = c + out
    return out


def main():
    text = SOURCE * 1500
    kinds = {}
    length = 0
    for kind, value in tokens(text):
        kinds[kind] = kinds.get(kind, 0) + 1
        length += len(value)
    packed = sum(len(run_length(text[k:k + 4000])) for k in range(0, 360000, 4000))
    shifted = shift(shift(text[:250000], 5), -5)
    mirrored = sum(len(backwards(text[k:k + 400])) for k in range(0, 200000, 100))
    print("lexer", sorted(kinds.items()), length, packed, shifted == text[:250000], mirrored)


if __name__ == "__main__":
    main()
