#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Sosie authors
# SPDX-License-Identifier: Apache-2.0
"""Measures `sosie-cli clone` against pgcopydb and pg_dump | psql, in one run, on two private PostgreSQL servers.

Every round runs every contender once, one after the other, so that whatever slows this computer down slows all of them
down; a ratio is the median of the ratios of the rounds. The target database is made anew before each run, and its
rows, indexes and constraints are counted after it. Prints a Markdown table; README.md says how to read it.
"""

import argparse
import dataclasses
import datetime
import hashlib
import json
import os
import pathlib
import platform
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time

from private_servers import Failure, Server, newest_programs

HERE = pathlib.Path(__file__).resolve().parent
DATABASE = "lettings"
ROWS_AT_SCALE_1 = 1_000_000
TABLES = ("people", "flats", "reservations", "messages", "transactions")
COUNTS = "SELECT " + ", ".join(f"(SELECT count(*) FROM public.{table})" for table in TABLES) + (
    ", (SELECT count(*) FROM pg_index AS i JOIN pg_class AS c ON c.oid = indrelid"
    " WHERE relnamespace = 'public'::regnamespace AND indisvalid)"
    ", (SELECT count(*) FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND convalidated)")
SAMPLE = "SELECT {column} FROM public.{table} WHERE id <= 1000 AND {column} IS NOT NULL ORDER BY id"
SAMPLED = (("people", "email"), ("people", "phone"), ("people", "iban"), ("reservations", "guest_email"))
MIB = 1024 * 1024


@dataclasses.dataclass
class Run:
    """What one run of one contender took. `cpu` and `memory` are of its processes on the client's side."""
    seconds: float
    cpu: float
    memory: int
    report: dict


@dataclasses.dataclass
class Contender:
    name: str
    command: object
    anonymized: bool = False
    runs: list = dataclasses.field(default_factory=list)

    def seconds(self):
        return statistics.median(run.seconds for run in self.runs)


@dataclasses.dataclass
class Ratio:
    what: str
    budget: float
    values: list

    def row(self):
        low, high = min(self.values), max(self.values)
        return f"| {self.what} | {statistics.median(self.values):.2f} | {low:.2f} to {high:.2f} | {self.budget:.2f} |"


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cli", type=pathlib.Path, help="sosie-cli; else SOSIE_CLI, build/run/app/sosie-cli, PATH")
    parser.add_argument("--scale", type=float, default=1.0, help="1.0 is a database of about 1.5 GB (default)")
    parser.add_argument("--pairs", type=int, default=5, help="how many times every contender runs (default: 5)")
    parser.add_argument("--jobs", type=int, default=2, help="workers of every tool that has them (default: 2)")
    parser.add_argument("--only", action="append", metavar="WORD", help="only contenders with this word in their name")
    parser.add_argument("--folder", type=pathlib.Path, help="keep the servers here, and use what an earlier call left")
    parser.add_argument("--pg-bin", type=pathlib.Path, help="where PostgreSQL's programs are (default: the newest)")
    parser.add_argument("--memory-limit", type=int, metavar="MIB", help="fail when sosie-cli used more")
    parser.add_argument("--record", action="store_true", help="write the table into README.md")
    return parser.parse_args()


def find_cli(given):
    candidates = [given, os.environ.get("SOSIE_CLI"), HERE.parents[1] / "build/run/app/sosie-cli",
                  shutil.which("sosie-cli")]
    for candidate in candidates:
        if candidate and os.access(candidate, os.X_OK):
            return pathlib.Path(candidate).resolve()
    raise Failure("sosie-cli was not found: build it (packaging/run), or say where it is with --cli.")


