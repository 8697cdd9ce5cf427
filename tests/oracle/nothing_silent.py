# SPDX-FileCopyrightText: 2026 The Sosie authors
# SPDX-License-Identifier: Apache-2.0
"""Whether a report names all that an anonymized clone left as it was. Knows nothing of Sosie but the report: both databases
are read by psql, value beside value, in the order of the rows."""

import collections
import re
import subprocess

TABLES = """
SELECT n.nspname, c.relname
FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
WHERE c.relkind = 'r' AND n.nspname !~ '^(pg_|information_schema$|sosie)'
    AND NOT EXISTS (SELECT FROM pg_depend AS d WHERE d.objid = c.oid AND d.deptype = 'e')
ORDER BY 1, 2"""

# A row whose partition key is another one may lie in another partition.
ROOTS = """
SELECT n.nspname, c.relname, pg_partition_root(c.oid)::regclass::text
FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
WHERE c.relkind = 'r' AND c.relispartition"""

COLUMNS = """
SELECT a.attname FROM pg_attribute AS a
WHERE a.attrelid = :'table'::regclass AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum"""


class Database:
    def __init__(self, psql, uri):
        self._psql = psql
        self._uri = uri

    def _run(self, sql, **variables):
        chosen = [argument for name, value in variables.items() for argument in ("-v", f"{name}={value}")]
        done = subprocess.run([self._psql, "-XAtq", "-F", "\x1f", "-R", "\x1e", "-v", "ON_ERROR_STOP=1", *chosen, "-d",
                               self._uri], input=sql.encode(), capture_output=True, check=False)
        if done.returncode != 0:
            raise RuntimeError(f"{sql}\n{done.stderr.decode(errors='replace')}")
        # Not as text: a name may end in a carriage return.
        return done.stdout.decode()

    def rows(self, sql, **variables):
        answer = self._run(sql, **variables).removesuffix("\n").removesuffix("\x1e")
        return [line.split("\x1f") for line in answer.split("\x1e")] if answer else []

    def tables(self):
        return [(schema, name) for schema, name in self.rows(TABLES)]

    def roots(self):
        return {(schema, name): root for schema, name, root in self.rows(ROOTS)}

    def columns(self, table):
        return [name for (name,) in self.rows(COLUMNS, table=quoted(*table))]

    def values(self, table, columns):
        """Every row of the table itself, in the order in which it lies there; as COPY writes it."""
        chosen = ", ".join(f"{quoted(column)}::text" for column in columns)
        copied = self._run(f"COPY (SELECT {chosen} FROM ONLY {quoted(*table)} ORDER BY ctid) TO STDOUT")
        return [line.split("\t") for line in copied.split("\n")[:-1]]


# NULL, and what has nothing in it: Sosie counts them as no values.
NO_VALUE = ("\\N", "", "{}", "[]", "\\\\x")

