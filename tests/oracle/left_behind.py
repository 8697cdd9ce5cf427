#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Sosie authors
# SPDX-License-Identifier: Apache-2.0
"""Plants a word in every kind of place that rows live in, clones anonymized, and looks for it, byte for byte, in all that
a clone leaves behind: the target's data files with what was deleted from them, its write-ahead log, statistics and the log
of its server, which was told to log everything; what Sosie printed, logged and stored. After a plan, after clones that were
killed, stopped and cut off in the middle of the rows, after one that ended well, and after its rollback."""

import argparse
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "bench"))

from contenders import environment_of, find_cli  # noqa: E402
from private_servers import Server, newest_programs  # noqa: E402

WORD = "kanari"  # In no catalog, no word list and no fake.
ROWS = 30_000

# As much as a server can be told to write down, and all of its write-ahead log kept. What is long stays readable.
TALKATIVE = {"log_statement": "all", "log_min_duration_statement": "0", "log_parameter_max_length": "-1",
             "log_parameter_max_length_on_error": "-1", "log_error_verbosity": "verbose", "log_lock_waits": "on",
             "log_temp_files": "0", "wal_keep_size": "'2GB'", "wal_compression": "off"}

SOURCE = f"""
CREATE EXTENSION hstore;
CREATE TYPE adresse AS (rue text, courriel text);
CREATE DOMAIN courriel AS text CHECK (VALUE LIKE '%@%');
CREATE FUNCTION who(place text, n bigint) RETURNS text IMMUTABLE LANGUAGE sql
    AS $$ SELECT '{WORD}' || place || n || '@exemple' || n || '.dz' $$;

CREATE TABLE clients (id bigint PRIMARY KEY, email text NOT NULL UNIQUE, prenom text, nom text, tel text,
    cle text GENERATED ALWAYS AS (lower(email)) STORED);
INSERT INTO clients SELECT n, who('client', n), '{WORD}prenom' || n, '{WORD}nom' || n, '0550' || lpad(n::text, 6, '0')
FROM generate_series(1, {ROWS}) AS n;
CREATE INDEX ON clients (lower(email));
CREATE STATISTICS ties (mcv) ON nom, prenom FROM clients;
CREATE MATERIALIZED VIEW annuaire AS SELECT id, upper(email) AS email FROM clients WHERE id <= 50;
CREATE TABLE commandes (id bigint PRIMARY KEY, client_email text REFERENCES clients (email), instructions text);
INSERT INTO commandes SELECT n, who('client', n), 'Appeler ' || who('note', n) || ' avant midi' FROM generate_series(1, 500) n;

CREATE TABLE textes (id bigint PRIMARY KEY, notes text, corps bytea, payload jsonb, doc json, doc_xml xml, copies text[],
    adr adresse, contact courriel, attributs hstore, mots tsvector);
ALTER TABLE textes ALTER notes SET STORAGE EXTERNAL, ALTER corps SET STORAGE EXTERNAL, ALTER payload SET STORAGE EXTERNAL;
INSERT INTO textes SELECT n, repeat('Un long texte. ', 700) || who('long', n) || repeat(' Et encore.', 900),
    convert_to('BEGIN:VCARD' || E'\\nEMAIL:' || who('carte', n) || E'\\nEND:VCARD', 'UTF8'),
    jsonb_build_object('contact', jsonb_build_object('email', who('json', n)), 'bourre', repeat('x', 3000)),
    json_build_array(json_build_object('email', who('liste', n))), xmlelement(name pers, who('xml', n)),
    ARRAY[who('copie', n), NULL], ROW('3 rue Didouche', who('composite', n))::adresse, who('domaine', n),
    hstore('email', who('hstore', n)), to_tsvector('simple', who('mot', n))
FROM generate_series(1, 60) AS n;

CREATE UNLOGGED TABLE panier (id bigint PRIMARY KEY, email text);
INSERT INTO panier SELECT n, who('panier', n) FROM generate_series(1, 300) AS n;
CREATE TABLE journal (id bigint, email text, le date) PARTITION BY RANGE (le);
CREATE TABLE journal_1 PARTITION OF journal FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE TABLE journal_rest PARTITION OF journal DEFAULT;
INSERT INTO journal SELECT n, who('journal', n), date '2024-06-01' + n::int FROM generate_series(1, 600) AS n;
CREATE TABLE personnes (id bigint, email text);
CREATE TABLE employes (salaire int) INHERITS (personnes);
INSERT INTO employes SELECT n, who('employe', n), 30000 FROM generate_series(1, 100) AS n;
CREATE SCHEMA auth_app;
CREATE TABLE auth_app.identities (id bigint PRIMARY KEY, provider text, identity_data jsonb);
INSERT INTO auth_app.identities SELECT n, 'email', jsonb_build_object('email', who('identite', n), 'sub', n)
FROM generate_series(1, 100) AS n;
SELECT lo_from_bytea(0, convert_to(who('objet', 1), 'UTF8'));
DROP FUNCTION who;
VACUUM ANALYZE;
CHECKPOINT;
"""

# What a clone replaces.
BEFORE = "CREATE TABLE clients (id int PRIMARY KEY, email text); INSERT INTO clients VALUES (1, 'x@test.example')"


