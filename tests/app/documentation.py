#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Sosie authors
# SPDX-License-Identifier: Apache-2.0
"""What comes with the program holds what the program does: completions, manual page, JSON Schemas, recipes for CI.

Usage: documentation.py SOSIE_CLI SOURCE_FOLDER BUILD_FOLDER. Judged by bash, fish, zsh, groff and python3-jsonschema; every shell
line of the recipes is run. A program that is missing is a failure.
"""

import hashlib
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

import jsonschema

CLI, SOURCE, BUILD = sys.argv[1], pathlib.Path(sys.argv[2]), sys.argv[3]
HOME = tempfile.mkdtemp(prefix="sosie-documentation-")


def sosie(*arguments, codes=(0,)):
    environment = {**os.environ, "SOSIE_HOME": HOME, "LC_ALL": "C.UTF-8"}
    environment.pop("DBUS_SESSION_BUS_ADDRESS", None)
    done = subprocess.run([CLI, *arguments], capture_output=True, text=True, env=environment, timeout=300)
    if done.returncode not in codes:
        raise AssertionError(f"{arguments} ended with {done.returncode}: {done.stderr}{done.stdout}")
    return done.stdout


def run(command, given, **more):
    done = subprocess.run(command, input=given, capture_output=True, text=True, timeout=900, **more)
    return done.returncode, done.stdout, done.stderr


def with_cli_in_path():
    folder = pathlib.Path(HOME, "path")
    folder.mkdir(exist_ok=True)
    link = folder / "sosie-cli"
    if not link.exists():
        link.symlink_to(CLI)
    environment = {**os.environ, "PATH": f"{folder}:{os.environ['PATH']}", "SOSIE_HOME": HOME, "LC_ALL": "C.UTF-8"}
    environment.pop("DBUS_SESSION_BUS_ADDRESS", None)
    return environment


class Completion(unittest.TestCase):
    def bash(self, *words):
        script = sosie("completion", "bash") + (
            f"\nCOMP_WORDS=({' '.join(words)} '')\nCOMP_CWORD={len(words)}\n_sosie_cli\nprintf '%s\\n' \"${{COMPREPLY[@]}}\"\n")
        code, out, error = run(["bash", "-eu", "-c", script], "", env=with_cli_in_path())
        self.assertEqual((code, error), (0, ""))
        return out.split()

    def test_bash_offers_commands_options_words_and_environments(self):
        self.assertIn("clone", self.bash("sosie-cli"))
        self.assertIn("--json", self.bash("sosie-cli"))
        self.assertIn("--no-verify", self.bash("sosie-cli", "clone"))
        self.assertIn("add", self.bash("sosie-cli", "env"))
        self.assertEqual(self.bash("sosie-cli", "clone", "--progress"), ["auto", "plain", "json", "none"])
        self.assertIn("demo-prod", self.bash("sosie-cli", "clone", "--source"))

    def test_fish_offers_the_same(self):
        script = sosie("completion", "fish")
        pathlib.Path(HOME, "sosie.fish").write_text(script)
        for typed, expected in (("sosie-cli cl", "clone"), ("sosie-cli clone --no-v", "--no-verify"),
                                ("sosie-cli env ad", "add"), ("sosie-cli clone --source demo-p", "demo-prod")):
            code, out, error = run(["fish", "--no-config", "-c", f"source {HOME}/sosie.fish; complete -C {typed!r}"], "",
                                   env=with_cli_in_path())
            self.assertEqual((code, error), (0, ""))
            self.assertIn(expected, out)

    def test_zsh_reads_its_script(self):
        self.assertEqual(run(["zsh", "-n"], sosie("completion", "zsh")), (0, "", ""))


class ManualPage(unittest.TestCase):
    def test_groff_reads_it_without_a_warning_in_both_languages(self):
        for language, word in (("en", "EXIT STATUS"), ("fr", "CODE DE RETOUR")):
            page = sosie("--lang", language, "man")
            self.assertTrue(page.isascii())
            code, out, error = run(["groff", "-man", "-Tutf8", "-ww", "-P-c"], page)
            self.assertEqual((code, error), (0, ""))
            plain = re.sub(r".\x08|\x1b\[[0-9;]*m", "", out)
            for expected in (word, "--keep-side-effects", "sosie-cli env add", "143"):
                self.assertIn(expected, plain)


