# SPDX-FileCopyrightText: 2026 The Sosie authors
# SPDX-License-Identifier: Apache-2.0
"""Runs the contenders of one scenario in rounds, and what came of it as Markdown."""

import dataclasses
import json
import os
import shutil
import statistics
import subprocess
import sys
import time

import contenders
from private_servers import Failure

MIB = 1024 * 1024
MEMORY_GOAL = 150
PREFLIGHT_GOAL = 5
ROLLBACK_GOAL = 2
COUNTS = """
SELECT count(*), sum((xpath('/row/count/text()', query_to_xml('SELECT count(*) FROM ' || c.oid::regclass, false, true,
                                                              '')))[1]::text::bigint)
FROM pg_class AS c WHERE relnamespace::regnamespace::text !~ '^(pg_|information_schema$|sosie_)' AND relkind = 'r'
UNION ALL
SELECT (SELECT count(*) FROM pg_index AS i JOIN pg_class AS c ON c.oid = indrelid
        WHERE relnamespace::regnamespace::text !~ '^(pg_|information_schema$|sosie_)' AND indisvalid),
       (SELECT count(*) FROM pg_constraint
        WHERE connamespace::regnamespace::text !~ '^(pg_|information_schema$|sosie_)' AND convalidated)"""
SAMPLE = "SELECT {column} FROM public.{table} WHERE id <= 1000 AND {column} IS NOT NULL ORDER BY id"


@dataclasses.dataclass
class Run:
    """What one run of one contender took. `client` and `memory` are of its processes, the CPU seconds of the servers of
    all of theirs; `rest` is what the cores had besides: waiting, and the work of the kernel and of others."""
    seconds: float
    client: float
    source: float
    target: float
    memory: int
    preflight: float = 0
    rollback: float = 0

    @property
    def computed(self):
        return self.client + self.source + self.target

    @property
    def rest(self):
        return max(0.0, self.seconds * os.cpu_count() - self.computed)


def say(sentence):
    print(sentence, file=sys.stderr, flush=True)


def timed(action):
    began = time.monotonic()
    action()
    return time.monotonic() - began


class Measurement:
    """One scenario at one size. `database` is there, on `source`, and is made anew on `target` before every run."""

    def __init__(self, scenario, options, folder, source, target, database):
        self.scenario = scenario
        self.options = options
        self.folder = folder
        self.source = source
        self.target = target
        self.database = database
        self.environment = contenders.environment_of(folder, source.programs)
        self.sosie = contenders.Sosie(contenders.find_cli(options.cli), folder, self.environment)
        self.expected = source.sql(database, COUNTS)
        self.bytes = int(source.sql("postgres", f"SELECT pg_database_size('{database}')"))
        chosen = options.only or [""]
        self.runs = {name: [] for name in contenders.those_that_are_here(scenario.contenders)
                     if any(word in name for word in chosen)}

    def rounds(self, count):
        # After whatever the machine did before, the first run of all finds nothing of the servers in memory, and takes a
        # quarter longer.
        if count > 1:
            self._run(next(iter(self.runs)))
        for number in range(1, count + 1):
            # Each round begins with another one: the first has the disk of whoever was last to wait for.
            names = list(self.runs)
            first = (number - 1) % len(names)
            for name in names[first:] + names[:first]:
                run = self._run(name)
                self.runs[name].append(run)
                say(f"{self.scenario.name}, round {number}: {name}: {run.seconds:.1f} s, CPU {run.client:.1f} + "
                    f"{run.source:.1f} + {run.target:.1f} s, {run.memory / MIB:.0f} MiB")
                if name.startswith("sosie") and self.options.memory_limit and \
                        run.memory > self.options.memory_limit * MIB:
                    raise Failure(f"{name} used {run.memory / MIB:.0f} MiB; {self.options.memory_limit} are allowed")

    def _run(self, name):
        self.target.recreate(self.database)
        source, target = self.source.uri(self.database), self.target.uri(self.database)
        options = contenders.sosie_options(name, self.options.jobs, self.scenario.rules)
        preflight = 0
        if options:
            self.sosie.know(source, target)
            command = self.sosie.clone(*options)
            preflight = timed(lambda: self.sosie.run(*self.sosie.arguments(*options, "--dry-run")))
        else:
            command = contenders.peer_command(name, source, target, self.options.jobs, self.folder)
        # What the run before left to be written is not this run's to pay.
        for server in (self.source, self.target):
            server.sql("postgres", "CHECKPOINT")
        os.sync()
        run = self._measure(name, command)
        run.preflight = preflight
        self._check(name)
        if options:
            run.rollback = timed(lambda: self.sosie.run("rollback", "--target", "double", "--confirm", "double"))
        shutil.rmtree(self.folder / "work", ignore_errors=True)
        return run

    def _measure(self, name, command):
        servers = (self.source, self.target)
        with open(self.folder / "output", "w+", encoding="utf-8") as output, \
                open(self.folder / "messages", "w+", encoding="utf-8", errors="replace") as messages:
            before = [server.cpu_seconds() for server in servers]
            began = time.monotonic()
            child = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=output, stderr=messages,
                                     env=self.environment, cwd=self.folder, start_new_session=True)
            _, status, usage = os.wait4(child.pid, 0)
            seconds = time.monotonic() - began
            child.returncode = os.waitstatus_to_exitcode(status)
            source, target = (server.cpu_seconds() - spent for server, spent in zip(servers, before, strict=True))
            output.seek(0)
            messages.seek(0)
            if child.returncode != 0:
                raise Failure(f"{name} ended with {child.returncode}:\n{output.read()}\n{messages.read()}")
            if name.startswith("sosie") and json.load(output)["outcome"] != "succeeded":
                raise Failure(f"{name} ended with 0 and did not succeed")
        return Run(seconds, usage.ru_utime + usage.ru_stime, source, target, usage.ru_maxrss * 1024)

    def _check(self, name):
        found = self.target.sql(self.database, COUNTS)
        if found != self.expected:
            raise Failure(f"{name}: tables and rows, indexes and constraints are {found}, not {self.expected}")
        for table, column in self.scenario.personal:
            query = SAMPLE.format(table=table, column=column)
            before = self.source.sql(self.database, query).splitlines()
            after = self.target.sql(self.database, query).splitlines()
            same = sum(one == other for one, other in zip(before, after, strict=True))
            if same != (0 if name in ("sosie with rules", contenders.DETECTING) else len(before)):
                raise Failure(f"{name}: {same} of {len(before)} values of {table}.{column} are the source's")


