#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Sosie authors
# SPDX-License-Identifier: Apache-2.0
"""How long a backup takes and how large its file is, against pg_dump of the same server, in the same run.

The contenders take turns (A B C, C B A, …), so that what else the machine does falls on all of them; of each the median
counts. Prints a table and the ratios of DESIGN part 16; the exit code is 1 when --limit is given and one is missed.
"""

import argparse
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

import contenders
from measurement import MIB, say
from private_servers import Failure, Server, newest_programs

HERE = pathlib.Path(__file__).resolve().parent
TIME_GOAL, SIZE_GOAL = 0.30, 1.05


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--cli", help="the program to measure; sosie-cli in PATH when absent")
    parser.add_argument("--pg-bin", type=pathlib.Path, help="the folder of the server's programs")
    parser.add_argument("--scale", type=float, default=1.0, help="size of the database; 1 has 1.6 GB")
    parser.add_argument("--pairs", type=int, default=5, help="rounds; each contender runs once in each")
    parser.add_argument("--limit", action="store_true", help="fail when a goal is missed")
    return parser.parse_args()


class Files:
    """What each contender writes, made anew for every run."""

    def __init__(self, folder):
        self.folder = folder

    def fresh(self, name):
        path = self.folder / name
        if path.is_dir():
            shutil.rmtree(path)
        elif path.exists():
            path.unlink()
        for beside in self.folder.glob(f"{name}.*"):
            beside.unlink()
        return path

    @staticmethod
    def size(path):
        if path.is_dir():
            return sum(file.stat().st_size for file in path.iterdir())
        return path.stat().st_size


def those_who_run(sosie, server, database, files, programs):
    uri = server.uri(database)
    dump = str(programs / "pg_dump")

    def pg_dump(*options):
        return lambda path: subprocess.run([dump, "-d", uri, *options, "-f", str(path)], check=True)

    def backup(*options):
        return lambda path: sosie.run("backup", "--source", "source", "--output", str(path), "--no-input", *options)

    return {"sosie-cli backup": backup(),
            "sosie-cli backup --encrypt": backup("--encrypt"),
            "pg_dump -Fc": pg_dump("-Fc"),
            "pg_dump -Fc -Z1": pg_dump("-Fc", "-Z1"),
            "pg_dump -Fd -j2": pg_dump("-Fd", "-j2")}


def measure(options, folder, server, programs):
    server.recreate("bench")
    rows = max(1000, int(1_000_000 * options.scale))
    server.run_file("bench", HERE / "database.sql",
                    {name: rows for name in ("people", "reservations", "messages", "transactions")})
    environment = contenders.environment_of(folder, programs)
    environment["SOSIE_BACKUP_PASSWORD"] = "bench"
    sosie = contenders.Sosie(contenders.find_cli(options.cli), folder, environment)
    sosie.run("env", "add", "source", "--type", "test", "--url", server.uri("bench"))
    files = Files(folder / "files")
    files.folder.mkdir()
    runners = those_who_run(sosie, server, "bench", files, programs)
    seconds = {name: [] for name in runners}
    sizes = {}
    for number in range(options.pairs):
        for name in list(runners) if number % 2 == 0 else reversed(list(runners)):
            path = files.fresh("backup" if "Fd" in name else "backup.dump")
            began = time.monotonic()
            runners[name](path)
            seconds[name].append(time.monotonic() - began)
            sizes[name] = Files.size(path)
            say(f"round {number + 1}: {name}: {seconds[name][-1]:.2f} s, {sizes[name] / MIB:.1f} MiB")
    return {name: statistics.median(times) for name, times in seconds.items()}, sizes


def show(medians, sizes):
    print("| | seconds | MiB | of pg_dump -Fc |\n|---|---:|---:|---:|")
    for name, median in medians.items():
        print(f"| {name} | {median:.2f} | {sizes[name] / MIB:.1f} | {median / medians['pg_dump -Fc']:.2f} |")
    time_ratio = medians["sosie-cli backup"] / medians["pg_dump -Fc"]
    size_ratio = sizes["sosie-cli backup"] / sizes["pg_dump -Fc"]
    cipher = medians["sosie-cli backup --encrypt"] / medians["sosie-cli backup"]
    print(f"\ntime {time_ratio:.2f} (goal {TIME_GOAL}), size {size_ratio:.2f} (goal {SIZE_GOAL}), "
          f"encryption {cipher:.2f} (goal 1.10)")
    return time_ratio <= TIME_GOAL and size_ratio <= SIZE_GOAL


def main():
    options = arguments()
    programs = options.pg_bin or newest_programs()
    with tempfile.TemporaryDirectory(prefix="sosie-backup-bench-") as name:
        folder = pathlib.Path(name)
        folder.chmod(0o755)
        with Server(folder / "server", programs, 54399) as server:
            medians, sizes = measure(options, folder, server, programs)
    return 0 if show(medians, sizes) or not options.limit else 1


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Failure as failure:
        sys.exit(f"backup_bench.py: {failure}")
