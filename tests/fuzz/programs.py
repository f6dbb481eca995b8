#!/usr/bin/python3.11
"""Differential fuzzing: random programs, made from a grammar, run under Ophion and under CPython 3.11.

    tests/fuzz/programs.py [--ophion PATH] [--seed N] [--count N | --seconds S] [--jobs N] [--found DIR]
    tests/fuzz/programs.py --show SEED

Standard output, the exit code and the last line of standard error must be equal. Programs go through in batches, many in
one file, to save starts; some are the main program of a run of their own. One that differs is run alone, to be sure, and
then made as small as it can be while it still differs. A program that CPython itself does not answer the same way twice
is passed over.
"""
import argparse
import concurrent.futures
import itertools
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from grammar import make_program
from reduction import Reduction

ROOT = Path(__file__).resolve().parent.parent.parent
CPYTHON = ["/usr/bin/python3.11", "-E", "-s", "-W", "ignore"]
PRELUDE = (Path(__file__).parent / "prelude.py").read_text(encoding="utf-8")
BATCH = 40
ALONE_EVERY = 4  # after so many batches, some programs are the main program of a run
ALONE = 5
TIMEOUT_S = 30
ADDRESS = re.compile(r"\b0x[0-9a-f]{6,}")
ADDRESS_SPACE = 3 << 30


class Outcome:
    """What a run left behind; addresses are made equal."""

    def __init__(self, stdout, stderr, code):
        self.stdout = ADDRESS.sub("0x", stdout.decode("utf-8", "backslashreplace"))
        lines = ADDRESS.sub("0x", stderr.decode("utf-8", "backslashreplace")).strip().splitlines()
        self.stderr = lines
        self.last = lines[-1] if lines else ""
        self.code = code

    def same(self, other):
        return (self.code, self.last) == (other.code, other.last) and same_text(self.stdout, other.stdout)

    def crashed(self):
        """A signal, a finding of a sanitizer, objects that outlived the runtime, no end."""
        return (self.code == "timeout" or self.code < 0 or self.code == 99 or
                any("Sanitizer" in line or ": runtime error: " in line for line in self.stderr))


def same_text(want, got):
    """Whether the lines are equal. The hashes of texts are not CPython's, so the order in which a set is shown is not
    compared: lines of the same characters are taken for equal."""
    if want == got:
        return True
    wanted, given = want.splitlines(), got.splitlines()
    return len(wanted) == len(given) and all(a == b or "{" in a and sorted(a) == sorted(b) for a, b in zip(wanted, given))


class Runner:
    """Runs texts under both."""

    def __init__(self, ophion, folder):
        self.ophion = [ophion, "-W", "ignore"]
        self.folder = folder
        self.numbers = itertools.count()
        self.environment = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
        self.environment.update(PYTHONHASHSEED="0", PYTHONIOENCODING="utf-8", LC_ALL="C.UTF-8")

    def run(self, command, text):
        path = Path(self.folder) / f"p{next(self.numbers)}.py"
        path.write_text(text, encoding="utf-8", errors="surrogatepass")
        try:
            done = subprocess.run([*command, str(path)], env=self.environment, capture_output=True, timeout=TIMEOUT_S,
                                  stdin=subprocess.DEVNULL, preexec_fn=no_core)
            return Outcome(done.stdout, done.stderr.replace(str(path).encode(), b"FILE"), done.returncode)
        except subprocess.TimeoutExpired as error:
            return Outcome(error.stdout or b"", error.stderr or b"", "timeout")
        finally:
            path.unlink()

    def both(self, text):
        return self.run(CPYTHON, text), self.run(self.ophion, text)

    def differs(self, text):
        """What is wrong with Ophion's answer, None where nothing is."""
        want, got = self.both(text)
        if want.same(got) or want.code == "timeout":
            return None
        again = self.run(CPYTHON, text)
        if not want.same(again):
            return None
        return Difference(text, want, got)


class Difference:
    """A program with two answers."""

    def __init__(self, text, want, got):
        self.text, self.want, self.got = text, want, got

    def sort(self):
        """What must not change while the program is made smaller."""
        if self.got.crashed():
            return ("crash", self.got.code)
        return ("differs", self.want.code, self.got.code)

    def lines(self):
        if self.got.crashed():
            return [f"exit code {self.got.code}", *self.got.stderr[-30:]]
        pairs = itertools.zip_longest(self.want.stdout.splitlines(), self.got.stdout.splitlines(), fillvalue="(end)")
        shown = [f"CPython: {a}\n  Ophion: {b}" for a, b in pairs if a != b][:3]
        return shown or [f"CPython: exit code {self.want.code} {self.want.last}", f"Ophion: exit code {self.got.code} {self.got.last}"]


def no_core():
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def batch_text(programs):
    return PRELUDE + "".join(f"play({number}, {source!r})\n" for number, source in programs)


def main_text(source):
    """The program as the main program: its errors are those of the run."""
    return PRELUDE + f"fuel = FUEL\ndel play\n{source}"


