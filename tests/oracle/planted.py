#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Sosie authors
# SPDX-License-Identifier: Apache-2.0
"""Whether the oracle itself sees: in each kind of place one value of the source is put into a target that has none of them,
beside a report that says that nothing is in clear. No clone and no Sosie: two databases of one server."""

import argparse
import pathlib
import shutil
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "bench"))

from nothing_silent import Database, silent  # noqa: E402
from private_servers import Server, newest_programs  # noqa: E402

# What a place is called: its type, three values of the source, three fakes.
PLACES = {
    "text": ("text", ["Zougmok Amina", "Tchaber Karim", "Veldraz Lucie"], ["Petit Anne", "Morel Luc", "Faure Zoé"]),
    "varchar": ("varchar(40)", ["zougmok", "tchaber", "veldraz"], ["petit", "morel", "faure"]),
    "char": ("char(12)", ["zougmok", "tchaber", "veldraz"], ["petit", "morel", "faure"]),
    "arabic": ("text", ["أمينة", "كريم", "نور"], ["سفيان", "مريم", "يوسف"]),
    "json": ("json", ['{"nom": "Zougmok"}', '{"nom": "Tchaber"}', '{"nom": "Veldraz"}'],
             ['{"nom": "Petit"}', '{"nom": "Morel"}', '{"nom": "Faure"}']),
    "jsonb": ("jsonb", ['{"zougmok": 1}', '{"tchaber": 1}', '{"veldraz": 1}'], ['{"petit": 1}', '{"morel": 1}', '{"faure": 1}']),
    "xml": ("xml", ["<nom>Zougmok</nom>", "<nom>Tchaber</nom>", "<nom>Veldraz</nom>"],
            ["<nom>Petit</nom>", "<nom>Morel</nom>", "<nom>Faure</nom>"]),
    "array": ("text[]", ["{zougmok,a}", "{tchaber,b}", "{veldraz,c}"], ["{petit,a}", "{morel,b}", "{faure,c}"]),
    "arrays of arrays": ("text[]", ["{{zougmok}}", "{{tchaber}}", "{{veldraz}}"], ["{{petit}}", "{{morel}}", "{{faure}}"]),
    "bytea": ("bytea", [r"\x5a6f7567", r"\x54636861", r"\x56656c64"], [r"\x50657469", r"\x4d6f7265", r"\x46617572"]),
    "uuid": ("uuid", [f"{n}1111111-1111-4111-8111-111111111111" for n in "123"],
             [f"{n}2222222-2222-4222-8222-222222222222" for n in "456"]),
    "bigint": ("bigint", ["213551234567", "213551234568", "213551234569"], ["213660000001", "213660000002", "213660000003"]),
    "numeric": ("numeric", ["1900155123456", "1900155123457", "1900155123458"], ["1", "2", "3"]),
    "money": ("money", ["45123.10", "39124.20", "61125.30"], ["1.10", "2.20", "3.30"]),
    "date": ("date", ["1971-02-03", "1985-04-05", "1992-06-07"], ["1971-02-13", "1985-04-15", "1992-06-17"]),
    "time": ("timestamptz", ["1971-02-03 01:02:03+00", "1985-04-05 01:02:03+00", "1992-06-07 01:02:03+00"],
             ["1971-02-13 01:02:03+00", "1985-04-15 01:02:03+00", "1992-06-17 01:02:03+00"]),
    "interval": ("interval", ["3 days 01:02:03", "4 days 01:02:03", "5 days 01:02:03"], ["1 day", "2 days", "6 days"]),
    "inet": ("inet", ["41.2.3.4", "41.2.3.5", "41.2.3.6"], ["10.0.0.1", "10.0.0.2", "10.0.0.3"]),
    "macaddr": ("macaddr", [f"00:1b:aa:bb:cc:0{n}" for n in "123"], [f"02:00:00:00:00:0{n}" for n in "123"]),
    "point": ("point", ["(36.75,3.05)", "(36.76,3.06)", "(36.77,3.07)"], ["(1,1)", "(2,2)", "(3,3)"]),
    "search": ("tsvector", ["'zougmok':1", "'tchaber':1", "'veldraz':1"], ["'petit':1", "'morel':1", "'faure':1"]),
    "query": ("tsquery", ["'zougmok'", "'tchaber'", "'veldraz'"], ["'petit'", "'morel'", "'faure'"]),
    "range": ("int8range", ["[213551234567,213551234568)", "[213551234569,213551234570)", "[213551234571,213551234572)"],
              ["[1,2)", "[3,4)", "[5,6)"]),
    "bits": ("bit varying(40)", ["1010101011", "1110101011", "1011101011"], ["0", "1", "00"]),
    "jsonpath": ("jsonpath", ['$."zougmok"', '$."tchaber"', '$."veldraz"'], ['$."petit"', '$."morel"', '$."faure"']),
    "composite": ("adresse", ["(Zougmok,1)", "(Tchaber,2)", "(Veldraz,3)"], ["(Petit,1)", "(Morel,2)", "(Faure,3)"]),
    "enum": ("gerant", ["zougmok", "tchaber", "veldraz"], ["petit", "morel", "faure"]),
    "domain": ("nom", ["Zougmok", "Tchaber", "Veldraz"], ["Petit", "Morel", "Faure"]),
    'Odd "Name"': ("text", ["Zougmok", "Tchaber", "Veldraz"], ["Petit", "Morel", "Faure"]),
    # Not the whole value: what was in a text is still in it.
    "address in a text": ("text", ["Voir a.zougmok@x.dz demain", "Voir k.tchaber@x.dz ici", "Voir l.veldraz@x.dz"],
                          ["Voir un@y.test demain", "Voir deux@y.test ici", "Voir trois@y.test"]),
    "number in a text": ("text", ["Appeler 05 51 23 45 67 demain", "Appeler 05 51 23 45 68 ici", "Appeler 05 51 23 45 69"],
                         ["Appeler 06 60 00 00 01 demain", "Appeler 06 60 00 00 02 ici", "Appeler 06 60 00 00 03"]),
}
IN_PART = {"address in a text": "Parti : A.ZOUGMOK@x.dz, demain", "number in a text": "Parti : 0551.23.45.67 demain"}

