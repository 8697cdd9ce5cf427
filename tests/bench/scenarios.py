# SPDX-FileCopyrightText: 2026 The Sosie authors
# SPDX-License-Identifier: Apache-2.0
"""What is measured: each scenario's database, who runs in it, and what is hoped for."""

import dataclasses

from contenders import BY_HAND, DETECTING, HALVED_PGCOPYDB

PERSONAL = (("people", "email"), ("people", "phone"), ("people", "iban"), ("reservations", "guest_email"))
LETTINGS = ("people", "reservations", "messages", "transactions")

AGAINST_PEERS = (
    ("clone with verification, against pgcopydb", "sosie", "pgcopydb", 0.75),
    ("clone with --no-verify, against pgcopydb", "sosie --no-verify", "pgcopydb", 0.75),
    ("clone with --no-verify, against pgcopydb with half the jobs", "sosie --no-verify", HALVED_PGCOPYDB, 0.75),
    ("clone with verification, against pg_dump and pg_restore", "sosie", "pg_dump, pg_restore", 0.75),
    ("clone with --no-verify, against COPY by hand", "sosie --no-verify", BY_HAND, 1.0),
    ("COPY by hand, against pgcopydb", BY_HAND, "pgcopydb", 0.75),
)
RULES = ("clone with rules on every personal column, against without", "sosie with rules", "sosie", 1.10)
ALONE = ("clone with detection alone, against without", DETECTING, "sosie", 1.20)
PLAIN = ("sosie", "sosie --no-verify", "pgcopydb", HALVED_PGCOPYDB, "pg_dump, pg_restore", BY_HAND)
# Where reading back is not what takes the time.
VERIFIED = ("sosie", "pgcopydb", "pg_dump, pg_restore")


@dataclasses.dataclass(frozen=True)
class Scenario:
    name: str
    title: str
    script: str
    """The numbers the script wants, at scale 1, and the least they make sense with."""
    variables: dict
    contenders: tuple = PLAIN
    ratios: tuple = AGAINST_PEERS
    rules: str = ""
    """(table, column): values that a rule must have changed, all of them, and nothing else may."""
    personal: tuple = ()
    through_slow_network: bool = False
    """Sizes one after the other, each run once, instead of rounds; factors of `variables`."""
    sizes: tuple = ()
    """Settings of both servers instead of those of private_servers.py."""
    settings: dict = dataclasses.field(default_factory=dict)
    """Roles of the script, which the target needs too."""
    roles: tuple = ()

    def numbers(self, scale):
        return {name: max(least, round(most * scale)) for name, (most, least) in self.variables.items()}


SCENARIOS = {scenario.name: scenario for scenario in (
    Scenario("main", "Four tables of a million rows", "database.sql",
             dict.fromkeys(LETTINGS, (1_000_000, 1000)), contenders=("sosie with rules", DETECTING, *PLAIN),
             ratios=(*AGAINST_PEERS, RULES, ALONE), rules="personal_columns.toml", personal=PERSONAL),
    Scenario("one-table", "One table of a gigabyte with eight indexes", "one_table.sql", {"rows": (2_200_000, 2000)}),
    Scenario("many-tables", "Two thousand small tables", "many_tables.sql", {"tables": (2000, 40)},
             contenders=VERIFIED),
    Scenario("application", "Five thousand tables of an application, on servers as they come", "application.sql",
             {"tables": (5000, 60)}, contenders=("sosie", DETECTING, "pg_dump, pg_restore"), ratios=(
                 ("clone with verification, against pg_dump and pg_restore", "sosie", "pg_dump, pg_restore", 1.0), ALONE),
             settings={"max_locks_per_transaction": "64", "max_connections": "100"}, roles=("application_staff",)),
    Scenario("network", "A production behind 100 Mbit/s and 20 ms", "database.sql",
             dict.fromkeys(LETTINGS, (60_000, 1000)), contenders=VERIFIED,
             through_slow_network=True),
    Scenario("memory", "From 10 MB to 10 GB", "growing.sql", {"rows": (6_500, 100)},
             contenders=("sosie with rules",), ratios=(), rules="growing.toml", personal=(("letters", "email"),),
             sizes=(1, 10, 100, 1000)),
)}
