#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Sosie authors
# SPDX-License-Identifier: Apache-2.0
"""Fails when a sentence of the sources has no finished French, or a French one that cannot be right.

Usage: check_complete.py LUPDATE SOURCE_LIST TS_FILE SOURCE_FOLDER. Takes the sentences of today's sources into a copy
of the file first, so that a new sentence without translation is found without anybody running lupdate.
"""

import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree

PLACE = re.compile(r"%(?:L?\d+|n)")
WIDE = "\u00a0"
# One context a target, and the word by which Qt learns the direction of reading. Any other (as "Tr") means that lupdate
# misread a file, and that its sentences would stay English.
CONTEXTS = {"engine", "ui", "app", "QGuiApplication"}


def mistakes(source, text):
    """What is wrong with one French text of `source`."""
    if not text.strip():
        yield "empty"
        return
    if sorted(set(PLACE.findall(source))) != sorted(set(PLACE.findall(text))) and "%n" not in source:
        yield "other placeholders than the English"
    if re.search(r"[^\s\u202f\u00a0(][;!?](\s|$)", text) or re.search(r" [;!?:»]", text) or re.search("« ", text):
        yield "a narrow no-break space belongs before ; ! ? and inside « », a no-break space before :"
    if re.search(r"\w[^\S\u00a0]?: ", text) and not re.search(WIDE + ": ", text):
        yield "a no-break space belongs before :"
    if re.search(r"\w'\w", text):
        yield "the apostrophe is ’"


def main():
    lupdate, sources, file_name, source_folder = sys.argv[1:5]
    wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        copy = pathlib.Path(folder) / "copy.ts"
        shutil.copy(file_name, copy)
        subprocess.run([lupdate, "-silent", "-no-obsolete", "-locations", "none", "-tr-function-alias", "tr+=sentence",
                        "-I", source_folder, "@" + sources, "-ts", str(copy)], check=True, stdout=subprocess.DEVNULL)
        for context in ElementTree.parse(copy).getroot().iter("context"):
            if context.findtext("name") not in CONTEXTS:
                print(f"{context.findtext('name')}: not a context of ours; lupdate misread a file")
                wrong += 1
            for message in context.iter("message"):
                source = message.findtext("source")
                translation = message.find("translation")
                texts = [form.text or "" for form in translation.findall("numerusform")] or [translation.text or ""]
                found = ["unfinished"] if translation.get("type") == "unfinished" else []
                for text in texts:
                    found += list(mistakes(source, text)) if not found else []
                for mistake in found:
                    print(f"{context.findtext('name')}: {source!r}: {mistake}")
                wrong += 1 if found else 0
    print("complete" if wrong == 0 else f"{wrong} sentences to translate or correct")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