TYPES = """
CREATE TYPE adresse AS (nom text, numero int);
CREATE TYPE gerant AS ENUM ('zougmok', 'tchaber', 'veldraz', 'petit', 'morel', 'faure');
CREATE DOMAIN nom AS text CHECK (length(VALUE) > 2);
CREATE SCHEMA ailleurs;
"""


def literal(value):
    return "'" + value.replace("'", "''") + "'"


def name_of(place):
    return '"' + place.replace('"', '""') + '"'


def make(server, database, which):
    server.sql("postgres", f"CREATE DATABASE {database}")
    statements = [TYPES]
    for place, (kind, *values) in PLACES.items():
        rows = ", ".join(f"({row + 1}, {literal(value)})" for row, value in enumerate(values[which]))
        statements.append(f"CREATE TABLE {name_of(place)} (id int, v {kind}); INSERT INTO {name_of(place)} VALUES {rows};")
    fakes = ["Petit", "Morel", "Faure"] if which else ["Zougmok", "Tchaber", "Veldraz"]
    statements.append("CREATE TABLE ailleurs.t (id int, v text);"
                      "CREATE TABLE par (id int, v text) PARTITION BY HASH (v);"
                      "CREATE TABLE par_0 PARTITION OF par FOR VALUES WITH (MODULUS 2, REMAINDER 0);"
                      "CREATE TABLE par_1 PARTITION OF par FOR VALUES WITH (MODULUS 2, REMAINDER 1);"
                      "CREATE TABLE calcule (id int, nom text, v text GENERATED ALWAYS AS (upper(nom)) STORED);")
    for row, fake in enumerate(fakes):
        statements.append(f"INSERT INTO ailleurs.t VALUES ({row}, {literal(fake)}); INSERT INTO par VALUES ({row}, "
                          f"{literal(fake)}); INSERT INTO calcule VALUES ({row}, {literal(fake)});")
    server.sql(database, "\n".join(statements))


