# repr and padding of strings, plain and otherwise.
samples = ["", "a", "abc", "it's", 'say "x"', "both ' and \"", "back\\slash", "tab\t", "new\nline", "\x00", "\x1f", " ", "~", "\x7f"]
samples += ["\x80", "é", "añb", "\u4e2d", "\ud800", "\U0001f600", "x" * 31, "x" * 32, "x" * 33, "y" * 300, "z" * 40 + "'", "\u200b", "\xad"]
for sample in samples:
    print(ascii(repr(sample)), len(repr(sample)), eval(repr(sample)) == sample)
    for width in (-1, 0, 1, 2, 5, 40):
        for fill in (" ", "*", "é", "\u4e2d"):
            made = [sample.ljust(width, fill), sample.rjust(width, fill), sample.center(width, fill)]
            print([ascii(each) for each in made] if len(sample) < 10 else [len(each) for each in made], end=" ")
            assert all(sample in each and len(each) == max(width, len(sample)) for each in made)
            assert {each: 1 for each in made}[made[0]] == 1
    print(ascii(sample.zfill(7)), [sample.expandtabs() == sample])


class Sub(str):
    def __repr__(self):
        return "sub"


print(repr(Sub("a")), [Sub("b")], str.__repr__(Sub("c")), type(Sub("d").ljust(3)), type(Sub("d").ljust(0)))
plain = "abc"
print(plain.ljust(3) is plain, plain.center(2) is plain, "-".center(1) == "-", "".ljust(1) == " ")
for call in (lambda: "a".ljust(5, "ab"), lambda: "a".center(5, ""), lambda: "a".rjust("x"), lambda: "a".ljust(5, 1)):
    try:
        print(call())
    except TypeError as error:
        print(error)
for character in map(chr, range(256)):
    print(ascii(repr(character)), end=" ")
