#!/usr/bin/python3.11
"""Types the statements of the document that Ophion grew from at the prompt, one by one, and checks what they print.

    tests/seed/prompt.py PATH_OF_OPHION
"""
import subprocess
import sys


def typed(ophion, lines):
    """What the prompt prints for lines typed one after another."""
    done = subprocess.run([ophion, "-i", "-q"], input="\n".join(lines) + "\n", capture_output=True, text=True, timeout=60)
    problems = [line for line in done.stderr.splitlines() if line.replace(">>>", "").replace("...", "").strip()]
    assert not problems, problems
    return done.stdout.split("\n")[:-1]


def expect(what, got, wanted):
    assert got == wanted, f"{what}: expected {wanted}, got {got}"
    print("ok", what)


def main(ophion):
    same = typed(ophion, ["var1 = object", "var2 = var1", "print(id(var1) == id(var2))", "a = 123", "b = a", "i = id(a)",
                          "print(id(b) == i)", "a = 456", "print(id(a) == i)", "print(id(b) == i)"])
    expect("variables hold addresses", same, ["True", "True", "False", "True"])

    pairs = [("1", "True"), ('"good"', "True"), ('"very good"', "False"), ("[]", "False")]
    for value, wanted in pairs:
        expect(f"{value} twice", typed(ophion, [f"a = {value}", f"b = {value}", "print(a is b)"]), [wanted])

    listed = typed(ophion, ["from sys import getrefcount", "a = [1,2,3]", "print(getrefcount(a))", "b = a", "print(getrefcount(a))",
                            "print(getrefcount(b))"])
    expect("counts of a list", listed, ["2", "3", "3"])

    shared = typed(ophion, ["a = [1,2,3,4,5]", "b = a", "print(a is b)", "a[0] = 6", "print(a)", "print(a is b)", "print(b)"])
    expect("a list with two names", shared, ["True", "[6, 2, 3, 4, 5]", "True", "[6, 2, 3, 4, 5]"])

    chain = typed(ophion, ["from sys import getrefcount", "def foo(x):", "    print(getrefcount(123))", "", "print(getrefcount(123))", "n = 123",
                           "print(getrefcount(123))", "m = n", "print(getrefcount(123))", "a = [1, 12, 123]", "print(getrefcount(123))",
                           "foo(123)", "del m", "print(getrefcount(123))", "n = 456", "print(getrefcount(123))", "a.remove(123)",
                           "print(getrefcount(123))"])
    start = int(chain[0])
    expect("the chain of 123", [int(count) - start for count in chain], [0, 1, 2, 3, 4, 2, 1, 0])

    expect("thresholds", typed(ophion, ["import gc", "print(gc.get_threshold())"]), ["(700, 10, 10)"])
    freed = typed(ophion, ["a = [321,123]", "del a", "import gc", "gc.collect() >= 0"])
    expect("collecting by hand", freed, ["True"])


if __name__ == "__main__":
    main(sys.argv[1])
