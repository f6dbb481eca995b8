"""Runs one module of tests and writes the outcome of each as JSON: conformance_outcomes.py MODULE FILE.

What runs it may be unable to import what the tests do not need, so this needs no more than unittest does.
"""
import json
import sys
import unittest


class Outcomes(unittest.TestResult):
    """The outcome of each test by its name, with those of subtests in it."""

    def __init__(self):
        super().__init__()
        self.outcomes = {}

    def note(self, test, outcome):
        # A failed subtest is not mended by what comes after it.
        if self.outcomes.get(test.id()) != "failed":
            self.outcomes[test.id()] = outcome

    def addSuccess(self, test):
        self.note(test, "passed")

    def addExpectedFailure(self, test, err):
        self.note(test, "passed")

    def addUnexpectedSuccess(self, test):
        self.note(test, "passed")

    def addSkip(self, test, reason):
        self.note(test, "skipped")

    def addFailure(self, test, err):
        self.note(test, "failed")

    def addError(self, test, err):
        self.note(test, "failed")

    def addSubTest(self, test, subtest, err):
        if err is not None:
            self.note(test, "failed")


def main(module, path):
    # What the suite says only CPython has to pass is run all the same.
    sys.implementation.name = "cpython"
    result = Outcomes()
    try:
        unittest.defaultTestLoader.loadTestsFromName(module).run(result)
    finally:
        with open(path, "w", encoding="utf-8") as out:
            json.dump(result.outcomes, out)


if __name__ == "__main__":
    main(*sys.argv[1:3])
