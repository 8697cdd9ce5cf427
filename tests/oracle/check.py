#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Sosie authors
# SPDX-License-Identifier: Apache-2.0
"""Clones databases anonymized and fails for whatever stayed in clear without a word: each column is compared outside of
Sosie, and canary values are looked for in everything that a clone leaves behind."""

import argparse
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile
import urllib.parse

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "bench"))

from contenders import environment_of, find_cli  # noqa: E402
from nothing_silent import Database, plain, silent  # noqa: E402
from places import Places  # noqa: E402
from private_servers import Server, newest_programs  # noqa: E402

MOST_SHOWN = 60


class Run:
    """One source, an empty target, and what the clone left."""

    def __init__(self, cli, folder, servers, environment, name):
        self.source, self.target = servers
        self.name = name
        self.home = folder / f"home-{name}"
        self.log = folder / f"log-{name}"
        self._cli = cli
        self._environment = environment

    def sosie(self, *arguments):
        done = subprocess.run([self._cli, "--home", self.home, "--no-input", "--log-file", self.log, *arguments], text=True,
                              env=self._environment, capture_output=True, check=False)
        return done.returncode, done.stdout, done.stderr

    def register(self, database):
        self.target.sql("postgres", f'CREATE DATABASE "{self.name}"')
        for name, kind, uri in (("live", "production", self.source.local_uri(database)),
                                ("double", "test", self.target.local_uri(self.name))):
            code, _, said = self.sosie("env", "add", name, "--type", kind, "--url", uri)
            if code != 0:
                raise SystemExit(f"env add {name}: {said}")

    def clone(self, *options):
        code, out, said = self.sosie("clone", "--source", "live", "--target", "double", "--confirm", "double", "--json",
                                     "--progress", "none", *options)
        if code != 0:
            raise SystemExit(f"{self.name}: the clone ended with {code}:\n{out[-4000:]}{said[-4000:]}")
        return json.loads(out)

    def complaints(self, database, report):
        psql = self.source.programs / "psql"
        return silent(Database(psql, self.source.local_uri(database)), Database(psql, self.target.local_uri(self.name)),
                      report)


def found_in(patterns, *paths):
    """Those of the strings that occur in any file under the paths, byte for byte in any case."""
    with tempfile.NamedTemporaryFile("w", encoding="utf-8") as file:
        file.write("\n".join(sorted(patterns)) + "\n")
        file.flush()
        done = subprocess.run(["grep", "-r", "-a", "-o", "-h", "-F", "-f", file.name, *map(str, paths)], capture_output=True,
                              check=False)
    if done.returncode > 1:
        raise SystemExit(done.stderr.decode(errors="replace"))
    return set(done.stdout.decode(errors="replace").split("\n")) - {""}


def unnamed_canaries(places, report, found):
    """Places of the rows whose values are there although the report says that nothing of them is."""
    fates = {(plain(column["table"]), column["column"]): column["inClear"] for column in report["columns"]}
    silent_places = []
    for (table, column), canaries in places.canaries.items():
        left = canaries & found
        if left and fates.get((f"public.{plain(table)}", column), "nothing") == "nothing":
            silent_places.append(f"{table}.{column}: {len(left)} of {len(canaries)} canaries are in the target")
    return silent_places


