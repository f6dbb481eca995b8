#!/usr/bin/python3.11
"""Differential language tests: every file is run under Ophion and under CPython 3.11, and the results must be equal.

    tests/run_language.py [--ophion PATH] [--stress] [-j N] [-v] [FILTER]

Compared are standard output and the exit code; standard error too where the first line of the file says
`# compare: stderr`. A file whose first line says `# ophion-only` shows what CPython cannot do: its output is compared
with the `.expected` file beside it. A leading comment line `# no-stress` keeps a slow file out of the collections that
`--stress` asks for. What CPython answers is kept in the build folder, by a hash of the file and of what it may import.
Files named in tests/language/known_failures.txt do not fail the run, unless they crash; they are reported, and so is one
that passes now and has to come off the list. A line is `path: reason`; `stress path: reason` speaks of runs with --stress
alone.
Packages, and folders whose name ends in `_pkg` or `_lib`, hold what tests import and are not tests themselves.
"""
import argparse
import concurrent.futures
import difflib
import hashlib
import json
import os
import subprocess
import sys
import time
from pathlib import Path

TESTS = Path(__file__).resolve().parent
ROOT = TESTS.parent
CPYTHON = "/usr/bin/python3.11"
TIMEOUT_S = 60
STRESS_TIMEOUT_S = 300
DIFF_LINES_MAX = 40
LINE_CHARS_MAX = 400
EXIT_LEAKED = 99


class Options:
    """What the leading comment lines of a test file ask for."""

    def __init__(self, path):
        self.compare_stderr = False
        self.ophion_only = False
        self.no_stress = False
        with open(path, encoding="utf-8", errors="replace") as file:
            for number, line in enumerate(file):
                if not line.startswith("#"):
                    break
                words = line[1:].strip()
                if number == 0 and words.startswith("compare: stderr"):
                    self.compare_stderr = True
                elif number == 0 and words.startswith("ophion-only"):
                    self.ophion_only = True
                elif words.startswith("no-stress"):
                    self.no_stress = True


class Outcome:
    """What a run left behind."""

    def __init__(self, stdout, stderr, code, seconds=0.0):
        self.stdout = stdout
        self.stderr = stderr
        self.code = code
        self.seconds = seconds


def environment(stress=False):
    env = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "OPHION_STRESS"))}
    env["PYTHONHASHSEED"] = "0"
    env["PYTHONIOENCODING"] = "utf-8"
    env["PYTHONDONTWRITEBYTECODE"] = "1"
    env["LC_ALL"] = "C.UTF-8"
    if stress:
        env["OPHION_STRESS_GC"] = "1"
    return env


def run(command, path, env, timeout):
    started = time.monotonic()
    try:
        done = subprocess.run([*command, path.name], cwd=path.parent, env=env, stdin=subprocess.DEVNULL,
                              capture_output=True, timeout=timeout)
    except subprocess.TimeoutExpired as error:
        return Outcome(text(error.stdout), text(error.stderr) + f"\n[no end after {timeout} s]", "timeout", timeout)
    return Outcome(text(done.stdout), text(done.stderr), done.returncode, time.monotonic() - started)


def text(data):
    return (data or b"").decode("utf-8", errors="backslashreplace")


def content_hash(path):
    """A hash of the test and of every module it could import from its own tree."""
    digest = hashlib.sha256(path.read_bytes())
    digest.update(f"{path.relative_to(ROOT)} {sys.version}".encode())
    for module in sorted(path.parent.glob("*/**/*.py")):
        digest.update(str(module).encode() + module.read_bytes())
    return digest.hexdigest()


def expected(path, options, cache):
    """The outcome that is right: from the `.expected` file, the cache, or a run of CPython."""
    if options.ophion_only:
        return Outcome(path.with_suffix(".expected").read_text(encoding="utf-8"), "", 0)
    kept = cache / (content_hash(path) + ".json")
    try:
        stdout, stderr, code = json.loads(kept.read_text(encoding="utf-8"))
        return Outcome(stdout, stderr, code)
    except (OSError, ValueError):
        pass
    outcome = run([CPYTHON, "-E"], path, environment(), TIMEOUT_S)
    if outcome.code != "timeout":
        part = kept.with_suffix(f".{os.getpid()}.{id(outcome)}")
        part.write_text(json.dumps([outcome.stdout, outcome.stderr, outcome.code]), encoding="utf-8")
        os.replace(part, kept)
    return outcome


def difference(name, want, got):
    if want == got:
        return []
    lines = list(difflib.unified_diff(want.splitlines(), got.splitlines(), f"{name}: expected", f"{name}: Ophion",
                                      lineterm="", n=2))
    if len(lines) > DIFF_LINES_MAX:
        lines[DIFF_LINES_MAX:] = [f"... {len(lines) - DIFF_LINES_MAX} more lines"]
    lines = [line if len(line) <= LINE_CHARS_MAX else line[:LINE_CHARS_MAX] + " ..." for line in lines]
    return lines or [f"{name}: differs in line ends only"]