class Bench:
    def __init__(self, options, folder, source, target):
        self.options = options
        self.folder = folder
        self.source = source
        self.target = target
        self.cli = find_cli(options.cli)
        self.home = folder / "home"
        self.key = folder / "key"
        self.key.write_text("5051e" * 12 + "0000\n", encoding="ascii")
        self.key.chmod(0o600)
        # The peers find the programs of the servers' version first.
        self.environment = {name: value for name, value in os.environ.items()
                            if not name.startswith(("PG", "SOSIE_")) and name != "DBUS_SESSION_BUS_ADDRESS"}
        self.environment |= {"PATH": f"{source.programs}:{os.environ['PATH']}", "TMPDIR": str(folder),
                             "SOSIE_KEY_FILE": str(self.key), "LC_ALL": "C.UTF-8"}
        self.expected = source.sql(DATABASE, COUNTS)
        self.contenders = self._contenders()

    def _contenders(self):
        raw = ["--raw", "--reason", "benchmark"]
        rules = ["--rules", HERE / "personal_columns.toml"]
        contenders = [Contender("sosie", lambda: self._sosie(*raw)),
                      Contender("sosie --no-verify", lambda: self._sosie(*raw, "--no-verify")),
                      Contender("sosie with rules", lambda: self._sosie(*rules), anonymized=True)]
        if shutil.which("pgcopydb"):
            contenders.append(Contender("pgcopydb", self._pgcopydb))
            if "--skip-vacuum" in self._output("pgcopydb", "clone", "--help"):
                contenders.append(Contender("pgcopydb --skip-vacuum", lambda: self._pgcopydb("--skip-vacuum")))
        contenders.append(Contender("pg_dump, psql", self._pg_dump))
        chosen = self.options.only or [""]
        return [contender for contender in contenders if any(word in contender.name for word in chosen)]

    def _output(self, *command):
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
        return done.stdout

    def _sosie(self, *options):
        """A home of its own for every run: the target is another database each time."""
        shutil.rmtree(self.home, ignore_errors=True)
        add = [self.cli, "--home", self.home, "--no-input", "env", "add"]
        for command in ([*add, "live", "--type", "production", "--url", self.source.uri(DATABASE)],
                        [*add, "double", "--type", "test", "--allow-raw", "--url", self.target.uri(DATABASE)]):
            done = subprocess.run(command, env=self.environment, capture_output=True, text=True, check=False)
            if done.returncode != 0:
                raise Failure(f"env add failed:\n{done.stdout}{done.stderr}")
        return [self.cli, "--home", self.home, "--json", "--progress", "none", "--no-input", "clone",
                "--source", "live", "--target", "double", "--confirm", "double", "--jobs", str(self.options.jobs),
                *options]

    def _pgcopydb(self, *options):
        work = self.folder / "pgcopydb"
        shutil.rmtree(work, ignore_errors=True)
        jobs = str(self.options.jobs)
        return ["pgcopydb", "clone", "--source", self.source.uri(DATABASE), "--target", self.target.uri(DATABASE),
                "--table-jobs", jobs, "--index-jobs", jobs, "--dir", work, *options]

    def _pg_dump(self):
        pipe = 'set -o pipefail; pg_dump -d "$1" | psql -Xq -v ON_ERROR_STOP=1 -d "$2" > /dev/null'
        return ["bash", "-c", pipe, "bash", self.source.uri(DATABASE), self.target.uri(DATABASE)]

    def run(self, contender):
        self.target.recreate(DATABASE)
        command = contender.command()
        # What the run before left to be written is not this run's to pay.
        for server in (self.source, self.target):
            server.sql("postgres", "CHECKPOINT")
        with open(self.folder / "output", "w+", encoding="utf-8") as output, \
                open(self.folder / "messages", "w+", encoding="utf-8", errors="replace") as messages:
            began = time.monotonic()
            child = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=output, stderr=messages,
                                     env=self.environment, cwd=self.folder)
            _, status, usage = os.wait4(child.pid, 0)
            seconds = time.monotonic() - began
            child.returncode = os.waitstatus_to_exitcode(status)
            output.seek(0)
            messages.seek(0)
            if child.returncode != 0:
                raise Failure(f"{contender.name} ended with {child.returncode}:\n{output.read()}\n{messages.read()}")
            report = json.load(output) if contender.name.startswith("sosie") else {}
        self._check(contender)
        contender.runs.append(Run(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024, report))

    def _check(self, contender):
        found = self.target.sql(DATABASE, COUNTS)
        if found != self.expected:
            raise Failure(f"{contender.name}: rows, indexes and constraints are {found}, not {self.expected}")
        for table, column in SAMPLED:
            query = SAMPLE.format(table=table, column=column)
            before = self.source.sql(DATABASE, query).splitlines()
            after = self.target.sql(DATABASE, query).splitlines()
            same = sum(one == other for one, other in zip(before, after, strict=True))
            if same != (0 if contender.anonymized else len(before)):
                raise Failure(f"{contender.name}: {same} of {len(before)} values of {table}.{column} are the source's")

    def ratios(self):
        by_name = {contender.name: contender for contender in self.contenders}
        wanted = [("clone with verification, against pgcopydb", "sosie", "pgcopydb", 0.75),
                  ("clone with --no-verify, against pgcopydb", "sosie --no-verify", "pgcopydb", 0.75),
                  ("clone with verification, against `pg_dump \\| psql`", "sosie", "pg_dump, psql", 0.75),
                  ("clone with rules on every personal column, against without", "sosie with rules", "sosie", 1.15)]
        ratios = []
        for what, one, other, budget in wanted:
            if one in by_name and other in by_name:
                pairs = zip(by_name[one].runs, by_name[other].runs, strict=True)
                ratios.append(Ratio(what, budget, [a.seconds / b.seconds for a, b in pairs]))
        if "sosie" in by_name and "sosie --no-verify" in by_name:
            pairs = zip(by_name["sosie"].runs, by_name["sosie --no-verify"].runs, strict=True)
            ratios.append(Ratio("what verification adds, against the clone without it", 0.6,
                                [a.seconds / b.seconds - 1 for a, b in pairs]))
        return ratios

    def table(self):
        lines = [self._circumstances(), "", "| Contender | Median, s | Range, s | CPU of the client, s | Memory, MiB |",
                 "|---|---|---|---|---|"]
        for contender in self.contenders:
            seconds = [run.seconds for run in contender.runs]
            cpu = statistics.median(run.cpu for run in contender.runs)
            memory = max(run.memory for run in contender.runs) / MIB
            lines.append(f"| {contender.name} | {contender.seconds():.1f} | {min(seconds):.1f} to {max(seconds):.1f} "
                         f"| {cpu:.1f} | {memory:.0f} |")
        lines += ["", "| Ratio | Median | Range | Goal |", "|---|---|---|---|"]
        lines += [ratio.row() for ratio in self.ratios()]
        return "\n".join(lines)

    def _circumstances(self):
        size = int(self.source.sql("postgres", f"SELECT pg_database_size('{DATABASE}')"))
        commit = self._output("git", "-C", HERE, "describe", "--always", "--dirty").strip()
        peers = "pgcopydb is not installed"
        if shutil.which("pgcopydb"):
            version = self._output("pgcopydb", "--version").strip().splitlines()
            version = next(line for line in version if line.startswith("pgcopydb version"))
            vacuum = any("skip-vacuum" in contender.name for contender in self.contenders)
            peers = version + ("" if vacuum else " (it has no --skip-vacuum: vacuums included)")
        facts = [datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%d %H:%M UTC"), f"commit {commit}",
                 f"{processor()}, {os.cpu_count()} cores, {memory_of_machine() / 1024 / MIB:.0f} GiB, "
                 f"{platform.system()} {platform.release()}",
                 f"PostgreSQL {self.source.version()}, both servers on this machine", peers,
                 f"database of {size / 1e9:.2f} GB (scale {self.options.scale:g})",
                 f"{self.options.pairs} rounds, {self.options.jobs} workers",
                 f"load of the machine before: {self.load_before:.1f}"]
        return "\n".join(f"- {fact}" for fact in facts)

    def measure(self):
        self.load_before = os.getloadavg()[0]
        for number in range(1, self.options.pairs + 1):
            for contender in self.contenders:
                self.run(contender)
                last = contender.runs[-1]
                say(f"round {number}: {contender.name}: {last.seconds:.1f} s, client CPU {last.cpu:.1f} s, "
                    f"{last.memory / MIB:.0f} MiB")
        limit = self.options.memory_limit
        for contender in self.contenders:
            memory = max(run.memory for run in contender.runs)
            if limit and contender.name.startswith("sosie") and memory > limit * MIB:
                raise Failure(f"{contender.name} used {memory / MIB:.0f} MiB; {limit} are allowed")


