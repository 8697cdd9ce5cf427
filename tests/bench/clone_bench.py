#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Sosie authors
# SPDX-License-Identifier: Apache-2.0
"""Measures `sosie-cli clone` against pgcopydb and pg_dump with pg_restore, in one run, on two private PostgreSQL servers.

Every round runs every contender once, one after the other, so that whatever slows this computer down slows all of them
down; a ratio is the median of the ratios of the rounds. The target database is made anew before each run, and its
rows, indexes and constraints are counted after it. Prints Markdown tables; README.md says how to read them.
"""

import argparse
import contextlib
import datetime
import hashlib
import os
import pathlib
import platform
import shutil
import signal
import sys
import tempfile

import contenders
from measurement import Measurement, goals_table, say, sizes_table, times_table
from private_servers import Failure, Server, newest_programs
from scenarios import SCENARIOS
from slow_network import SlowNetwork

HERE = pathlib.Path(__file__).resolve().parent


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cli", type=pathlib.Path, help="sosie-cli; else SOSIE_CLI, build/run/app/sosie-cli, PATH")
    parser.add_argument("--scenario", action="append", choices=list(SCENARIOS), help="only this one (repeatable)")
    parser.add_argument("--scale", type=float, default=1.0, help="1.0 is what README.md describes (default)")
    parser.add_argument("--pairs", type=int, default=5, help="how many times every contender runs (default: 5)")
    parser.add_argument("--jobs", type=int, default=2, help="workers of every tool that has them (default: 2)")
    parser.add_argument("--only", action="append", metavar="WORD", help="only contenders with this word in their name")
    parser.add_argument("--folder", type=pathlib.Path, help="keep the servers here, and use what an earlier call left")
    parser.add_argument("--pg-bin", type=pathlib.Path, help="where PostgreSQL's programs are (default: the newest)")
    parser.add_argument("--memory-limit", type=int, metavar="MIB", help="fail when sosie-cli used more")
    parser.add_argument("--record", action="store_true", help="write the tables into README.md")
    return parser.parse_args()


def make_database(server, scenario, scale, folder):
    """Makes the database unless the folder's stamp says that it is there already, of this size and from this file."""
    database = scenario.name.replace("-", "_") + f"_{scale:g}".replace(".", "_").replace("-", "_")
    script = HERE / scenario.script
    stamp = folder / f"{database}.stamp"
    wanted = hashlib.sha256(script.read_bytes()).hexdigest() + str(scenario.numbers(scale))
    if not stamp.exists() or stamp.read_text(encoding="utf-8") != wanted:
        say(f"{scenario.name}: making the database (scale {scale:g})")
        stamp.unlink(missing_ok=True)
        server.recreate(database)
        server.run_file(database, script, scenario.numbers(scale))
        stamp.write_text(wanted, encoding="utf-8")
    return database


def measure_size(scenario, options, folder, source, target, scale, rounds):
    database = make_database(source, scenario, scale, folder)
    for role in scenario.roles:
        if not target.sql("postgres", f"SELECT 1 FROM pg_roles WHERE rolname = '{role}'"):
            target.sql("postgres", f"CREATE ROLE {role}")
    measurement = Measurement(scenario, options, folder, source, target, database)
    measurement.rounds(rounds)
    target.drop(database)
    if not options.folder:
        source.drop(database)
        (folder / f"{database}.stamp").unlink()
    return measurement


def measure(scenario, options, folder, programs):
    """The scenario's section of README.md, without its title."""
    with contextlib.ExitStack() as running:
        network = running.enter_context(SlowNetwork()) if scenario.through_slow_network else None
        # The settings of a server are those of its first start.
        place = folder / scenario.name if scenario.settings else folder
        source = running.enter_context(Server(place / "source", programs, 54321, network, scenario.settings))
        target = running.enter_context(Server(place / "target", programs, 54322, settings=scenario.settings))
        load = os.getloadavg()[0]
        if scenario.sizes:
            done = [measure_size(scenario, options, folder, source, target, options.scale * factor, 1)
                    for factor in scenario.sizes]
            return "\n".join([*circumstances(options, source, load, "one run of each size"), "", *sizes_table(done)])
        done = measure_size(scenario, options, folder, source, target, options.scale, options.pairs)
        rounds = f"{options.pairs} rounds, database of {done.bytes / 1e9:.2f} GB"
        return "\n".join([*circumstances(options, source, load, rounds), "", *times_table(done), "",
                          *goals_table(done)])


def circumstances(options, source, load, rounds):
    # Neither git nor a repository is needed to measure.
    commit = "unknown"
    if shutil.which("git"):
        commit = contenders.output_of("git", "-C", HERE, "describe", "--always", "--dirty").strip()
    peer = "pgcopydb is not installed"
    if shutil.which("pgcopydb"):
        lines = contenders.output_of("pgcopydb", "--version").strip().splitlines()
        peer = next(line for line in lines if line.startswith("pgcopydb version"))
        if len(contenders.those_that_are_here(["pgcopydb"])) == 1:
            peer += " (it has no --skip-vacuum: vacuums included)"
    moment = datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%d %H:%M UTC")
    facts = [f"{moment}, commit {commit}, load of the machine before: {load:.1f}",
             f"{processor()}, {os.cpu_count()} cores, {memory_of_machine() / 2**30:.0f} GiB, "
             f"{platform.system()} {platform.release()}",
             f"PostgreSQL {source.version()}, both servers on this machine; {peer}",
             f"{rounds}, {options.jobs} workers (scale {options.scale:g})"]
    return [f"- {fact}" for fact in facts]


def processor():
    for line in pathlib.Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
        if line.startswith("model name"):
            return line.split(":", 1)[1].strip()
    return platform.machine()


def memory_of_machine():
    return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")


def record(title, section):
    """Writes or replaces the section of this title; the other scenarios' stay as they are."""
    readme = HERE / "README.md"
    head, mark, results = readme.read_text(encoding="utf-8").partition("## Last results\n")
    if not mark:
        raise Failure("README.md has no section \"Last results\".")
    sections = dict(part.strip().split("\n\n", 1) for part in results.split("### ")[1:])
    sections[title] = section
    order = [scenario.title for scenario in SCENARIOS.values()]
    written = "".join(f"\n### {name}\n\n{sections[name].strip()}\n" for name in order if name in sections)
    readme.write_text(f"{head}{mark}{written}", encoding="utf-8")


def measure_all(folder, options):
    # The account of the servers passes through, and sees nothing else.
    folder.chmod(0o711)
    programs = options.pg_bin or newest_programs()
    for name in options.scenario or SCENARIOS:
        scenario = SCENARIOS[name]
        section = measure(scenario, options, folder, programs)
        print(f"### {scenario.title}\n\n{section}\n", flush=True)
        if options.record:
            record(scenario.title, section)


def main():
    options = arguments()
    # A stop from outside ends the servers too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        contenders.find_cli(options.cli)
        if options.folder:
            options.folder.mkdir(parents=True, exist_ok=True)
            measure_all(options.folder.resolve(), options)
        else:
            with tempfile.TemporaryDirectory(prefix="sosie-bench-") as folder:
                measure_all(pathlib.Path(folder), options)
    except Failure as failure:
        say(str(failure))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