class Clones:
    def __init__(self, cli, folder, source, target, environment):
        self.source, self.target = source, target
        self.said = folder / "said"
        self.said.mkdir()
        self.home = folder / "home"
        self._cli = cli
        self._environment = environment | {"TMPDIR": str(self.said)}

    def start(self, name, *arguments):
        with open(self.said / f"{name}.out", "wb") as out, open(self.said / f"{name}.err", "wb") as err:
            return subprocess.Popen([self._cli, "--home", self.home, "--no-input", "--log-file", self.said / f"{name}.log",
                                     *arguments], stdout=out, stderr=err, env=self._environment)

    def run(self, name, *arguments):
        return self.start(name, *arguments).wait()

    def clone(self, name, *options):
        return self.start(name, "clone", "--source", "live", "--target", "double", "--confirm", "double", "--json",
                          "--progress", "plain", "--retries", "0", *options)

    def end_amid_rows(self, name, how):
        """Waits until rows arrive, then ends the clone in this way; its exit code, negative when a signal ended it."""
        clone = self.clone(name)
        arriving = "SELECT count(*) FROM pg_stat_progress_copy WHERE command = 'COPY FROM' AND tuples_processed > 0"
        while clone.poll() is None and self.target.sql("double", arriving) == "0":
            time.sleep(0.002)
        how(clone)
        return clone.wait()

    def places(self):
        return {"the target's data files": self.target.folder / "data", "the log of the target's server": self.target.folder / "log",
                "Sosie's home": self.home, "what Sosie said and logged": self.said}

    def leaks(self, when):
        self.target.sql("double", "CHECKPOINT")
        return [f"{when}: {place}: {file}" for place, path in self.places().items() for file in files_with_word(path)]


def files_with_word(path):
    done = subprocess.run(["grep", "-r", "-a", "-i", "-l", "-F", WORD, path], capture_output=True, text=True, check=False)
    # 2: something was there and gone, as files of a server are.
    return done.stdout.split()


def check(cli, folder, source, target, environment):
    source.sql("postgres", "CREATE DATABASE people")
    script = folder / "source.sql"
    script.write_text(SOURCE, encoding="utf-8")
    source.run_file("people", script, {"ON_ERROR_STOP": "1"})
    script.unlink()
    if not files_with_word(source.folder / "data"):
        return ["the word is not found where it is: in the source's files"]
    target.sql("postgres", "CREATE DATABASE double")
    target.sql("double", BEFORE)
    clones = Clones(cli, folder, source, target, environment)
    clones.run("live", "env", "add", "live", "--type", "production", "--url", source.local_uri("people"))
    clones.run("double", "env", "add", "double", "--type", "test", "--url", target.local_uri("double"))

    complaints = []

    def expect(when, code, expected):
        if code not in expected:
            complaints.append(f"{when}: ended with {code}: {(clones.said / f'{when}.err').read_text()[-1500:]}")
        complaints.extend(clones.leaks(when))

    end_sessions = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name LIKE 'sosie%'"
    expect("plan", clones.clone("plan", "--dry-run").wait(), [0])
    expect("killed", clones.end_amid_rows("killed", lambda clone: clone.kill()), [-signal.SIGKILL])
    expect("stopped", clones.end_amid_rows("stopped", lambda clone: clone.send_signal(signal.SIGINT)), [130])
    expect("cut off", clones.end_amid_rows("cut off", lambda _: target.sql("postgres", end_sessions)), [2, 3, 69])
    expect("cloned", clones.clone("cloned").wait(), [0])
    target.sql("double", "ANALYZE")
    dump = clones.said / "dump.sql"
    with open(dump, "wb") as file:
        subprocess.run([target.programs / "pg_dump", "-d", target.local_uri("double")], stdout=file, check=True)
    with open(clones.said / "statistics", "w", encoding="utf-8") as file:
        file.write(target.sql("double", "SELECT * FROM pg_stats; SELECT * FROM pg_stats_ext"))
    if target.sql("double", "SELECT count(*) FROM clients WHERE email LIKE '%@%'") != str(ROWS):
        complaints.append("cloned: the rows are not there")
    complaints += clones.leaks("analyzed and dumped")
    expect("back", clones.run("back", "rollback", "--target", "double", "--confirm", "double"), [0])
    # It would have been seen.
    target.sql("double", f"CREATE TABLE proof AS SELECT '{WORD}'::text AS word")
    seen = clones.leaks("proof")
    complaints += [f"not looked for in {place}" for place in list(clones.places())[:2] if not any(place in one for one in seen)]
    return complaints


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cli", help="the sosie-cli to run")
    parser.add_argument("--keep", action="store_true", help="leave the folder behind and say where it is")
    chosen = parser.parse_args()
    programs = newest_programs()
    folder = pathlib.Path(tempfile.mkdtemp(prefix="sosie-left-behind-"))
    folder.chmod(0o755)
    try:
        environment = environment_of(folder, programs)
        cli = find_cli(chosen.cli)
        with Server(folder / "source", programs, 5432) as source, \
                Server(folder / "target", programs, 5433, settings=TALKATIVE) as target:
            complaints = check(cli, folder, source, target, environment)
    finally:
        if chosen.keep:
            print(folder)
        else:
            shutil.rmtree(folder, ignore_errors=True)
    print("\n".join(complaints) if complaints else "nothing of what was planted was left behind anywhere")
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