def answers(outcome):
    """What was printed, by number of the program."""
    found = {}
    for part in outcome.stdout.split("=== program ")[1:]:
        number, _, rest = part.partition("\n")
        found[int(number)] = rest
    return found


class Fuzzer:
    """Goes over seeds, and keeps what it finds."""

    def __init__(self, runner, found, reduce):
        self.runner, self.found, self.reduce = runner, found, reduce
        self.programs = self.failures = 0

    def check_batch(self, seeds):
        """Differences among the programs of these seeds."""
        programs = [(seed, make_program(seed)) for seed in seeds]
        want, got = self.runner.both(batch_text(programs))
        self.programs += len(programs)
        if want.same(got):
            return []
        wanted, given = answers(want), answers(got)
        suspects = [(seed, source) for seed, source in programs if not same_text(wanted.get(seed, ""), given.get(seed, ""))]
        return [(seed, source, True) for seed, source in suspects if self.runner.differs(batch_text([(seed, source)]))] or \
               self.in_company(programs, want, got)

    def in_company(self, programs, want, got):
        """Programs that differ only together; nothing where CPython does not know what it wants."""
        difference = self.runner.differs(batch_text(programs))
        if difference:
            self.keep(f"batch_{programs[0][0]}", batch_text(programs), difference)
        return []

    def check_alone(self, seeds):
        found = []
        for seed in seeds:
            source = make_program(seed)
            self.programs += 1
            if self.runner.differs(main_text(source)):
                found.append((seed, source, False))
        return found

    def check(self, number, first):
        """Batch number `number` of a run that began with the seed `first`."""
        seeds = range(first + number * BATCH, first + (number + 1) * BATCH)
        found = self.check_batch(seeds)
        if number % ALONE_EVERY == 0:
            found += self.check_alone(seeds[:ALONE])
        for seed, source, played in found:
            whole = (lambda text: batch_text([(1, text)])) if played else main_text
            self.report(seed, source, whole)

    def report(self, seed, source, whole):
        difference = self.runner.differs(whole(source))
        if not difference:
            return
        print(f"seed {seed} differs", flush=True)
        small = None
        if self.reduce:
            sort = difference.sort()

            def fails(text):
                now = self.runner.differs(whole(text))
                return now is not None and now.sort() == sort

            try:
                small = Reduction(source, fails).run()
            except SyntaxError:
                pass
        small = small or source
        self.keep(f"seed_{seed}", small, self.runner.differs(whole(small)) or difference)

    def keep(self, name, text, difference):
        self.failures += 1
        print(f"FAILED {name}", *("  " + line for line in difference.lines()), sep="\n")
        if len(text) < 3000:
            print(*("    | " + line for line in text.splitlines()), sep="\n", flush=True)
        if self.found:
            Path(self.found).mkdir(parents=True, exist_ok=True)
            (Path(self.found) / f"{name}.py").write_text(text, encoding="utf-8", errors="surrogatepass")


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--ophion", default=str(ROOT / "build" / "ophion"), help="the binary under test")
    parser.add_argument("--seed", type=int, default=1, help="the first seed (default: 1)")
    parser.add_argument("--count", type=int, default=400, help="how many programs (default: 400)")
    parser.add_argument("--seconds", type=float, help="go on for so long, whatever the count")
    parser.add_argument("--jobs", type=int, default=1, help="how many at a time")
    parser.add_argument("--found", help="a folder for what is found")
    parser.add_argument("--no-reduce", action="store_true", help="report programs as they are")
    parser.add_argument("--show", type=int, metavar="SEED", help="print the program of a seed, and end")
    return parser.parse_args()


def main():
    args = arguments()
    if args.show is not None:
        print(make_program(args.show), end="")
        return 0
    if not os.access(args.ophion, os.X_OK):
        print(f"programs: {args.ophion} is not there: build it first, or name it with --ophion", file=sys.stderr)
        return 2
    started = told = time.monotonic()
    with tempfile.TemporaryDirectory() as folder, concurrent.futures.ThreadPoolExecutor(args.jobs) as pool:
        fuzzer = Fuzzer(Runner(os.path.abspath(args.ophion), folder), args.found, not args.no_reduce)
        numbers = itertools.count() if args.seconds else iter(range(max(1, args.count // BATCH)))
        goes_on = True
        while goes_on:
            some = list(itertools.islice(numbers, args.jobs))
            list(pool.map(lambda number: fuzzer.check(number, args.seed), some))
            now = time.monotonic()
            goes_on = bool(some) and not (args.seconds and now - started > args.seconds)
            if args.seconds and now - told > 30:
                told = now
                print(f"{now - started:6.0f} s: {fuzzer.programs} programs, {fuzzer.failures} differ", flush=True)
    print(f"fuzzed programs: {fuzzer.programs}, {fuzzer.failures} differ, in {time.monotonic() - started:.1f} s")
    return 1 if fuzzer.failures else 0


if __name__ == "__main__":
    sys.exit(main())
