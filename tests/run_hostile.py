#!/usr/bin/python3.11
"""Programs and files that mean no good: whatever they do, the command ends with an exception, never with a crash.

    tests/run_hostile.py [--ophion PATH] [--small | --long] [-j N] [-v] [FILTER]

Every program in tests/hostile is run with room enough, with --max-heap=64M, and with 2 GiB of address space. With room
it has to end with "end" as its last line. Under a limit it may also end with MemoryError. Files of all sorts are then
given to the command to run. --small makes the programs smaller where they let themselves, for builds that are slow, and
runs them with --max-heap=64M alone: sanitizers need more address space than a limit on it would leave. --long tries
many more damaged sources.
"""
import argparse
import concurrent.futures
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

TESTS = Path(__file__).resolve().parent
ROOT = TESTS.parent
TIMEOUT_S = 600
ADDRESS_SPACE = 2 << 30
HEAP = "3G"
# Programs that ask for all there is get less of it, or they would fill and copy gigabytes all day.
LESS_HEAP = {"endless_recursion": "256M", "huge_results": "128M"}
LESS_ADDRESS_SPACE = {"huge_results": 384 << 20}
# For --small: the first argument of a program.
SMALLER = {"deep_containers": "10000", "long_chains": "300000", "deep_sources": "15000", "mutated_sources": "1500",
           "endless_recursion": "1000"}
# What the command and its programs here end with; 70 is "no runtime", 120 "the output could not be written".
EXIT_CODES = {0, 1, 2, 3, 4, 70, 120}
EXTRA = {"deep_sources": "40000", "long_chains": "3000000", "mutated_sources": "20000"}
LONGER = {"mutated_sources": "500000"}

