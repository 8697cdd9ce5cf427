#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Sosie authors
# SPDX-License-Identifier: Apache-2.0
"""The rules of the house that a compiler does not check: which folder may include which, which unit knows a verb, that no
folder holds more than twelve units, that no units (a header and its source) include each other in a circle, what no file
may hold.

Usage: layering.py SOURCE_FOLDER. Prints each breach with file and line; the exit code is their number, at most 99.
"""

import collections
import pathlib
import re
import sys

# Folder of the engine -> what it may include beside itself and its own parts. Lower first.
ENGINE_ARROWS = {
    "base": "",
    "sql": "base",
    "stream": "base sql",
    "transfer": "base sql stream",
    "formats": "base sql stream transfer",
    "pg": "base sql stream",
    "catalog": "base sql pg",
    "fingerprint": "base sql stream pg catalog",
    "migration": "base sql pg catalog",
    "anonymize": "base sql stream pg catalog",
    "store": "base",
    "backups": "base sql stream transfer formats store",
    "environments": "base sql pg",
    "sandbox": "base sql pg",
    "runs": "base environments",
    "safety": "base environments pg runs store",
    "selection": "base sql catalog environments",
    "defusing": "base sql catalog",
    "columns": "base sql stream pg catalog anonymize environments runs selection defusing",
    "target": "base sql stream pg catalog anonymize environments runs safety defusing",
    "fitting": "base sql stream pg catalog runs defusing target",
    "merge": "base sql stream pg catalog anonymize safety selection target",
    "supabase": "base sql stream pg catalog anonymize safety selection defusing target merge",
    "copying": "base sql stream transfer pg catalog anonymize environments runs safety columns defusing target merge "
               "supabase",
    "undo": "base sql pg catalog migration safety target fitting supabase",
    "dumping": "base sql stream transfer formats pg catalog fitting",
    "importing": "base sql stream transfer formats pg catalog store backups environments sandbox",
    "operations": "base sql stream transfer formats pg catalog anonymize store backups environments sandbox runs safety selection "
                  "defusing columns target fitting merge supabase copying undo dumping importing migration fingerprint",
    "workspace": "base sql formats importing pg catalog migration fingerprint anonymize store backups environments sandbox runs safety selection columns supabase operations",
}
# Parts of a folder, lower first: each may include those before it. "" is what stands in the folder itself.
PARTS = {
    "base": ["errors", "", "files"],
    "pg": ["reaching", ""],
    "formats": ["", "compression", "toc", "archive", "script", "container", "recognition"],
    "catalog": ["model", "ddl", "reading", "comparison", "aside", ""],
    "anonymize": ["text", "model", "dictionary", "keys", "fakes", "known", "rewriting", "detection", "decision"],
    "environments": ["", "passwords", "settings"],
    "fingerprint": ["", "script"],
    "migration": ["script", "planning", "steps", "", "choice", "report"],
    "target": ["session", ""],
    "workspace": ["", "requests"],
}
UI_ARROWS = set("base sql catalog migration fingerprint anonymize environments store backups runs safety selection columns operations workspace".split())
# A verb is known by its folder, by the request that people make of it, and by its command; the request by its command and
# by one folder of the window.
VERBS = re.compile(r"engine/operations/(\w+)/")
KNOWS_VERBS = re.compile(r"app/cli/commands/command_\w+|engine/workspace/requests/\w+_request")
REQUESTS = re.compile(r"engine/workspace/requests/(\w+)_request\.h")
# A page of the window is known by the list of all pages; what pages share is in other folders.
SCREENS = set("activity anonymize backups clone compare environments restore rollback settings".split())
KNOWS_SCREENS = "ui/all_pages"
MOST_UNITS = 12

MOST_LINES = 600
INCLUDE = re.compile(r'^\s*#\s*include\s*[<"]([^>"]+)[>"]')
GUI_HEADER = re.compile(r"^(QtWidgets|QtGui)(/|$)|^Q(Application|GuiApplication|Widget|Dialog|MessageBox|Window|Icon|"
                        r"Pixmap|Painter|Palette|Color|Font|Label|Layout|PushButton)$")
