#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Sosie authors
# SPDX-License-Identifier: Apache-2.0
"""No test depends on the clock of an idle machine: a time that passed is compared with tests::allowed(), and what is waited for is waited for as
long as tests/support/patience.h says."""
import pathlib
import re
import sys

# "timer.elapsed() < 2'000", "waited < 14'000" where it is what a timer gave.
LIMIT = re.compile(r"\b(?:elapsed\(\)|took|waited|\w*[mM]illiseconds)\s*(?:<|<=)\s*[\d']{3,}")
SHORT = re.compile(r"\bQTRY_(?:VERIFY2?|COMPARE)\(|\bqWaitForWindow(?:Exposed|Active)\([^,()]*(?:\(\))?\)")
HEADER = '#include "tests/support/patience.h"'


def breaches(text):
    for number, line in enumerate(text.split("\n"), 1):
        if LIMIT.search(line):
            yield number, "a limit without tests::allowed(): " + line.strip()
        if SHORT.search(line) and (HEADER not in text or "qWait" in line):
            yield number, "waits as long as an idle machine takes: " + line.strip()


def main():
    root = pathlib.Path(sys.argv[1]) / "tests"
    found = [(path, *breach) for path in sorted(root.rglob("tst_*.cpp")) for breach in breaches(path.read_text(encoding="utf-8"))]
    for path, number, what in found:
        print(f"{path.relative_to(root.parent)}:{number}: {what}")
    sys.exit(1 if found else 0)


main()
