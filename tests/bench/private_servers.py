# SPDX-FileCopyrightText: 2026 The Sosie authors
# SPDX-License-Identifier: Apache-2.0
"""Private PostgreSQL servers for a measurement: their own folder, a Unix socket only, stopped at its end. One of them can
live at the other end of a SlowNetwork, and is then reached there too."""

import os
import pathlib
import pwd
import re
import shutil
import subprocess

# The same for every server and so for every tool. What is not named here has PostgreSQL's default; fsync is on.
SETTINGS = {
    "listen_addresses": "''",
    "shared_buffers": "'512MB'",
    "max_wal_size": "'4GB'",
    "max_connections": "50",
    # pgcopydb makes all tables in one transaction.
    "max_locks_per_transaction": "1024",
    "logging_collector": "off",
}


class Failure(Exception):
    """Something outside this program went wrong; the text is for people."""


def newest_programs():
    """The folder of the newest server programs here: Debian's place, else what pg_config says."""
    folders = [path for path in pathlib.Path("/usr/lib/postgresql").glob("*/bin") if (path / "postgres").exists()]
    if folders:
        return max(folders, key=lambda path: float(path.parent.name))
    if shutil.which("pg_config"):
        folder = pathlib.Path(subprocess.check_output(["pg_config", "--bindir"], text=True).strip())
        if (folder / "postgres").exists():
            return folder
    raise Failure("No PostgreSQL server programs were found; --pg-bin says where they are.")


def server_account():
    """Arguments of subprocess that make a child run as an ordinary user: PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        try:
            account = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}
    raise Failure("As root, an account \"postgres\" or \"nobody\" is needed to run the servers.")


def process_times(pid):
    """Parent, own CPU seconds, and those of the children that have ended and were waited for."""
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
    tick = os.sysconf("SC_CLK_TCK")
    return int(fields[1]), (int(fields[11]) + int(fields[12])) / tick, (int(fields[13]) + int(fields[14])) / tick


def children_times(parent):
    for entry in pathlib.Path("/proc").iterdir():
        try:
            if entry.name.isdigit():
                its_parent, own, _ = process_times(entry.name)
                if its_parent == parent:
                    yield own
        except (FileNotFoundError, ProcessLookupError):
            pass  # It has ended.


class Server:
    """A cluster in `folder`, which is made when it does not exist. Use it as a context: it runs inside."""

    def __init__(self, folder, programs, port, network=None, settings=None):
        self.folder = folder
        self.programs = programs
        self.port = port
        self._network = network
        self._settings = SETTINGS | (settings or {})
        self._account = server_account()

    def __enter__(self):
        if not (self.folder / "data" / "PG_VERSION").exists():
            # Whoever reaches the socket is the superuser: nobody else may.
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if self._account:
                os.chown(self.folder, self._account["user"], self._account["group"])
            self._run("initdb", "-D", self.folder / "data", "-U", "postgres", "-A", "trust", "-E", "UTF8",
                      "--locale=C.UTF-8", "--no-instructions", "--no-sync")
            with open(self.folder / "data" / "postgresql.conf", "a", encoding="utf-8") as conf:
                settings = self._settings | {"unix_socket_directories": f"'{self.folder}'", "port": str(self.port)}
                conf.writelines(f"{name} = {value}\n" for name, value in settings.items())
        start = ["-D", self.folder / "data", "-l", self.folder / "log", "-w", "-t", "120"]
        if self._network:
            with open(self.folder / "data" / "pg_hba.conf", "a", encoding="utf-8") as rules:
                rules.write(f"host all all {self._network.address}/30 trust\n")
            start += ["-o", f"-c listen_addresses={self._network.address}"]
        self._run("pg_ctl", *start, "start", where=self._network.prefix if self._network else [])
        return self

    def __exit__(self, *_):
        self._run("pg_ctl", "-D", self.folder / "data", "-m", "fast", "-w", "-t", "120", "stop")

    def _run(self, program, *arguments, where=()):
        account = self._account
        if where:
            # Only root enters the namespace; the account is taken on inside.
            where = [*where, "setpriv", f"--reuid={account['user']}", f"--regid={account['group']}", "--clear-groups"]
            account = {}
        done = subprocess.run([*where, self.programs / program, *arguments], stdin=subprocess.DEVNULL, cwd="/",
                              text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False, **account)
        if done.returncode != 0:
            raise Failure(f"{program} failed:\n{done.stdout}")

    def uri(self, database):
        """As what is measured reaches it."""
        if self._network:
            return f"postgresql://postgres@{self._network.address}:{self.port}/{database}"
        return self.local_uri(database)

    def local_uri(self, database):
        return f"postgresql://postgres@/{database}?host={self.folder}&port={self.port}"

    def cpu_seconds(self):
        """Of every process of this server since it started: backends, checkpointer and the others, ended ones too."""
        postmaster = int((self.folder / "data" / "postmaster.pid").read_text(encoding="ascii").split()[0])
        while True:
            _, own, ended = process_times(postmaster)
            running = sum(children_times(postmaster))
            # Who ends meanwhile would be seen neither among the living nor among the ended.
            if process_times(postmaster)[2] == ended:
                return own + ended + running

    def version(self):
        shown = subprocess.check_output([self.programs / "postgres", "--version"], text=True)
        return re.sub(r"^postgres \(PostgreSQL\) ", "", shown.strip())

    def sql(self, database, statement):
        """The result as psql's unaligned text."""
        done = subprocess.run([self.programs / "psql", "-XAtq", "-v", "ON_ERROR_STOP=1", "-d", self.local_uri(database),
                               "-c", statement], text=True, capture_output=True, check=False)
        if done.returncode != 0:
            raise Failure(f"{statement}\n{done.stderr}")
        return done.stdout.strip()

    def run_file(self, database, path, variables):
        chosen = [argument for name, value in variables.items() for argument in ("-v", f"{name}={value}")]
        done = subprocess.run([self.programs / "psql", "-Xq", *chosen, "-d", self.local_uri(database), "-f", path], text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
        if done.returncode != 0:
            raise Failure(f"{path.name} failed:\n{done.stdout}")

    def drop(self, database):
        self.sql("postgres", f"DROP DATABASE IF EXISTS {database} WITH (FORCE)")

    def recreate(self, database):
        self.drop(database)
        self.sql("postgres", f"CREATE DATABASE {database} TEMPLATE template0")
