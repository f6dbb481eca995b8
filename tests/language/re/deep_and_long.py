# Long subjects, deep nesting, many groups and alternatives, and repetitions that give much back.
import re

print(re.match("(a|b)*", "ab" * 50000).span(), re.match("(?:a|ab|b)*c", "ab" * 3000 + "c").span(), re.match("(?:(a)|b)*?c", "ab" * 3000 + "c").regs)
print(re.match("a*a*a*a*b", "a" * 60), re.search("(x+x+)+y", "x" * 14), len(re.findall("(a?){20}a{20}", "a" * 20)))
print(re.match("(" * 90 + "a" + ")" * 90, "a").lastindex, re.match("(?:" * 90 + "a" + ")*" * 90, "aaa").span(), re.match("".join("(%s)?" % c for c in "abcdefghijklmnopqrstuvwxyz"), "acegz").groups())
words = ["w%d" % i for i in range(300)]
p = re.compile("|".join(words))
print(p.findall("w0 w1 w22 w299 w300 x"), re.compile("|".join("(%s)" % w for w in words[:60])).search("xx w59").lastindex)
print(re.search("b", "a" * 100000 + "b").span(), re.search("ab", "a" * 100000 + "b").span(), re.search("[bc]", "a" * 100000 + "c").span(), re.search("é", "a" * 100000 + "é\u1234").span(), re.search("aab$", "a" * 3000 + "b").span())
print(re.sub("a", "bb", "a" * 100000) == "bb" * 100000, len(re.split("a", "a" * 100000)), len(re.findall("a|b", "ab" * 50000)))
print(re.search(r"(?s)<(.*?)>.*</\1>", "<a>" + "x" * 50000 + "</a>").span(), re.search(r"(?:.|\n)*?z", "x\n" * 20000 + "z").span(), re.match(r"(?:(?:ab?)+,)+", "ab,aab," * 2000).end())
print(re.match("(?>a+)ab", "a" * 20 + "b"), re.match("a++b", "a" * 2000 + "b").span(), re.match("(?:ab)++c", "ab" * 2000 + "c").span(), re.match("(?:ab){3,}+", "ababab").span(), re.match("a{2,3}+a", "aaa"), re.match("a?+a", "a"), re.match("(?:a|b){2}+", "ab").span())
print(re.match("(?=(a+))a*b\\1", "aaabaaa").regs, re.match("(a)(?!\\1)", "aa"), re.match("(?<=(?<!b)a)c", "ac", 0), re.search("(?<=(?<!b)a)c", "bac ac"), re.search("(?<!^)a", "aa"), re.search("(?<=\\d{3})x", "12x123x").span())
print(re.match("(a)?(?(1)b|c)d", "abd"), re.match("(a)?(?(1)b|c)d", "cd"), re.match("(a)?(?(1)b|c)d", "ad"), re.match("(?P<q>['\"])?x(?(q)(?P=q))$", "'x'"), re.match("(a)?(?(1)b)c", "c"), re.match("(a)?(?(1)\x0f.)", "a\x0fz"))
print(re.match("(?:a*)*b", "aab").span(), re.match("(?:a*)+?b", "aab").span(), re.match("(?:|a)*b", "aab"), re.match("(a|)*b", "aab").regs, re.match("(?:(a)|(b)|)+c", "abc").regs, re.match("((a)|b)*", "ab").regs, re.match("(?:(a)|b)*?$", "ab").regs, re.match("(a*)*", "aab").regs, re.match("(a*)+", "b").regs, re.match("(?:a?){3}b", "aab"), re.match("(?:a??){3}b", "aab"))
print([re.match("x{%d,%d}" % (low, high), "x" * 5) for low in range(4) for high in range(low, 4)], re.match("x{3}y?", "xxx"), re.match("(?:xy){0}z", "z"), re.match("(?:xy){2}", "xyxyx"), re.match("(x){2,}y", "xxxy").regs)