class Schemas(unittest.TestCase):
    def schema(self, name):
        return json.loads(sosie("schema", name))

    def check(self, name, text):
        jsonschema.Draft202012Validator(self.schema(name)).validate(json.loads(text))

    def test_each_is_a_schema(self):
        for name in sosie("schema").split():
            jsonschema.Draft202012Validator.check_schema(self.schema(name))

    def folder_of_a_backup(self):
        """A file in clear with its manifest, as on another computer."""
        folder = pathlib.Path(HOME, "elsewhere")
        folder.mkdir()
        manifest = json.loads((SOURCE / "tests/fuzz/corpus/manifest/whole.json").read_text())
        manifest["file"] |= {"bytes": 5, "sha256": hashlib.sha256(b"PGDMP").hexdigest()}
        (folder / "a.dump").write_bytes(b"PGDMP")
        (folder / "a.dump.manifest.json").write_text(json.dumps(manifest))
        return folder

    def saved_structure(self):
        path = pathlib.Path(HOME, "structure.json")
        sosie("compare", "--source", "demo-prod", "--save", str(path))
        return path.read_text(encoding="utf-8")

    def test_what_is_printed_is_as_they_say(self):
        clone = ("clone", "--source", "demo-prod", "--target", "demo-test", "--json")
        script = pathlib.Path(HOME, "some.sql")
        script.write_text("create table t (email text);\ncopy t from stdin;\na@example.org\n\\.\n"
                          "copy t from program 'id';\n", encoding="ascii")
        outputs = {
            "plan": sosie(*clone, "--dry-run"),
            "report": sosie(*clone, "--confirm", "demo-test"),
            "environments": sosie("env", "list", "--json"),
            "environment": sosie("env", "show", "demo-test", "--json"),
            "diagnosis": sosie("env", "test", "demo-test", "--json"),
            "validation": sosie("validate", "--json"),
            "detection": sosie("rules", "detect", "--source", "demo-test", "--json"),
            "comparison": sosie("compare", "--source", "demo-prod", "--target", "demo-dev", "--prove", "--json",
                                codes=(0, 1)),
            "structure": self.saved_structure(),
            "groups": sosie("group", "list", "--json"),
            "sandbox": sosie("sandbox", "status", "--json"),
            "manifest": (SOURCE / "tests/fuzz/corpus/manifest/whole.json").read_text(),
            "adoption": sosie("backups", "adopt", str(self.folder_of_a_backup()), "--json"),
            "backups": sosie("backups", "list", "--json"),
            "backup": sosie("backups", "show", "1", "--json"),
            "proof": sosie("verify", "1", "--level", "1", "--json"),
            "removal": sosie("backups", "remove", "1", "--json"),
            "kit": sosie("kit", "--output", HOME + "/kit", "--json"),
            "inspection": sosie("inspect", script, "--load", "--json"),
            "failure": sosie("clone", "--nonsense", "--json", codes=(64,)),
        }
        for name, text in outputs.items():
            with self.subTest(name):
                self.check(name, text)
        unreachable = ("--source", "postgresql://nobody@127.0.0.1:1/nothing")
        for name, text in (("failure", sosie("rules", "detect", *unreachable, "--json", codes=(69,))),
                           ("plan", sosie("clone", *unreachable, "--target", "demo-test", "--dry-run", "--json",
                                          "--retries", "0", codes=(69, 77)))):
            self.check(name, text)
            found = json.loads(text)
            error = found["error"] if name == "failure" else found["problems"][0]
            self.assertEqual([(attempt["way"], attempt["address"], attempt["code"]) for attempt in error["attempts"]],
                             [("direct", "127.0.0.1:1", "E-CONN-002")])
            self.assertTrue(error["attempts"][0]["reason"])
        rows = sosie("compare", "--source", "demo-prod", "--target", "demo-dev", "--data", "--json", codes=(0, 1))
        self.check("comparison", rows)
        self.check("comparison", sosie("compare", "--source", "demo-prod", "--target", "demo-dev", "--data", "--table", "users",
                                       "--json", codes=(0, 1)))
        schema = self.schema("comparison")["properties"]["rows"]
        self.assertEqual(self.undescribed(json.loads(rows)["rows"], schema, schema, "rows"), set())
        self.assertEqual(sorted(outputs), sorted(sosie("schema").split()))
        for refused in (sosie("verify", "--source", "demo-test", "--target", "demo-dev", "--json", codes=(0, 1)),
                        sosie(*clone, "--confirm", "wrong", codes=(77,)),
                        sosie("rollback", "--target", "demo-test", "--confirm", "demo-test", "--json")):
            self.check("report", refused)

    def undescribed(self, value, form, schema, place):
        """The keys of a value, however deep, that its schema is silent about."""
        if "$ref" in form:
            form = schema["$defs"][form["$ref"].removeprefix("#/$defs/")]
        if isinstance(value, list):
            return {key for item in value for key in self.undescribed(item, form["items"], schema, place + "[]")}
        if not isinstance(value, dict) or "additionalProperties" in form:
            return set()
        known = form["properties"]
        deeper = (self.undescribed(value[key], known[key], schema, f"{place}.{key}") for key in set(value) & set(known))
        return {f"{place}.{key}" for key in set(value) - set(known)}.union(*deeper)

    def test_every_key_of_a_report_and_a_plan_is_described(self):
        clone = ("clone", "--source", "demo-prod", "--target", "demo-test", "--json")
        for name, text in (("plan", sosie(*clone, "--dry-run")), ("report", sosie(*clone, "--confirm", "demo-test"))):
            schema = self.schema(name)
            self.assertEqual(self.undescribed(json.loads(text), schema, schema, name), set())


