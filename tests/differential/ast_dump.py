#!/usr/bin/python3.11
"""Compares the trees and scopes that Ophion's front end makes of Python files with those of CPython 3.11.

usage: ast_dump.py --tool PATH-OF-ophion-ast [FILE…]      without files: the whole standard library, its tests included

Trees are compared as ast.dump(tree, include_attributes=True); scopes as the variables, cells, free variables and flags
of every code object.
"""
import os
import argparse
import ast
import collections
import glob
import re
import subprocess
import sys
import warnings

SCOPE = re.compile(r"\((\S+) \d+ vars=\[([^\]]*)\] cells=\[([^\]]*)\] free=\[([^\]]*)\] args=(\d+)/(\d+)/(\d+)"
                   r"((?: \*(?!\*))?)((?: \*\*)?)((?: gen)?)((?: coro)?)")

# What is known to differ, and why.
KNOWN_TREES = {
    "test/encoded_modules/module_koi8_r.py": "an encoding the front end does not know",
    "test/test_source_encoding.py": "an encoding the front end does not know",
}
KNOWN_SCOPES = {
    "asyncio/proactor_events.py": "CPython numbers the locals of a finally block where a return leaves it early",
}


def code_objects(code):
    flags, optimized = code.co_flags, bool(code.co_flags & 1)
    yield (code.co_name, tuple(code.co_varnames) if optimized else (), tuple(sorted(code.co_cellvars)),
           tuple(code.co_freevars),
           (code.co_posonlyargcount, code.co_argcount, code.co_kwonlyargcount, bool(flags & 4), bool(flags & 8))
           if optimized else (0, 0, 0, False, False), bool(flags & 0x220), bool(flags & 0x280))
    for const in code.co_consts:
        if hasattr(const, "co_code"):
            yield from code_objects(const)


def scopes(text):
    return collections.Counter(
        (m[1], tuple(m[2].split()), tuple(sorted(m[3].split())), tuple(m[4].split()),
         (int(m[5]), int(m[6]), int(m[7]), bool(m[8]), bool(m[9])), bool(m[10]), bool(m[11]))
        for m in SCOPE.finditer(text))


def run(tool, *args):
    result = subprocess.run([tool, *args], capture_output=True)
    if result.returncode < 0:
        return f"died of signal {-result.returncode}"
    return result.stdout.decode("utf-8", "surrogatepass").rstrip("\n")


def compare(tool, path, counts):
    with open(path, "rb") as file:
        source = file.read()
    short = path.removeprefix("/usr/lib/python3.11/")
    try:
        want = ast.dump(ast.parse(source), include_attributes=True)
    except (SyntaxError, ValueError):
        want = None
    got = run(tool, path)
    if want is None:
        counts["rejected by both" if got.startswith("error") else "accepted wrongly"] += 1
        return got.startswith("error")
    if got != want:
        if short in KNOWN_TREES:
            counts["known to differ"] += 1
            return True
        at = next((i for i, (a, b) in enumerate(zip(got, want)) if a != b), min(len(got), len(want)))
        print(f"{path}\n  CPython …{want[max(0, at - 80):at + 80]}\n  Ophion  …{got[max(0, at - 80):at + 80]}")
        counts["trees differ"] += 1
        return False
    counts["trees equal"] += 1
    try:
        code = compile(source, path, "exec", dont_inherit=True)
    except (SyntaxError, ValueError):
        return True
    mine = scopes(run(tool, "--scopes", path))
    # Code that CPython drops as dead has no code object there.
    missing = collections.Counter(code_objects(code)) - mine
    if missing and short not in KNOWN_SCOPES:
        print(f"{path}: scopes differ: {list(missing)[:2]}")
        counts["scopes differ"] += 1
        return False
    counts["scopes equal"] += not missing
    return True


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--tool", default=os.path.join(os.environ.get("OPHION_BUILD_DIR", "build"), "ophion-ast"))
    parser.add_argument("files", nargs="*")
    options = parser.parse_args()
    warnings.simplefilter("ignore")
    counts = collections.Counter()
    files = options.files or sorted(glob.glob("/usr/lib/python3.11/**/*.py", recursive=True))
    ok = all([compare(options.tool, path, counts) for path in files])
    print(", ".join(f"{count} {what}" for what, count in counts.items()))
    return 0 if ok else 1


if __name__ == "__main__":
    sys.exit(main())
