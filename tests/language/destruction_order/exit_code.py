# sys.exit with a code, from inside functions and with finally blocks.
import sys


def f():
    try:
        sys.exit(3)
    finally:
        print("finally runs")


try:
    sys.exit("caught text")
except SystemExit as error:
    print("caught", error.code)
try:
    raise SystemExit
except SystemExit as error:
    print(error.code, error.args)
with open("/dev/null") as file:
    f()
