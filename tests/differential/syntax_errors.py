#!/usr/bin/python3.11
"""Compares what Ophion's front end says about bad programs with what CPython 3.11 says: the type of the error, its
message, and its place (line, offset, end line, end offset).

usage: syntax_errors.py --tool PATH-OF-ophion-ast [-v] [FILTER]

The programs are the parts of tests/differential/syntax_errors.txt (between lines of `####`; `#escaped` in front says that
the part is written with escapes, `#single` and `#eval` name the mode), each also with a newline, behind another
statement, and cut off in the middle of its last line.
"""
import argparse
import os
import subprocess
import sys
import warnings


def snippets(path):
    with open(path, encoding="utf-8") as file:
        text = file.read()
    for part in text.removesuffix("\n").split("\n####\n"):
        if part.startswith("#escaped\n"):
            part = part[len("#escaped\n"):].encode("latin-1", "backslashreplace").decode("unicode_escape")
        if part.startswith("#intro\n"):
            continue
        mode = "exec"
        if part.startswith("#single\n"):
            mode, part = "single", part[len("#single\n"):]
        elif part.startswith("#eval\n"):
            mode, part = "eval", part[len("#eval\n"):]
        yield mode, part


def expected(mode, source):
    try:
        compile(source, "<string>", mode, dont_inherit=True)
    except SyntaxError as error:
        return (type(error).__name__, error.msg, error.lineno, error.offset, error.end_lineno, error.end_offset)
    except (ValueError, MemoryError, RecursionError, OverflowError) as error:
        return (type(error).__name__, str(error))
    return None


class Tool:
    def __init__(self, path):
        self.process = subprocess.Popen([path, "--quiet", "--scopes", "--batch"], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE)

    def ask(self, mode, source):
        data = source.encode("utf-8", "surrogatepass")
        self.process.stdin.write(b"%s %d\n" % (mode.encode(), len(data)))
        self.process.stdin.write(data)
        self.process.stdin.flush()
        line = self.process.stdout.readline().decode("utf-8", "replace").rstrip("\n")
        if line == "ok":
            return None
        if not line.startswith("error\t"):
            raise SystemExit(f"the tool died on {source!r}: {line!r}")
        _, kind, message, *numbers = line.split("\t")[:7]
        return (kind, message, *map(int, numbers))


def same(want, got):
    if want is None or got is None:
        return want is got
    if len(want) == 2:  # no place
        return want[0] == got[0]
    return want == got[:5] + (None if got[5] == -2 else got[5],)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--tool", default=os.path.join(os.environ.get("OPHION_BUILD_DIR", "build"), "ophion-ast"))
    parser.add_argument("-v", action="store_true")
    parser.add_argument("filter", nargs="?", default="")
    options = parser.parse_args()
    warnings.simplefilter("ignore")
    here = os.path.dirname(os.path.abspath(__file__))
    tool = Tool(options.tool)
    checked = failed = 0
    seen = set()
    for mode, source in snippets(os.path.join(here, "syntax_errors.txt")):
        lines = source.split("\n")
        last = lines[-1]
        cut = "\n".join(lines[:-1] + [last[:len(last) // 2]])
        for program in (source, source + "\n", "if 1:\n    pass\n" + source + "\n", cut):
            if (mode, program) in seen or options.filter not in program:
                continue
            seen.add((mode, program))
            want, got = expected(mode, program), tool.ask(mode, program)
            checked += 1
            if same(want, got):
                continue
            failed += 1
            print(f"{mode} {program!r}\n  CPython {want}\n  Ophion  {got}")
    print(f"{checked} programs, {failed} differ")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