def check_places(cli, folder, servers, environment):
    places = Places()
    script = folder / "places.sql"
    script.write_text("\n".join(places.sql), encoding="utf-8")
    servers[0].sql("postgres", "CREATE DATABASE places")
    servers[0].run_file("places", script, {"ON_ERROR_STOP": "1"})
    run = Run(cli, folder, servers, environment, "places")
    run.register("places")
    report = run.clone()
    complaints = run.complaints("places", report)
    run.target.sql("places", "CHECKPOINT")
    everything = set().union(*places.canaries.values(), *places.structure.values())
    dump = folder / "dump.sql"
    with open(dump, "wb") as file:
        subprocess.run([run.target.programs / "pg_dump", "-d", run.target.local_uri("places")], stdout=file, check=True)
    found = found_in(everything, dump, run.target.folder / "data", run.target.folder / "log")
    complaints += unnamed_canaries(places, report, found)
    mentioned = len(report["structure"])
    for place, canaries in places.structure.items():
        if canaries & found and mentioned == 0:
            complaints.append(f"{place}: its value is in the target, and the report names nothing of the structure")
    if mentioned < len(places.structure):
        complaints.append(f"the structure: {len(places.structure)} places, {mentioned} named: "
                          + "; ".join(f"{item['kind']} {item['name']}" for item in report["structure"]))
    for table, column in places.canaries:
        # The keys of these partitions let every fake in.
        if table.startswith(("journal_hash", "achats")) and places.canaries[table, column] & found:
            complaints.append(f"{table}.{column}: a partition key is in clear")
    written = folder / "report.json"
    written.write_text(json.dumps(report, ensure_ascii=False), encoding="utf-8")
    rules = folder / "found.toml"
    code, out, said = run.sosie("rules", "detect", "--source", "live", "--output", rules, "--json")
    (folder / "detect.out").write_text(out + said, encoding="utf-8")
    if code != 0:
        complaints.append(f"rules detect ended with {code}: {said}")
    code, out, said = run.sosie("clone", "--source", "live", "--target", "double", "--confirm", "double", "--rules", rules,
                                "--strict", "--dry-run")
    if "E-RULE-001" not in out + said:
        complaints.append(f"what nobody decided passes once it was written to a file and read back: {code}")
    for path in (written, rules, folder / "detect.out", run.home, run.log):
        for canary in sorted(found_in(everything, path) if path.exists() else []):
            complaints.append(f"{path.name}: Sosie wrote the value {canary}")
    tables, count = places.count()
    print(f"places: {tables} tables, {count} places, {len(found)} of {len(everything)} canaries found, all of them named"
          if not complaints else f"places: {len(complaints)} complaints")
    return complaints


def check_file(cli, folder, servers, environment, name, files, options=()):
    servers[0].sql("postgres", f"CREATE DATABASE {name}")
    for file in files:
        servers[0].run_file(name, file, {})
    run = Run(cli, folder, servers, environment, name)
    run.register(name)
    try:
        return [f"{name}: {complaint}" for complaint in run.complaints(name, run.clone(*options))]
    except SystemExit as ended:
        # What was found before is said as well.
        return [str(ended)]


class Demonstration:
    """The private server of the sandbox, as a source."""

    def __init__(self, cli, folder, environment, programs):
        self._call = [cli, "--home", folder / "home-sandbox", "--no-input", "sandbox"]
        self._environment = environment
        self.programs = programs
        self._sandbox = None

    def _run(self, verb):
        done = subprocess.run([*self._call, verb, "--json"], text=True, env=self._environment, capture_output=True, check=False)
        if done.returncode != 0:
            raise SystemExit(f"sandbox {verb}: {done.stdout}{done.stderr}")
        return json.loads(done.stdout)

    def __enter__(self):
        self._sandbox = self._run("up")["sandbox"]
        return self

    def __exit__(self, *_):
        self._run("down")
        shutil.rmtree(self._sandbox["folder"], ignore_errors=True)

    def local_uri(self, database):
        return f"postgresql://postgres@/{database}?host={urllib.parse.quote(self._sandbox['socketFolder'], safe='')}"


def check_demonstration(cli, folder, target, environment, programs):
    with Demonstration(cli, folder, environment, programs) as source:
        run = Run(cli, folder, (source, target), environment, "demo")
        run.register("demo_prod")
        report = run.clone()
        complaints = [f"demo: {complaint}" for complaint in run.complaints("demo_prod", report)]
    print(f"demo: {len(report['tables'])} tables, {len(report['columns'])} columns, {len(complaints)} complaints")
    return complaints


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cli", help="the sosie-cli to run")
    parser.add_argument("--keep", action="store_true", help="leave the folder behind and say where it is")
    chosen = parser.parse_args()
    programs = newest_programs()
    folder = pathlib.Path(tempfile.mkdtemp(prefix="sosie-oracle-"))
    folder.chmod(0o755)
    try:
        environment = environment_of(folder, programs)
        cli = find_cli(chosen.cli)
        with Server(folder / "source", programs, 5432) as source, Server(folder / "target", programs, 5433) as target:
            target.sql("postgres", "ALTER SYSTEM SET log_statement = 'none'")
            complaints = check_places(cli, folder, (source, target), environment)
            hostile = HERE.parent / "postgres" / "sql" / "hostile.sql"
            complaints += check_file(cli, folder, (source, target), environment, "hostile", [hostile])
            complaints += check_demonstration(cli, folder, target, environment, programs)
    finally:
        if chosen.keep:
            print(folder)
        else:
            shutil.rmtree(folder, ignore_errors=True)
    for complaint in complaints[:MOST_SHOWN]:
        print(complaint)
    if len(complaints) > MOST_SHOWN:
        print(f"… and {len(complaints) - MOST_SHOWN} more")
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
