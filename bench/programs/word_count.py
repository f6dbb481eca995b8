"""Counting words in a generated text with dict and str methods: frequencies, bigrams, anagrams, an index."""


SYLLABLES = ("ka", "lo", "mi", "ner", "tas", "vi", "ro", "en", "du", "sha", "pel", "or", "ti", "gam", "wu", "ex")


def make_text(words):
    state = 11
    out = []
    for i in range(words):
        state = (state * 1103515245 + 12345) & 0x7FFFFFFF
        bits = (state >> 7) ** 2 % 4093
        word = SYLLABLES[bits & 15] + SYLLABLES[bits >> 4 & 15]
        if bits & 256:
            word += SYLLABLES[bits >> 8 & 7]
        if state & 4096:
            word = word.capitalize()
        out.append(word)
        if i % 12 == 11:
            out[-1] += "." if state & 8192 else ","
        if i % 60 == 59:
            out[-1] += "\n"
    return " ".join(out)


def main():
    text = make_text(280000)
    counts = {}
    bigrams = {}
    index = {}
    previous = ""
    for number, line in enumerate(text.split("\n")):
        for raw in line.split():
            word = raw.strip(".,").lower()
            counts[word] = counts.get(word, 0) + 1
            pair = previous + " " + word
            bigrams[pair] = bigrams.get(pair, 0) + 1
            index.setdefault(word, set()).add(number)
            previous = word
    anagrams = {}
    for word in counts:
        anagrams.setdefault("".join(sorted(word)), []).append(word)
    letters = {}
    for char in text:
        if char.isalpha():
            letters[char] = letters.get(char, 0) + 1
    top = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:3]
    largest = max(anagrams.values(), key=lambda group: (len(group), group))
    print("word_count", len(counts), top, len(bigrams), max(bigrams.values()), sorted(largest)[:3],
          max(map(len, index.values())), sorted(letters.items())[0], text.count("ka"))


if __name__ == "__main__":
    main()
