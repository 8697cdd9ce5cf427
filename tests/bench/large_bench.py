#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Sosie authors
# SPDX-License-Identifier: Apache-2.0
"""What is large in another way than in rows: thousands of tables, rows of a megabyte, one text of 200 MB, a table of many
partitions or columns. How long a plan takes, how soon Ctrl-C ends it, and what memory plan and clone need. Fails where a
goal is missed, unless told only to measure: times mean something on an idle machine alone, memory always."""

import argparse
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import time

from contenders import HERE, environment_of, find_cli
from private_servers import Server, newest_programs

MEMORY_GOAL = 150
PLAN_GOAL = 5.0
STOP_GOAL = 2.0
# Moments of a plan, as shares of its time, at which it is told to stop.
MOMENTS = (0.1, 0.3, 0.5, 0.7, 0.85, 0.95)

AS_THEY_COME = {"max_locks_per_transaction": "64", "max_connections": "100"}

LONG_ROWS = """CREATE TABLE letters (id int PRIMARY KEY, email text, body text);
ALTER TABLE letters ALTER body SET STORAGE EXTERNAL;
INSERT INTO letters SELECT n, 'person' || n || '@example.com',
    repeat('A long letter to person' || n || '@example.com, who reads. ', 20000) FROM generate_series(1, {rows}) AS n;"""
LONG_TEXT = """CREATE TABLE letters (id int PRIMARY KEY, email text, body text);
ALTER TABLE letters ALTER body SET STORAGE EXTERNAL;
INSERT INTO letters SELECT 1, 'one@example.com',
    repeat('A long letter to somebody@example.com, who reads. ', {megabytes} * 21000);"""
ODD_SHAPES = """DO $$ BEGIN
CREATE TABLE parts (id bigint, email text, at date) PARTITION BY RANGE (id);
FOR n IN 1 .. {partitions} LOOP
    EXECUTE format('CREATE TABLE part_%s PARTITION OF parts FOR VALUES FROM (%s) TO (%s)', n, n * 10, n * 10 + 10);
    IF n % 100 = 0 THEN COMMIT; END IF;
END LOOP;
FOR n IN 1 .. {schemas} LOOP EXECUTE format('CREATE SCHEMA tenant_%s CREATE TABLE people (id int PRIMARY KEY, email text)',
                                            n); END LOOP;
FOR n IN 1 .. {routines} LOOP
    EXECUTE format('CREATE FUNCTION f_%s(a int) RETURNS int LANGUAGE sql AS ''SELECT a + %s''', n, n);
END LOOP;
EXECUTE (SELECT 'CREATE TABLE wide (' || string_agg(format('column_%s text', n), ', ') || ')'
         FROM generate_series(1, {columns}) AS n);
END $$;
INSERT INTO parts SELECT n, 'p' || n || '@example.com', date '2024-01-01' FROM generate_series(10, {partitions} * 10) AS n;"""


class Large:
    """One database, cloned from a production into an empty target of a server of its own."""

    def __init__(self, cli, folder, servers, environment):
        self.source, self.target = servers
        self._base = [cli, "--home", folder / "home", "--no-input"]
        self._environment = environment
        self._folder = folder

    def prepare(self, database):
        self.target.recreate(database)
        for name in ("live", "double"):
            subprocess.run([*self._base, "env", "remove", name], capture_output=True, check=False, env=self._environment)
        for name, kind, server in (("live", "production", self.source), ("double", "test", self.target)):
            subprocess.run([*self._base, "env", "add", name, "--type", kind, "--url", server.local_uri(database)], check=True,
                           stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=self._environment)

    def run(self, *options, stop_after=None):
        """(exit code, seconds, seconds since it was told to stop, its CPU seconds, MiB at most)"""
        with open(self._folder / "said", "wb") as said:
            began = time.monotonic()
            child = subprocess.Popen([*self._base, "--json", "--progress", "none", "clone", "--source", "live", "--target",
                                      "double", "--confirm", "double", *options], stdout=said, stderr=subprocess.STDOUT,
                                     env=self._environment)
            told = None
            if stop_after is not None:
                time.sleep(stop_after)
                told = time.monotonic()
                # Not send_signal(): that would wait for a child that has ended, and take what it used away.
                os.kill(child.pid, signal.SIGINT)
            _, status, usage = os.wait4(child.pid, 0)
            ended = time.monotonic()
            child.returncode = os.waitstatus_to_exitcode(status)
        return child.returncode, ended - began, ended - told if told else None, usage.ru_utime + usage.ru_stime, \
            usage.ru_maxrss / 1024

    def said(self):
        return (self._folder / "said").read_text(encoding="utf-8", errors="replace")[-1500:]