# Bounded, so that a value of many megabytes is read in time that grows with its length.
SERVER = re.compile(r"@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
MAILBOX = re.compile(r"[\w.+-]{1,64}$")
NUMBER = re.compile(r"(?<![\w.-])(?:\+|0)\d?(?:[ .\-/]?\d){8,14}(?!\w)")
BETWEEN_DIGITS = re.compile(r"(?<=\d)[ .\-/](?=\d)")


# More than these are looked up among the addresses of the other value, not anywhere in it.
FEW = 100


def addresses_in(text):
    found = set()
    for server in SERVER.finditer(text):
        mailbox = MAILBOX.search(text, max(0, server.start() - 64), server.start())
        if mailbox:
            found.add((mailbox.group() + server.group()).lower())
    return found


def survivors(old, new):
    """Addresses and telephone numbers of a value that another one still has, in whatever form."""
    addresses, lowered = addresses_in(old), new.lower()
    places = lowered if len(addresses) <= FEW else addresses_in(new)
    found = [address for address in addresses if address in places]
    numbers = {BETWEEN_DIGITS.sub("", number) for number in NUMBER.findall(old)}
    if numbers:
        compact = BETWEEN_DIGITS.sub("", new)
        places = compact if len(numbers) <= FEW else {BETWEEN_DIGITS.sub("", number) for number in NUMBER.findall(new)}
        found += [number for number in numbers if number in places]
    return found


def quoted(*names):
    return ".".join('"' + name.replace('"', '""') + '"' for name in names)


def plain(name):
    """A name as reports write it, without the quotes that some names need there."""
    return name.replace('"', "")


def named_columns(report):
    return {(plain(column["table"]), column["column"]): column for column in report["columns"]}


def unchanged_values(source, target, table, columns):
    """Per column how many values are there, how many are what they were, and how many still hold something of that; None
    when the rows cannot be compared."""
    before, after = source.values(table, columns), target.values(table, columns)
    if len(before) != len(after):
        return None
    counts = {column: [0, 0, 0] for column in columns}
    for old, new in zip(before, after):
        for place, column in enumerate(columns):
            if old[place] in NO_VALUE:
                continue
            counts[column][0] += 1
            if old[place] == new[place]:
                counts[column][1] += 1
            elif survivors(old[place], new[place]):
                counts[column][2] += 1
    return counts


def unchanged_in_partitions(source, target, tables):
    """As unchanged_values(), for partitions among which rows have moved: how many of all values are there again."""
    columns = source.columns(tables[0])
    before = [row for table in tables for row in source.values(table, columns)]
    after = [row for table in tables for row in target.values(table, columns)]
    if len(before) != len(after):
        return None
    counts = {}
    for place, column in enumerate(columns):
        old, new = (collections.Counter(row[place] for row in rows if row[place] not in NO_VALUE)
                    for rows in (before, after))
        counts[column] = [old.total(), (old & new).total(), 0]
    return counts


def together(entries):
    """What the report says of a column of several partitions."""
    entries = [entry for entry in entries if entry]
    if not entries:
        return None
    order = ["nothing", "part", "everything"]
    worst = dict(max(entries, key=lambda entry: order.index(entry["inClear"])))
    for count in ("values", "changed"):
        if all(count in entry for entry in entries):
            worst[count] = sum(entry[count] for entry in entries)
    if worst["inClear"] == "everything" and worst.get("changed"):
        worst["inClear"] = "part"
    return worst


def complaint(name, entry, values, unchanged, in_part):
    """What is wrong with what the report says of a column, or nothing."""
    if entry is None:
        return f"{name}: {unchanged} of {values} values are as they were, and the report does not have the column"
    if unchanged and entry["inClear"] == "nothing":
        return f"{name}: {unchanged} of {values} values are as they were, and the report says that nothing is in clear"
    if in_part and entry["inClear"] == "nothing":
        return f"{name}: {in_part} of {values} values still hold an address or a number, and the report says that nothing is in clear"
    if unchanged and not entry["why"]:
        return f"{name}: the report gives no reason"
    if "values" in entry and unchanged > entry["values"] - entry["changed"]:
        return (f"{name}: {unchanged} of {values} values are as they were, and the report counts "
                f"{entry['values'] - entry['changed']}")
    if unchanged == values > 0 and entry["rule"] and entry["inClear"] != "everything":
        return f"{name}: the rule {entry['rule']} changed nothing, and the report says {entry['inClear']}"
    return None


def silent(source, target, report):
    """A sentence for each column with values that passed in silence."""
    named = named_columns(report)
    there = set(target.tables())
    complaints = []
    moved = {}
    roots = source.roots()
    for table in source.tables():
        if table not in there:
            complaints.append(f"{table}: not in the target")
            continue
        columns = source.columns(table)
        counts = unchanged_values(source, target, table, columns) if columns else {}
        if counts is None and table in roots:
            moved[roots[table]] = [other for other, root in roots.items() if root == roots[table]]
            continue
        if counts is None:
            complaints.append(f"{table}: another number of rows")
            continue
        for column, counted in counts.items():
            values = counted[0]
            wrong = complaint(f"{'.'.join(table)}.{column}", named.get((".".join(table).replace('"', ""), column)), *counted)
            if wrong and values:
                complaints.append(wrong)
    for root, tables in moved.items():
        counts = unchanged_in_partitions(source, target, tables)
        if counts is None:
            complaints.append(f"{root}: another number of rows")
            continue
        for column, counted in counts.items():
            values = counted[0]
            entry = together(named.get((".".join(table).replace('"', ""), column)) for table in tables)
            wrong = complaint(f"{root}.{column}", entry, *counted)
            if wrong and values:
                complaints.append(wrong)
    return complaints