def report_of(database):
    """One that says of each column that nothing of it is in clear but the numbers of the rows."""
    return {"columns": [{"table": ".".join(table).replace('"', ""), "column": column, "rule": "" if column == "id" else "x",
                         "inClear": "everything" if column == "id" else "nothing", "why": "because"}
                        for table in database.tables() for column in database.columns(table)]}


def plant(server):
    """The values of the second row as they were, of the first where only a part is."""
    statements = []
    for place, (_, before, _) in PLACES.items():
        planted = IN_PART.get(place)
        statements.append(f"UPDATE {name_of(place)} SET v = {literal(planted or before[1])} WHERE id = {1 if planted else 2};"
                          # To the place where it was: rows are compared in the order in which they lie.
                          f"CREATE TEMP TABLE o AS SELECT * FROM {name_of(place)} ORDER BY id; TRUNCATE {name_of(place)};"
                          f"INSERT INTO {name_of(place)} SELECT * FROM o ORDER BY id; DROP TABLE o;")
    statements.append("UPDATE ailleurs.t SET v = 'Zougmok' WHERE id = 0; UPDATE par SET v = 'Zougmok' WHERE id = 0;"
                      "UPDATE calcule SET nom = 'Zougmok' WHERE id = 0;"
                      "CREATE TEMP TABLE a AS SELECT * FROM ailleurs.t ORDER BY id; TRUNCATE ailleurs.t;"
                      "INSERT INTO ailleurs.t SELECT * FROM a ORDER BY id;"
                      "CREATE TEMP TABLE c AS SELECT id, nom FROM calcule ORDER BY id; TRUNCATE calcule;"
                      "INSERT INTO calcule SELECT * FROM c ORDER BY id;")
    server.sql("double", "\n".join(statements))


def check(server):
    make(server, "live", 0)
    make(server, "double", 1)
    psql = server.programs / "psql"
    live, double = Database(psql, server.local_uri("live")), Database(psql, server.local_uri("double"))
    report = report_of(live)
    faults = [f"nothing was planted: {complaint}" for complaint in silent(live, double, report)]
    plant(server)
    complaints = silent(live, double, report)
    places = [("public", place, "v") for place in PLACES]
    places += [("ailleurs", "t", "v"), ("public", "par", "v"), ("public", "calcule", "v"), ("public", "calcule", "nom")]
    for schema, table, column in places:
        wanted = (f"{schema}.{table}.{column}:", f"{table}.{column}:")
        if not any(complaint.startswith(wanted) for complaint in complaints):
            faults.append(f"{schema}.{table}.{column}: the oracle does not see what was planted there")
    named = {"columns": [dict(column, inClear="everything", rule="") for column in report["columns"]]}
    faults += [f"all is named: {complaint}" for complaint in silent(live, double, named)]
    unknown = {"columns": [column for column in named["columns"] if column["table"] != "public.text"]}
    if not any("the report does not have the column" in complaint for complaint in silent(live, double, unknown)):
        faults.append("a column that is missing in the report is not missed")
    server.sql("double", "DROP TABLE public.text")
    if not any("not in the target" in complaint for complaint in silent(live, double, named)):
        faults.append("a table that is missing is not missed")
    print(f"{len(places)} kinds of places, {len(faults)} faults")
    return faults


def main():
    argparse.ArgumentParser(description=__doc__).parse_args()
    folder = pathlib.Path(tempfile.mkdtemp(prefix="sosie-oracle-"))
    folder.chmod(0o755)
    try:
        with Server(folder / "server", newest_programs(), 5432) as server:
            faults = check(server)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    for fault in faults:
        print(fault)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
