#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Sosie authors
# SPDX-License-Identifier: Apache-2.0
"""The rules of the house that a compiler does not check: which folder may include which, that no units (a header and its
source) include each other in a circle, what no file may hold.

Usage: layering.py SOURCE_FOLDER. Prints each breach with file and line; the exit code is their number, at most 99.
"""

import pathlib
import re
import sys

# Folder -> the folders of the engine it may include, beside itself.
ENGINE_ARROWS = {
    "base": set(),
    "stream": {"base"},
    "transfer": {"base", "stream"},
    "pg": {"base", "stream"},
    "catalog": {"base", "pg"},
    "anonymize": {"base", "catalog", "pg", "stream"},
    "store": {"base"},
    "environments": {"base", "pg"},
    "sandbox": {"base", "pg"},
    "safety": {"base", "catalog", "environments", "pg", "store"},
    "operations": {"base", "pg", "catalog", "stream", "transfer", "anonymize", "store", "environments", "sandbox",
                   "safety"},
}
# What is in a folder only until it has one of its own: names, without a server.
LOOSE_HEADERS = {"engine/pg/identifier.h": {"stream", "transfer"}}
UI_ARROWS = {"operations", "safety", "catalog", "anonymize", "environments", "store", "base"}

MOST_LINES = 600
INCLUDE = re.compile(r'^\s*#\s*include\s*[<"]([^>"]+)[>"]')
GUI_HEADER = re.compile(r"^(QtWidgets|QtGui)(/|$)|^Q(Application|GuiApplication|Widget|Dialog|MessageBox|Window|Icon|"
                        r"Pixmap|Painter|Palette|Color|Font|Label|Layout|PushButton)$")
# Names that say nothing; inside a longer word (as in "Utility") they may mean something.
EMPTY_NAME = re.compile(r"\b(?:class|struct|enum(?:\s+class)?|namespace)\s+(\w*(?:Manager|Helper|Utils?))\b")
UNFINISHED = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")


def breaches_of_includes(folder, lines):
    """folder: the parts of the path below the source folder, without the file."""
    part = folder[0]
    inner = folder[1] if part == "engine" and len(folder) > 1 else ""
    for number, line in enumerate(lines, 1):
        found = INCLUDE.match(line)
        if not found:
            continue
        name = found.group(1)
        top = name.split("/")[0]
        if name == "libpq-fe.h" and (part, inner) != ("engine", "pg"):
            yield number, "only engine/pg includes libpq-fe.h"
        if part == "engine":
            if top in ("ui", "app", "tests") or GUI_HEADER.match(name):
                yield number, f"the engine reaches up to {name}"
            if top == "engine":
                other = name.split("/")[1]
                is_loose = inner in LOOSE_HEADERS.get(name, set())
                if other != inner and other not in ENGINE_ARROWS.get(inner, set()) and not is_loose:
                    yield number, f"engine/{inner} may not include engine/{other}"
        if part == "ui":
            if top in ("app", "tests"):
                yield number, f"ui reaches up to {name}"
            if top == "engine" and name.split("/")[1] not in UI_ARROWS:
                yield number, f"ui may not include engine/{name.split('/')[1]}"
        if part == "app" and folder[1:2] == ("cli",) and (top == "ui" or GUI_HEADER.match(name)):
            yield number, f"the command line reaches for the window: {name}"


def breaches_of_words(lines):
    for number, line in enumerate(lines, 1):
        empty = EMPTY_NAME.search(line)
        if empty:
            yield number, f"{empty.group(1)} is a name that says nothing"
        if UNFINISHED.search(line):
            yield number, "unfinished work belongs into an issue"
        if "decltype(engine::" in line:
            yield number, "a type that may not be named here is taken all the same"
        if "processEvents" in line:
            yield number, "processEvents() lets anything happen in between"


def units_of(root):
    """Unit (path without suffix) -> the units its header and its source include."""
    units = {}
    for part in ("engine", "ui", "app"):
        for path in sorted((root / part).rglob("*")):
            if path.suffix in (".h", ".cpp"):
                unit = path.relative_to(root).with_suffix("").as_posix()
                included = units.setdefault(unit, set())
                for line in path.read_text(encoding="utf-8").splitlines():
                    found = INCLUDE.match(line)
                    if found and found.group(1).endswith(".h"):
                        included.add(found.group(1)[:-2])
    return {unit: sorted((included & units.keys()) - {unit}) for unit, included in units.items()}


def circles_of(units):
    """The strongly connected parts of more than one unit (Tarjan 1972), without recursion: a house may be deep."""
    order, lowest, waiting, open_units, circles = {}, {}, [], set(), []
    for start in units:
        if start in order:
            continue
        path = [(start, iter(units[start]))]
        order[start] = lowest[start] = len(order)
        waiting.append(start)
        open_units.add(start)
        while path:
            unit, others = path[-1]
            other = next((o for o in others if o not in order or o in open_units), None)
            if other is not None and other not in order:
                order[other] = lowest[other] = len(order)
                waiting.append(other)
                open_units.add(other)
                path.append((other, iter(units[other])))
                continue
            if other is not None:
                lowest[unit] = min(lowest[unit], order[other])
                continue
            path.pop()
            if path:
                lowest[path[-1][0]] = min(lowest[path[-1][0]], lowest[unit])
            if lowest[unit] == order[unit]:
                circle = []
                while not circle or circle[-1] != unit:
                    circle.append(waiting.pop())
                    open_units.discard(circle[-1])
                if len(circle) > 1:
                    circles.append(sorted(circle))
    return circles


def breaches_of_opening(lines):
    opening = "\n".join(lines[:4])
    if "SPDX-License-Identifier: Apache-2.0" not in opening:
        yield 1, "the two SPDX lines are missing"


def main():
    root = pathlib.Path(sys.argv[1])
    count = 0
    for part in ("engine", "ui", "app", "tests"):
        for path in sorted((root / part).rglob("*")):
            if path.suffix not in (".h", ".cpp"):
                continue
            relative = path.relative_to(root)
            lines = path.read_text(encoding="utf-8").splitlines()
            breaches = list(breaches_of_includes(relative.parts[:-1], lines))
            breaches += list(breaches_of_words(lines)) + list(breaches_of_opening(lines))
            if len(lines) > MOST_LINES:
                breaches.append((MOST_LINES, f"{len(lines)} lines; at most {MOST_LINES}"))
            if path.suffix == ".h" and "#pragma once" not in lines:
                breaches.append((1, "no #pragma once"))
            for number, sentence in breaches:
                print(f"{relative}:{number}: {sentence}")
            count += len(breaches)
    for circle in circles_of(units_of(root)):
        print(f"{circle[0]}: a circle of {len(circle)} units: {', '.join(circle[1:])}")
        count += 1
    for folder in sorted(path.name for path in (root / "engine").iterdir() if path.is_dir()):
        if folder not in ENGINE_ARROWS:
            print(f"engine/{folder}: a folder without arrows; add it to {pathlib.Path(__file__).name} and the design")
            count += 1
    print("no breach" if count == 0 else f"{count} breaches")
    return min(count, 99)


if __name__ == "__main__":
    sys.exit(main())
