# compare: stderr
# sys.exit with a text prints it on standard error and ends with code 1.
import sys

print("before")
sys.exit("a message on stderr")
