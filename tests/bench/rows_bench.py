#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Sosie authors
# SPDX-License-Identifier: Apache-2.0
"""What comparing the rows of a large table costs, beside reading it once on each of two servers with psql, both at the same
time; ABAB in the same run. Some rows differ: changed, gone, new. Fails where they are not found to the row, where memory is
over its goal, and where the ratio is, unless told only to measure: times mean something on an idle machine alone."""

import argparse
import json
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

from contenders import environment_of, find_cli
from private_servers import Server, newest_programs

RATIO_GOAL = 1.3
MEMORY_GOAL = 150

MAKE = """CREATE TABLE people (id bigint PRIMARY KEY, name text NOT NULL, email text, amount numeric(12,2), at timestamptz,
    note text, flag boolean, n int);
INSERT INTO people SELECT i, 'name ' || i, 'user' || i || '@example.com', (i % 10000)::numeric / 100,
    timestamptz '2026-01-01' + i * interval '1 second', repeat('lorem ', (i % 12)::int), i % 3 = 0, i % 1000
    FROM generate_series(1, {rows}) AS i;"""
# As many changed as there are of the others together, everywhere in the table.
DIFFER = """UPDATE people SET amount = amount + 1 WHERE id % ({rows} / {some}) = 7;
DELETE FROM people WHERE id % ({rows} / {few}) = 11;
INSERT INTO people (id, name) SELECT {rows} + i, 'new' FROM generate_series(1, {few}) AS i;"""


def together(commands):
    """Seconds until the last of the programs has ended."""
    began = time.monotonic()
    running = [subprocess.Popen(command, stdout=subprocess.DEVNULL) for command in commands]
    if any([child.wait() for child in running]):
        raise SystemExit("psql failed")
    return time.monotonic() - began


class Comparison:
    def __init__(self, cli, folder, environment):
        self._base = [cli, "--home", folder / "home", "--no-input", "--json", "--progress", "none"]
        self._environment = environment
        self._said = folder / "said"

    def run(self, source, target):
        """(exit code, seconds, MiB at most, report)"""
        with open(self._said, "wb") as said:
            began = time.monotonic()
            child = subprocess.Popen([*self._base, "compare", "--source", source, "--target", target, "--data", "--table",
                                      "people"], stdout=said, stderr=subprocess.STDOUT, env=self._environment)
            _, status, usage = os.wait4(child.pid, 0)
            seconds = time.monotonic() - began
            child.returncode = os.waitstatus_to_exitcode(status)
        said = self._said.read_text(encoding="utf-8", errors="replace")
        if child.returncode not in (0, 1):
            raise SystemExit(f"compare ended with {child.returncode}:\n{said[-1500:]}")
        return child.returncode, seconds, usage.ru_maxrss / 1024, json.loads(said)


def fill(servers, rows, differences):
    for server in servers:
        server.recreate("bench")
        server.sql("bench", MAKE.format(rows=rows))
    servers[1].sql("bench", DIFFER.format(rows=rows, some=differences // 2, few=differences // 4))
    for server in servers:
        server.sql("bench", "VACUUM ANALYZE people")


def counted(server, rows):
    """What psql says of the second server beside the first."""
    changed, there = server.sql("bench", f"SELECT count(*) FILTER (WHERE id <= {rows} AND amount IS DISTINCT FROM (id % 10000)::numeric / 100), "
                                         f"count(*) FILTER (WHERE id <= {rows}) FROM people").split("|")
    more = server.sql("bench", f"SELECT count(*) FROM people WHERE id > {rows}")
    return {"changed": int(changed), "onlySource": rows - int(there), "onlyTarget": int(more)}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cli", help="the sosie-cli to run")
    parser.add_argument("--rows", type=int, default=2_000_000)
    parser.add_argument("--differences", type=int, default=100)
    parser.add_argument("--pairs", type=int, default=3)
    parser.add_argument("--only-measure", action="store_true", help="a ratio that is too large is no failure")
    options = parser.parse_args()
    folder = pathlib.Path(tempfile.mkdtemp(prefix="sosie-rows-"))
    folder.chmod(0o755)
    programs = newest_programs()
    missed = []
    try:
        environment = environment_of(folder, programs)
        with Server(folder / "source", programs, 5432, settings={"fsync": "off"}) as source, \
                Server(folder / "target", programs, 5433, settings={"fsync": "off"}) as target:
            fill((source, target), options.rows, options.differences)
            expected = counted(target, options.rows)
            comparison = Comparison(find_cli(options.cli), folder, environment)
            ends = source.local_uri("bench"), target.local_uri("bench")
            read = [[programs / "psql", "-XAtq", "-d", end, "-c", "COPY people TO STDOUT"] for end in ends]
            ratios, memory = [], 0
            print("| Pair | reading both | comparing | ratio | memory |\n|---|---|---|---|---|", flush=True)
            for pair in range(options.pairs):
                reading = together(read)
                _, seconds, used, report = comparison.run(*ends)
                found = {name: report["rows"]["tables"][0][name] for name in expected}
                if found != expected:
                    missed.append(f"found {found}, and there are {expected}")
                ratios.append(seconds / reading)
                memory = max(memory, used)
                print(f"| {pair + 1} | {reading:.2f} s | {seconds:.2f} s | {ratios[-1]:.2f} | {used:.0f} MiB |", flush=True)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    ratio = statistics.median(ratios)
    print(f"{options.rows} rows, {sum(expected.values())} differences: {ratio:.2f} of reading both; the goal is {RATIO_GOAL}.")
    if ratio > RATIO_GOAL and not options.only_measure:
        missed.append(f"the ratio is {ratio:.2f}, the goal is {RATIO_GOAL}")
    if memory > MEMORY_GOAL:
        missed.append(f"{memory:.0f} MiB, the goal is {MEMORY_GOAL}")
    for miss in missed:
        print(miss, file=sys.stderr)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