# Names that say nothing; inside a longer word (as in "Utility") they may mean something.
EMPTY_NAME = re.compile(r"\b(?:class|struct|enum(?:\s+class)?|namespace)\s+(\w*(?:Manager|Helper|Utils?))\b")
UNFINISHED = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")


def goes_down(inner, folder, name):
    """Whether an include between two parts of one folder of the engine leads to the same or a lower part."""
    parts = PARTS.get(inner)
    here = folder[2] if len(folder) > 2 else ""
    there = name.split("/")[2] if name.count("/") > 2 else ""
    if parts is None or here == there or there not in parts or here not in parts:
        return True
    # What is generated (the queries of the catalog) stands in the folder itself and includes nothing above.
    return parts.index(there) < parts.index(here) or name.endswith("/queries.h")


def breaches_of_verbs(relative, lines):
    unit = relative.with_suffix("").as_posix()
    for number, line in enumerate(lines, 1):
        found = INCLUDE.match(line)
        verb = VERBS.match(found.group(1)) if found else None
        if verb and not unit.startswith(f"engine/operations/{verb.group(1)}/") and not KNOWS_VERBS.match(unit):
            yield number, f"{verb.group(1)} is a verb; this is no place that knows verbs"
        asked = REQUESTS.match(found.group(1)) if found else None
        places = "engine/workspace/|ui/VERB/|app/cli/commands/(command_VERB|VERB_arguments)$"
        # A backup is tried by what verifies it, and beside the button that makes one.
        if asked and asked.group(1) == "trial":
            places = "engine/workspace/|ui/backup/|app/cli/commands/command_verify$"
        # Rows are a page of what compares structures.
        if asked and asked.group(1) == "compare_rows":
            places = "engine/workspace/|ui/compare/|app/cli/commands/command_compare_rows$"
        # What is compared is made alike on the same page.
        if asked and asked.group(1) == "migrate":
            places = "engine/workspace/|ui/compare/|app/cli/commands/command_migrate$"
        if asked and not re.match(places.replace("VERB", asked.group(1)), unit):
            yield number, f"{asked.group(1)} is asked for by its own screen and its own command only"


def breaches_of_includes(relative, lines):
    folder = relative.parts[:-1]
    unit = relative.with_suffix("").as_posix()
    part = folder[0]
    inner = folder[1] if part == "engine" and len(folder) > 1 else ""
    inner_of_ui = folder[1] if part == "ui" and len(folder) > 1 else ""
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
                if other != inner and other not in ENGINE_ARROWS.get(inner, "").split():
                    yield number, f"engine/{inner} may not include engine/{other}"
                elif other == inner and not goes_down(inner, folder, name):
                    yield number, f"{'/'.join(folder)} may not include {name}"
        if part == "ui":
            if top in ("app", "tests"):
                yield number, f"ui reaches up to {name}"
            other = name.split("/")[1] if top == "ui" else ""
            if other in SCREENS and other != inner_of_ui and unit != KNOWS_SCREENS:
                yield number, f"{other} is a page; no other page knows it, nor does the window"
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
            breaches = list(breaches_of_includes(relative, lines))
            breaches += list(breaches_of_words(lines)) + list(breaches_of_opening(lines))
            if part != "tests":
                breaches += list(breaches_of_verbs(relative, lines))
            if len(lines) > MOST_LINES:
                breaches.append((MOST_LINES, f"{len(lines)} lines; at most {MOST_LINES}"))
            if path.suffix == ".h" and "#pragma once" not in lines:
                breaches.append((1, "no #pragma once"))
            for number, sentence in breaches:
                print(f"{relative}:{number}: {sentence}")
            count += len(breaches)
    units = units_of(root)
    for folder, number in sorted(collections.Counter(unit.rsplit("/", 1)[0] for unit in units).items()):
        if number > MOST_UNITS:
            print(f"{folder}: {number} units; at most {MOST_UNITS} in a folder")
            count += 1
    for circle in circles_of(units):
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