def crashed(outcome):
    """Whether the runtime itself failed: a signal, a finding of a sanitizer, objects that outlived the runtime."""
    if outcome.code == EXIT_LEAKED or (isinstance(outcome.code, int) and outcome.code < 0):
        return True
    return "Sanitizer" in outcome.stderr or ": runtime error: " in outcome.stderr


def check(path, ophion, stress, cache):
    """The list of lines that say what is wrong with one test, empty when it passes; whether it crashed; seconds."""
    options = Options(path)
    want = expected(path, options, cache)
    stress = stress and not options.no_stress
    got = run([ophion], path, environment(stress), STRESS_TIMEOUT_S if stress else TIMEOUT_S)
    problems = difference("stdout", want.stdout, got.stdout)
    if want.code != got.code:
        problems.append(f"exit code: expected {want.code}, Ophion {got.code}")
    if options.compare_stderr:
        problems += difference("stderr", want.stderr, got.stderr)
    elif problems and got.stderr:
        problems += ["stderr of Ophion:"] + ["  " + line for line in got.stderr.splitlines()[-12:]]
    if crashed(got) and not problems:
        problems = ["stderr of Ophion:", *("  " + line for line in got.stderr.splitlines()[-12:])]
    return problems, crashed(got), got.seconds


def is_test(path):
    """False for what lies in a package or in a folder of modules that tests import."""
    for parent in path.parents:
        if parent == TESTS:
            return True
        if (parent / "__init__.py").exists() or parent.name.endswith(("_pkg", "_lib")):
            return False
    return True


def known_failures(stress):
    """The names of the tests that are known to fail, with the reason."""
    known = {}
    for line in (TESTS / "language" / "known_failures.txt").read_text(encoding="utf-8").splitlines():
        name, _, reason = line.partition(":")
        if not name or name.startswith("#"):
            continue
        only_stress = name.startswith("stress ")
        if stress or not only_stress:
            known[name.removeprefix("stress ")] = reason.strip()
    return known


def find_tests(pattern):
    found = [p for folder in ("language", "regress") for p in sorted((TESTS / folder).rglob("*.py"))]
    return [p for p in found if is_test(p) and pattern in str(p.relative_to(TESTS))]


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--ophion", default=str(ROOT / "build" / "ophion"), help="the binary under test")
    parser.add_argument("--cache", help="where CPython's answers are kept (default: beside the binary)")
    parser.add_argument("--stress", action="store_true", help="with a collection at every allocation")
    parser.add_argument("-j", "--jobs", type=int, default=2)
    parser.add_argument("-v", "--verbose", action="store_true", help="name every test, with its time")
    parser.add_argument("--list", action="store_true", help="print the files that would run")
    parser.add_argument("filter", nargs="?", default="", help="only files whose path contains this")
    args = parser.parse_args()

    tests = find_tests(args.filter)
    if args.list:
        print(*(p.relative_to(ROOT) for p in tests), sep="\n")
        return 0
    if not tests:
        print(f"run_language: no test matches {args.filter!r}", file=sys.stderr)
        return 2
    ophion = os.path.abspath(args.ophion)
    if not os.access(ophion, os.X_OK):
        print(f"run_language: {ophion} is not there: build it first, or name it with --ophion", file=sys.stderr)
        return 2
    cache = Path(args.cache) if args.cache else ROOT / "build" / "cpython-outputs"
    cache.mkdir(parents=True, exist_ok=True)

    known = known_failures(args.stress)
    failed, expected_to_fail, mended = [], [], []
    started = time.monotonic()
    with concurrent.futures.ThreadPoolExecutor(max(1, args.jobs)) as pool:
        results = pool.map(lambda path: check(path, ophion, args.stress, cache), tests)
        for path, (problems, crash, seconds) in zip(tests, results):
            name = path.relative_to(TESTS)
            if str(name) in known and not crash:
                (expected_to_fail if problems else mended).append(name)
            elif problems:
                failed.append(name)
                print(f"FAILED {name}", *("    " + line for line in problems), sep="\n", flush=True)
            elif args.verbose:
                print(f"ok     {name}  {seconds:.2f} s", flush=True)
    if mended:
        print("listed as known failures, but pass:", *(f"  {name}" for name in mended), sep="\n")
    if failed:
        print("failed:", *(f"  {name}" for name in failed), sep="\n")
    print(f"language tests: {len(tests) - len(failed) - len(expected_to_fail)} of {len(tests)} passed, "
          f"{len(expected_to_fail)} known to fail, {len(failed)} failed, in {time.monotonic() - started:.1f} s")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
