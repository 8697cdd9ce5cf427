#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Sosie authors
# SPDX-License-Identifier: Apache-2.0
"""What is sent to servers is ASCII: a character that the encoding of a database does not have is an error there, in a comment as well.

Looks at the queries of engine/**/*.sql and at the statements that are written in C++ (string literals that begin with a word of SQL)."""
import pathlib
import re
import sys

LITERAL = re.compile(r'R"(\w*)\((.*?)\)\1"|(?<![\w"\\])"((?:[^"\\\n]|\\.)*)"', re.S)
STATEMENT = re.compile(r'\s*(?:--[^\n]*\n\s*)*(SELECT|WITH|SET|ALTER|CREATE|DROP|INSERT|UPDATE|DELETE|GRANT|REVOKE|COPY|BEGIN|DO|LOCK|REFRESH|COMMENT ON|FROM)\b')


def lines(path):
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".sql":
        yield from ((number, line) for number, line in enumerate(text.split("\n"), 1) if not line.isascii())
        return
    for match in LITERAL.finditer(text):
        literal = match.group(2) if match.group(2) is not None else match.group(3)
        # What a newer server is needed for is told to people, not to servers.
        is_told = "need(" in text[text.rfind(";", 0, match.start()) + 1:match.start()]
        if STATEMENT.match(literal) and not literal.isascii() and not is_told:
            yield text.count("\n", 0, match.start()) + 1, literal


def main():
    root = pathlib.Path(sys.argv[1]) / "engine"
    found = [(path, number, line) for path in sorted(root.rglob("*")) if path.suffix in (".sql", ".cpp", ".h") for number, line in lines(path)]
    for path, number, line in found:
        print(f"{path.relative_to(root.parent)}:{number}: not ASCII: {line.strip()[:100]}")
    sys.exit(1 if found else 0)


main()