def processor():
    for line in pathlib.Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
        if line.startswith("model name"):
            return line.split(":", 1)[1].strip()
    return platform.machine()


def memory_of_machine():
    return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")


def say(sentence):
    print(sentence, file=sys.stderr, flush=True)


def make_source(server, scale, stamp):
    """Makes the database unless the folder's stamp says that it is there already, of this size and from this file."""
    script = HERE / "database.sql"
    wanted = f"{scale:g} {hashlib.sha256(script.read_bytes()).hexdigest()}"
    if stamp.exists() and stamp.read_text(encoding="utf-8") == wanted:
        return
    say(f"Making the database (scale {scale:g})")
    stamp.unlink(missing_ok=True)
    rows = max(1000, round(ROWS_AT_SCALE_1 * scale))
    server.recreate(DATABASE)
    server.run_file(DATABASE, script, dict.fromkeys(("people", "reservations", "messages", "transactions"), rows))
    stamp.write_text(wanted, encoding="utf-8")


def record(table):
    readme = HERE / "README.md"
    head, mark, _ = readme.read_text(encoding="utf-8").partition("## Last result\n")
    if not mark:
        raise Failure("README.md has no section \"Last result\".")
    readme.write_text(f"{head}{mark}\n{table}\n", encoding="utf-8")


def measure_in(folder, options):
    # The account of the servers passes through, and sees nothing else.
    folder.chmod(0o711)
    programs = options.pg_bin or newest_programs()
    with Server(folder / "source", programs, 54321) as source, Server(folder / "target", programs, 54322) as target:
        make_source(source, options.scale, folder / "source.stamp")
        bench = Bench(options, folder, source, target)
        bench.measure()
        table = bench.table()
    print(table)
    if options.record:
        record(table)


def main():
    options = arguments()
    # A stop from outside ends the servers too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        find_cli(options.cli)
        if options.folder:
            options.folder.mkdir(parents=True, exist_ok=True)
            measure_in(options.folder.resolve(), options)
        else:
            with tempfile.TemporaryDirectory(prefix="sosie-bench-") as folder:
                measure_in(pathlib.Path(folder), options)
    except Failure as failure:
        say(str(failure))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
