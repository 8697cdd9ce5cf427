# SPDX-FileCopyrightText: 2026 The Sosie authors
# SPDX-License-Identifier: Apache-2.0
"""Private PostgreSQL servers for a measurement: their own folder, a Unix socket only, stopped at its end."""

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


class Server:
    """A cluster in `folder`, which is made when it does not exist. Use it as a context: it runs inside."""

    def __init__(self, folder, programs, port):
        self.folder = folder
        self.programs = programs
        self.port = port
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
                settings = SETTINGS | {"unix_socket_directories": f"'{self.folder}'", "port": str(self.port)}
                conf.writelines(f"{name} = {value}\n" for name, value in settings.items())
        self._run("pg_ctl", "-D", self.folder / "data", "-l", self.folder / "log", "-w", "-t", "120", "start")
        return self

    def __exit__(self, *_):
        self._run("pg_ctl", "-D", self.folder / "data", "-m", "fast", "-w", "-t", "120", "stop")

    def _run(self, program, *arguments):
        done = subprocess.run([self.programs / program, *arguments], stdin=subprocess.DEVNULL, cwd="/", text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False, **self._account)
        if done.returncode != 0:
            raise Failure(f"{program} failed:\n{done.stdout}")

    def uri(self, database):
        return f"postgresql://postgres@/{database}?host={self.folder}&port={self.port}"

    def version(self):
        shown = subprocess.check_output([self.programs / "postgres", "--version"], text=True)
        return re.sub(r"^postgres \(PostgreSQL\) ", "", shown.strip())

    def sql(self, database, statement):
        """The result as psql's unaligned text."""
        done = subprocess.run([self.programs / "psql", "-XAtq", "-v", "ON_ERROR_STOP=1", "-d", self.uri(database),
                               "-c", statement], text=True, capture_output=True, check=False)
        if done.returncode != 0:
            raise Failure(f"{statement}\n{done.stderr}")
        return done.stdout.strip()

    def run_file(self, database, path, variables):
        chosen = [argument for name, value in variables.items() for argument in ("-v", f"{name}={value}")]
        done = subprocess.run([self.programs / "psql", "-Xq", *chosen, "-d", self.uri(database), "-f", path], text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
        if done.returncode != 0:
            raise Failure(f"{path.name} failed:\n{done.stdout}")

    def recreate(self, database):
        self.sql("postgres", f"DROP DATABASE IF EXISTS {database} WITH (FORCE)")
        self.sql("postgres", f"CREATE DATABASE {database} TEMPLATE template0")
