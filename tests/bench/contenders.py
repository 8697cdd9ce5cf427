# SPDX-FileCopyrightText: 2026 The Sosie authors
# SPDX-License-Identifier: Apache-2.0
"""The programs that are measured: how each is told to copy the one database into the other."""

import os
import pathlib
import shutil
import subprocess

from private_servers import Failure

HERE = pathlib.Path(__file__).resolve().parent
HALVED_PGCOPYDB = "pgcopydb, half the jobs"
BY_HAND = "COPY by hand"
DETECTING = "sosie, detection alone"


def find_cli(given):
    candidates = [given, os.environ.get("SOSIE_CLI"), HERE.parents[1] / "build/run/app/sosie-cli",
                  shutil.which("sosie-cli")]
    for candidate in candidates:
        if candidate and os.access(candidate, os.X_OK):
            return pathlib.Path(candidate).resolve()
    raise Failure("sosie-cli was not found: build it (packaging/run), or say where it is with --cli.")


def output_of(*command):
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    return done.stdout


def environment_of(folder, programs):
    """Nothing of the caller's configuration, a project key, and the servers' own version of every program first."""
    key = folder / "key"
    key.write_text("5051e" * 12 + "0000\n", encoding="ascii")
    key.chmod(0o600)
    kept = {name: value for name, value in os.environ.items()
            if not name.startswith(("PG", "SOSIE_")) and name != "DBUS_SESSION_BUS_ADDRESS"}
    return kept | {"PATH": f"{programs}:{os.environ['PATH']}", "TMPDIR": str(folder), "SOSIE_KEY_FILE": str(key),
                   "LC_ALL": "C.UTF-8"}


class Sosie:
    def __init__(self, cli, folder, environment):
        self._cli = cli
        self._home = folder / "home"
        self._environment = environment

    def know(self, source, target):
        """A home of its own for every run: the target is another database each time."""
        shutil.rmtree(self._home, ignore_errors=True)
        for name, options in (("live", ["--type", "production", "--url", source]),
                              ("double", ["--type", "test", "--allow-raw", "--url", target])):
            self.run("env", "add", name, *options)

    def run(self, *arguments):
        done = subprocess.run([self._cli, "--home", self._home, "--no-input", *arguments], text=True,
                              env=self._environment, capture_output=True, check=False)
        if done.returncode != 0:
            raise Failure(f"sosie-cli {arguments[0]} failed:\n{done.stdout}{done.stderr}")

    def clone(self, *options):
        return [self._cli, "--home", self._home, "--json", "--progress", "none", "--no-input", *self.arguments(*options)]

    @staticmethod
    def arguments(*options):
        return ["clone", "--source", "live", "--target", "double", "--confirm", "double", *options]


def sosie_options(name, jobs, rules):
    """What is chosen for the contender of this name; None when it is another program."""
    chosen = {"sosie": ["--raw", "--reason", "benchmark"],
              "sosie --no-verify": ["--raw", "--reason", "benchmark", "--no-verify"],
              "sosie with rules": ["--rules", HERE / rules],
              DETECTING: []}
    return [*chosen[name], "--jobs", str(jobs)] if name in chosen else None


def peer_command(name, source, target, jobs, folder):
    work = folder / "work"
    shutil.rmtree(work, ignore_errors=True)
    if name.startswith("pgcopydb"):
        # Its table jobs and index jobs work at the same time, and so do as many vacuums.
        each = max(1, jobs // 2) if name == HALVED_PGCOPYDB else jobs
        return ["pgcopydb", "clone", "--source", source, "--target", target, "--table-jobs", str(each), "--index-jobs",
                str(each), "--dir", work, *(["--skip-vacuum"] if "--skip-vacuum" in name else [])]
    if name == BY_HAND:
        return [HERE / "copy_by_hand.sh", source, target, str(jobs), work]
    # Uncompressed: the fastest it can.
    script = ('set -e; pg_dump -Fd -Z0 -j "$3" -f "$4" -d "$1"; '
              'pg_restore -j "$3" --exit-on-error -d "$2" "$4"')
    return ["bash", "-c", script, "bash", source, target, str(jobs), work]


def those_that_are_here(names):
    """Without pgcopydb where it is not installed; with its run without vacuums where it has one."""
    if not shutil.which("pgcopydb"):
        return [name for name in names if not name.startswith("pgcopydb")]
    if "pgcopydb" in names and "--skip-vacuum" in output_of("pgcopydb", "clone", "--help"):
        return [*names, "pgcopydb --skip-vacuum"]
    return list(names)
