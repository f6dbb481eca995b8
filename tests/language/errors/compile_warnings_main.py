# compare: stderr
# What the program's own text is warned of.
import sys

x = 5
if x is 5:
    print("\d", sys.warnoptions)
assert (x, "always")
try:
    print([1, 2][1, 2])
except TypeError as e:
    print(e)
exec("x is 6; y = '\\d'")
