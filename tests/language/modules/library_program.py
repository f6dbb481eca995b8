# argparse, logging, unittest, pathlib, tempfile, linecache, traceback, tokenize, configparser in a small program.
import argparse
import configparser
import io
import linecache
import logging
import os
import pathlib
import sys
import tempfile
import tokenize
import traceback
import unittest


def show(*functions):
    for function in functions:
        try:
            print(repr(function()))
        except SystemExit as error:
            print("exit", error.code)
        except Exception as error:
            print(type(error).__name__, error)


parser = argparse.ArgumentParser(prog="prog", description="A program.", epilog="Bye.")
parser.add_argument("files", nargs="*", help="files to read")
parser.add_argument("-n", "--number", type=int, default=3, metavar="N", help="a number (default: %(default)s)")
parser.add_argument("-v", action="count", default=0)
parser.add_argument("--mode", choices=["fast", "slow"], required=False)
group = parser.add_mutually_exclusive_group()
group.add_argument("--yes", action="store_true")
group.add_argument("--no", dest="yes", action="store_false")
sub = argparse.ArgumentParser(prog="git")
commands = sub.add_subparsers(dest="command", required=True)
add = commands.add_parser("add", help="add things")
add.add_argument("what", nargs="+")
sys.stderr = sys.stdout
show(lambda: parser.parse_args([]), lambda: parser.parse_args(["a", "b", "-n", "5", "-vv", "--mode=fast", "--yes"]), lambda: parser.parse_args(["-n", "x"]), lambda: parser.parse_args(["--mode", "no"]), lambda: parser.parse_args(["--yes", "--no"]), lambda: parser.parse_args(["--bad"]), lambda: parser.parse_known_args(["--bad", "x"]), lambda: parser.format_usage(), lambda: parser.parse_args(["-h"]), lambda: sub.parse_args(["add", "x", "y"]), lambda: sub.parse_args([]), lambda: sub.parse_args(["add"]), lambda: sub.parse_args(["-h"]))

stream = io.StringIO()
handler = logging.StreamHandler(stream)
handler.setFormatter(logging.Formatter("%(levelname)s:%(name)s:%(message)s [%(funcName)s:%(lineno)d]"))
log = logging.getLogger("app.part")
log.addHandler(handler)
log.setLevel(logging.INFO)
log.propagate = False


def work():
    log.debug("hidden")
    log.info("n=%d %s", 3, "x")
    try:
        1 / 0
    except ZeroDivisionError:
        log.exception("failed")
    log.warning("{}".format("w"))


work()
print(stream.getvalue())
print(logging.getLevelName(30), log.isEnabledFor(10), logging.getLogger("app").getChild("part") is log)


class Case(unittest.TestCase):
    def test_good(self):
        self.assertEqual([1, 2], [1, 2])
        with self.assertRaisesRegex(ValueError, "inv.*"):
            int("x")
        with self.subTest(i=1):
            self.assertIn(1, {1})

    def test_bad(self):
        self.assertEqual({"a": 1}, {"a": 2})

    @unittest.skip("later")
    def test_skipped(self):
        pass

    def test_error(self):
        raise KeyError("k")

    @unittest.expectedFailure
    def test_expected(self):
        self.fail()


result = unittest.TestResult()
unittest.defaultTestLoader.loadTestsFromTestCase(Case).run(result)
print(result, [str(t) for t, _ in result.failures], [e.splitlines()[-1] for _, e in result.failures + result.errors], result.skipped[0][1], len(result.expectedFailures))
print(result.failures[0][1])

with tempfile.TemporaryDirectory() as folder:
    root = pathlib.Path(folder)
    (root / "sub").mkdir()
    (root / "sub" / "a.txt").write_text("héllo\nworld\n", encoding="utf-8")
    (root / "b.py").write_bytes(b"x = 1\n")
    print(sorted(str(p.relative_to(root)) for p in root.rglob("*")), [p.name for p in root.glob("*.py")], (root / "sub" / "a.txt").read_text(encoding="utf-8").split(), (root / "b.py").stat().st_size, (root / "b.py").suffix, (root / "b.py").exists(), root.joinpath("x", "..", "y").as_posix().endswith("x/../y"), (root / "b.py").with_suffix(".txt").name, linecache.getline(str(root / "sub" / "a.txt"), 2))
    with tempfile.NamedTemporaryFile("w+", dir=folder, suffix=".tmp") as file:
        file.write("abc")
        file.seek(0)
        print(file.read(), file.name.endswith(".tmp"))
    (root / "b.py").rename(root / "c.py")
    print(sorted(os.listdir(folder)), pathlib.PurePosixPath("/a/b/../c.tar.gz").parts, pathlib.PurePosixPath("/a/b").relative_to("/a"), pathlib.PurePath("a").is_absolute(), pathlib.PurePosixPath("a/b.txt").match("*.txt"))
    try:
        (root / "none").read_text()
    except FileNotFoundError as error:
        print(error.errno, error.strerror)


def fail(n):
    if n:
        return fail(n - 1)
    raise ValueError("deep\nmessage") from KeyError("cause")


try:
    fail(3)
except ValueError as error:
    print(traceback.format_exc().replace(os.path.dirname(os.path.abspath(__file__)), "."))
    print(traceback.format_exception_only(error), [f.name for f in traceback.extract_tb(error.__traceback__)], traceback.TracebackException.from_exception(error).exc_type)
for token in tokenize.generate_tokens(io.StringIO("def f(x):\n  return x+1.5 # c\n'a' 'é' f\"{x}\"\n").readline):
    print(tokenize.tok_name[token.type], token.string.encode("unicode_escape"), token.start, token.end)
show(lambda: list(tokenize.generate_tokens(io.StringIO("(\n").readline)), lambda: tokenize.untokenize(tokenize.generate_tokens(io.StringIO("a = (1,\n 2)\n").readline)), lambda: tokenize.detect_encoding(io.BytesIO(b"# coding: latin-1\n").readline))
config = configparser.ConfigParser()
config.read_string("[DEFAULT]\nhome = /x\n[a]\nn = 3\npath = %(home)s/y\nflag = yes\nlist =\n  1\n  2\n[b]\n")
show(lambda: config.sections(), lambda: config["a"]["path"], lambda: config.getint("a", "n"), lambda: config.getboolean("a", "flag"), lambda: config["a"]["list"], lambda: config["c"], lambda: config.get("b", "no", fallback=1), lambda: configparser.ConfigParser().read_string("x = 1"))