class Goals:
    def __init__(self, only_measure):
        self._only_measure = only_measure
        self.missed = []

    def show(self, what, value, unit, goal):
        print(f"| {what} | {value:.1f} {unit} | {goal:g} {unit} |", flush=True)
        if value > goal and not (self._only_measure and unit == "s"):
            self.missed.append(f"{what}: {value:.1f} {unit}, the goal is {goal:g}")


def measure(large, goals, name, with_times, again):
    large.prepare(name)
    code, seconds, _, cpu, memory = large.run("--dry-run")
    if code != 0:
        raise SystemExit(f"{name}: the plan ended with {code}:\n{large.said()}")
    print(f"| {name}: CPU of Sosie in the plan | {cpu:.1f} s | |", flush=True)
    goals.show(f"{name}: memory of the plan", memory, "MiB", MEMORY_GOAL)
    if with_times:
        goals.show(f"{name}: the plan", seconds, "s", PLAN_GOAL)
        stops = [large.run("--dry-run", stop_after=seconds * moment)[2] for moment in MOMENTS]
        goals.show(f"{name}: Ctrl-C in the plan, the longest of {len(stops)}", max(stops), "s", STOP_GOAL)
    for time_of in ("clone", "clone over it")[:2 if again else 1]:
        code, seconds, _, cpu, memory = large.run()
        if code != 0:
            raise SystemExit(f"{name}: the {time_of} ended with {code}:\n{large.said()}")
        print(f"| {name}: {time_of}, CPU of Sosie | {seconds:.1f} s, {cpu:.1f} s | |", flush=True)
        goals.show(f"{name}: memory of the {time_of}", memory, "MiB", MEMORY_GOAL)


def fill(large, options, name):
    large.source.recreate(name)
    if name == "tables":
        large.source.run_file(name, HERE / "many_tables.sql", {"tables": str(options.tables)})
        return
    script = {"long_rows": LONG_ROWS.format(rows=max(7, round(700 * options.scale))),
              "long_text": LONG_TEXT.format(megabytes=max(2, round(205 * options.scale))),
              "odd_shapes": ODD_SHAPES.format(partitions=max(30, round(3000 * options.scale)),
                                              schemas=max(3, round(300 * options.scale)),
                                              routines=max(20, round(2000 * options.scale)),
                                              columns=max(15, round(1500 * options.scale)))}[name]
    large.source.sql(name, script.split("\nINSERT")[0] if name == "odd_shapes" else script)
    if name == "odd_shapes":
        large.source.sql(name, "INSERT" + script.split("\nINSERT")[1])


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cli", help="the sosie-cli to run")
    parser.add_argument("--only", action="append", choices=("tables", "long_rows", "long_text", "odd_shapes"))
    parser.add_argument("--tables", type=int, default=5000)
    parser.add_argument("--scale", type=float, default=1.0, help="of the texts and the odd shapes")
    parser.add_argument("--only-measure", action="store_true", help="times that are too long are no failure")
    options = parser.parse_args()
    folder = pathlib.Path(tempfile.mkdtemp(prefix="sosie-large-"))
    folder.chmod(0o755)
    goals = Goals(options.only_measure)
    programs = newest_programs()
    try:
        environment = environment_of(folder, programs)
        with Server(folder / "source", programs, 5432, settings=AS_THEY_COME | {"fsync": "off"}) as source, \
                Server(folder / "target", programs, 5433, settings=AS_THEY_COME | {"fsync": "off"}) as target:
            large = Large(find_cli(options.cli), folder, (source, target), environment)
            print("| What | Measured | Goal |\n|---|---|---|")
            for name in options.only or ("tables", "long_rows", "long_text", "odd_shapes"):
                fill(large, options, name)
                measure(large, goals, name, name in ("tables", "odd_shapes"), name == "tables")
                source.drop(name)
                target.drop(name)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    for miss in goals.missed:
        print(miss, file=sys.stderr)
    return 1 if goals.missed else 0


if __name__ == "__main__":
    sys.exit(main())