class Recipes(unittest.TestCase):
    """The lines are run as they stand, in an empty folder with a checkout of the project where the recipe puts one."""

    def lines(self, name):
        text = sosie("recipe", name)
        if name == "github":
            return re.findall(r"^ +- run: (.+)$", text, re.M)
        shell = re.split(r"^  (?:before_script|script):\n", text, flags=re.M)[1:]
        return [line for part in shell for line in re.findall(r"^    - (.+)$", part.split("\n  artifacts:")[0], re.M)]

    def test_the_comparison_of_the_recipe_for_drift_runs(self):
        line = next(line for line in re.findall(r"^ +- run: (.+)$", sosie("recipe", "drift"), re.M) if "compare" in line)
        place = pathlib.Path(HOME, "drift")
        (place / "supabase/migrations").mkdir(parents=True)
        (place / "supabase/migrations/1_first.sql").write_text("CREATE TABLE only_here (a integer);", encoding="ascii")
        environment = {**with_cli_in_path(), "GITHUB_STEP_SUMMARY": str(place / "summary.md")}
        code, out, error = run(["bash", "-e", "-c", line.replace("--target production", "--target demo-dev")], "",
                               cwd=place, env=environment)
        self.assertEqual(code, 1, error + out)
        self.assertIn("only_here", (place / "summary.md").read_text(encoding="utf-8"))
        self.assertIn("only_here", (place / "drift.xml").read_text(encoding="utf-8"))

    def test_every_line_of_both_recipes_runs(self):
        for number, name in enumerate(("github", "gitlab")):
            with self.subTest(name):
                self.play(self.lines(name), number)

    def play(self, lines, number):
        self.assertGreaterEqual(len(lines), 7)
        place = pathlib.Path(HOME, f"ci-{number}")
        place.mkdir()
        status = json.loads(sosie("sandbox", "status", "--json"))["sandbox"]
        target = ("demo-dev", "demo-formation")[number]
        shown = {name: json.loads(sosie("env", "show", name, "--json"))["environment"]["connection"]
                 for name in ("demo-prod", target)}

        def uri(name):
            of = shown[name]
            return f"postgresql://{of['user']}@/{of['dbname']}?host={status['socketFolder']}&port={of['port']}"

        (place / "rules.toml").write_text("version = 1\n")
        environment = {**with_cli_in_path(), "PRODUCTION_URL": uri("demo-prod"), "TEST_URL": uri(target),
                       "SOSIE_PASSWORD_PRODUCTION": "unused", "SOSIE_PASSWORD_TEST": "unused", "SOSIE_KEY": "ab" * 32,
                       "SOSIE_KEY_FILE": str(place / "key"), "SOSIE_HOME": str(place / "home"), "SOSIE_BUILD": BUILD,
                       "SOSIE_REPOSITORY": str(SOURCE)}
        (place / "sosie").symlink_to(SOURCE)
        for line in lines:
            if "git clone" in line or "apt-get" in line:
                # The checkout is the folder beside; that apt-get installs git needs no proof of ours.
                self.assertIn("git", line)
                continue
            if line == "sosie/packaging/install":
                line += f" {place}/prefix"
            code, out, error = run(["bash", "-e", "-c", line], "", cwd=place, env=environment)
            self.assertEqual(code, 0, f"{line}: {error}{out}")
        report = json.loads((place / "report.json").read_text())
        self.assertEqual((report["outcome"], report["anonymized"]), ("succeeded", True))
        self.assertTrue((place / "prefix/share/man/man1/sosie-cli.1").is_file())
        self.assertTrue((place / "prefix/share/bash-completion/completions/sosie-cli").is_file())


if __name__ == "__main__":
    try:
        sosie("sandbox", "up")
        result = unittest.main(argv=sys.argv[:1], exit=False, verbosity=2).result
    finally:
        sosie("sandbox", "down")
        shutil.rmtree(HOME, ignore_errors=True)
    sys.exit(0 if result.wasSuccessful() else 1)