def row(*cells):
    return "| " + " | ".join(cells) + " |"


def median(runs, what):
    return statistics.median(getattr(run, what) for run in runs)


def times_table(measurement):
    lines = [row("Contender", "Median, s", "Range, s", "CPU: client, s", "source, s", "target, s", "Rest of the cores, s",
                 "Memory, MiB"), "|---" * 8 + "|"]
    for name, runs in measurement.runs.items():
        seconds = [run.seconds for run in runs]
        parts = [f"{median(runs, part):.1f}" for part in ("client", "source", "target", "rest")]
        lines.append(row(name, f"{median(runs, 'seconds'):.1f}", f"{min(seconds):.1f} to {max(seconds):.1f}", *parts,
                         f"{max(run.memory for run in runs) / MIB:.0f}"))
    return lines


def goals_table(measurement):
    runs = measurement.runs
    lines = [row("Ratio", "Median", "Range", "Goal"), "|---" * 4 + "|"]

    def add(what, values, goal, digits=2):
        if values:
            lines.append(row(what, f"{statistics.median(values):.{digits}f}",
                             f"{min(values):.{digits}f} to {max(values):.{digits}f}", f"{goal:.{digits}f}"))

    for what, one, other, goal in measurement.scenario.ratios:
        if one in runs and other in runs:
            pairs = list(zip(runs[one], runs[other], strict=True))
            add(what, [a.seconds / b.seconds for a, b in pairs], goal)
            # Where other work shares the machine, what was computed says more than the clock.
            if one.startswith("sosie") and other.startswith("sosie"):
                add(f"{what}, in CPU seconds of client and servers", [a.computed / b.computed for a, b in pairs], goal)
    if "sosie" in runs and "sosie --no-verify" in runs:
        add("what verification adds, against the clone without it",
            [a.seconds / b.seconds - 1 for a, b in zip(runs["sosie"], runs["sosie --no-verify"], strict=True)], 0.6)
    ours = [run for name, those in runs.items() if name.startswith("sosie") for run in those]
    add("preflight, s", [run.preflight for run in ours], PREFLIGHT_GOAL, 1)
    add("rollback, s", [run.rollback for run in ours], ROLLBACK_GOAL, 1)
    return lines


def sizes_table(measurements):
    lines = [row("Database", "Seconds", "CPU: client, s", "source, s", "target, s", "Memory, MiB", "Goal, MiB"),
             "|---" * 7 + "|"]
    for measurement in measurements:
        for run in (run for runs in measurement.runs.values() for run in runs):
            lines.append(row(f"{measurement.bytes / 1e9:.2f} GB", f"{run.seconds:.1f}", f"{run.client:.1f}",
                             f"{run.source:.1f}", f"{run.target:.1f}", f"{run.memory / MIB:.0f}", f"{MEMORY_GOAL}"))
    return lines