FILES = {
    "nothing": b"",
    "a null byte": b"\0",
    "null bytes": b"x = 1\n\0\0\0\n",
    "null byte in a line": b"x = '\0'\n",
    "broken UTF-8": b"x = '\xff\xfe'\n",
    "broken UTF-8 in a comment": b"# \xff\nx = 1\n",
    "half a character": b"x = '\xc3",
    "UTF-16": "x = 1\n".encode("utf-16"),
    "mark of byte order": b"\xef\xbb\xbfx = 1\n",
    "two marks": b"\xef\xbb\xbf\xef\xbb\xbfx = 1\n",
    "unknown coding": b"# coding: nothing\nx = 1\n",
    "no end of line": b"x = 1",
    "carriage returns": b"x = 1\ry = 2\r",
    "a long line": b"x = (" + b"1 + " * 500000 + b"1)\n",
    "a long name": b"x" * 5_000_000 + b" = 1\n",
    "parentheses": b"(" * 100000 + b")" * 100000,
    "indentation": b"".join(b" " * i + b"if 1:\n" for i in range(2000)),
    "random bytes": bytes((i * 7919 + i // 251) % 256 for i in range(200000)),
    "an executable": None,
    "syntax error in a long line": b"x = " + b"(1, " * 50 + b"'a' " * 100000 + b")))",
    "error message with a long line": b"raise ValueError('x' * 10**7)",
    "error whose text fails": b"class E(Exception):\n def __str__(self): raise self\nraise E",
    "exit in exit": b"import atexit, sys\natexit.register(sys.exit, 3)\nsys.exit(4)",
    "no streams": b"import sys\nsys.stdout = sys.stderr = sys.stdin = None\nprint(1)\n1/0",
    "broken streams": b"import sys\nsys.stdout = sys.stderr = 5\nprint(1)",
    "no modules": b"import sys\nsys.modules.clear()\nimport os\nprint(1)",
    "no builtins": b"import builtins\nbuiltins.__dict__.clear()\nprint(1)",
    "odd builtins": b"import builtins\nfor n in list(vars(builtins)): setattr(builtins, n, 5)\nprint(1)",
    "odd excepthook": b"import sys\nsys.excepthook = 5\n1/0",
    "excepthook that fails": b"import sys\ndef h(*a): 1/0\nsys.excepthook = h\n1/0",
    "deep at the end": b"class A:\n def __del__(self):\n  f()\ndef f(): f()\na = A()",
    "makes itself again": b"class A:\n def __del__(self):\n  global a\n  a = self\na = A()",
}


class Case:
    """One run of the command, and what may come of it."""

    def __init__(self, name, command, limited, alone, address_space=None, folder=None):
        self.name = name
        self.command = command
        self.limited = limited  # MemoryError is an answer
        self.alone = alone  # has to print "end"
        self.address_space = address_space
        self.folder = folder

    def run(self):
        """What is wrong with it: None where nothing is. And the seconds it took."""
        started = time.monotonic()

        def limit():
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
            if self.address_space:
                resource.setrlimit(resource.RLIMIT_AS, (self.address_space, self.address_space))

        try:
            done = subprocess.run(self.command, capture_output=True, timeout=TIMEOUT_S, stdin=subprocess.DEVNULL,
                                  preexec_fn=limit, cwd=self.folder)
        except subprocess.TimeoutExpired:
            return f"no end after {TIMEOUT_S} s", TIMEOUT_S
        seconds = time.monotonic() - started
        out = done.stdout.decode("utf-8", "backslashreplace").strip()
        errors = done.stderr.decode("utf-8", "backslashreplace").strip()
        last = errors[errors.rfind("\n") + 1:]
        if done.returncode not in EXIT_CODES or "Sanitizer" in errors or "runtime error:" in errors:
            return f"exit code {done.returncode}: {errors[-3000:]}", seconds
        if self.limited and done.returncode == 1 and last.startswith("MemoryError"):
            return None, seconds
        if self.alone and (done.returncode != 0 or out != "end"):
            return f"exit code {done.returncode}, printed {out[-500:]!r}: {errors[-1500:]}", seconds
        return None, seconds


def programs(ophion, sizes, small):
    for path in sorted((TESTS / "hostile").glob("*.py")):
        size = sizes.get(path.stem)
        rest = [str(path), *([size] if size else [])]
        yield Case(f"{path.stem}, 64 MiB", [ophion, "--max-heap=64M", *rest], True, True)
        if not small:
            heap = LESS_HEAP.get(path.stem, HEAP)
            yield Case(path.stem, [ophion, f"--max-heap={heap}", *rest], False, True)
            addresses = LESS_ADDRESS_SPACE.get(path.stem, ADDRESS_SPACE)
            yield Case(f"{path.stem}, limited addresses", [ophion, *rest], True, True, addresses)


def files(ophion, folder, small):
    for name, data in FILES.items():
        path = Path(folder) / (name.replace(" ", "_") + ".py")
        path.write_bytes(Path(ophion).read_bytes()[:1_000_000] if data is None else data)
        yield Case(f"file: {name}", [ophion, "--max-heap=256M", path.name], True, False, None, folder)
    for name, rest in {
        "no such file": ["nothing.py"], "a folder": ["/"], "a device": ["/dev/null"], "an odd name": ["\udcff\udc80.py"],
        "-c of nothing": ["-c", ""], "-c with broken text": ["-c", "x = '\udcff'"], "-m of nothing": ["-m", "nothing"],
        "-m of an odd name": ["-m", "..a.b"], "-m of the empty name": ["-m", ""], "a small heap": ["--max-heap=1M", "-c", "1"],
        "a tiny heap": ["--max-heap=1K", "-c", "1"], "many arguments": ["-c", "1", *["x" * 100] * 10000],
    }.items():
        yield Case(f"command: {name}", [ophion, *rest], True, False, None, folder)
    if not small:
        for mib in (64, 128, 256, 512):
            yield Case(f"command: {mib} MiB of addresses", [ophion, "-c", "x = []\nwhile 1: x.append(x[:])"], True, False, mib << 20)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--ophion", default=str(ROOT / "build" / "ophion"), help="the binary under test")
    parser.add_argument("--small", action="store_true", help="smaller programs, for slow builds")
    parser.add_argument("--long", action="store_true", help="many more damaged sources")
    parser.add_argument("-j", "--jobs", type=int, default=2)
    parser.add_argument("-v", "--verbose", action="store_true", help="name every run, with its time")
    parser.add_argument("filter", nargs="?", default="", help="only runs whose name contains this")
    args = parser.parse_args()
    ophion = os.path.abspath(args.ophion)
    sizes = SMALLER if args.small else LONGER if args.long else EXTRA
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as folder, concurrent.futures.ThreadPoolExecutor(args.jobs) as pool:
        cases = [*programs(ophion, sizes, args.small), *files(ophion, folder, args.small)]
        cases = [case for case in cases if args.filter in case.name]
        failed = 0
        for case, (wrong, seconds) in zip(cases, pool.map(Case.run, cases)):
            if wrong:
                failed += 1
                print(f"FAILED {case.name} ({seconds:.1f} s)", *("    " + line for line in wrong.splitlines()[-25:]),
                      sep="\n", flush=True)
            elif args.verbose:
                print(f"ok     {case.name}  {seconds:.1f} s", flush=True)
    print(f"hostile programs: {len(cases) - failed} of {len(cases)} passed, in {time.monotonic() - started:.1f} s")
    return 1 if failed or not cases else 0


if __name__ == "__main__":
    sys.exit(main())
