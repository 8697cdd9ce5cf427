# SPDX-FileCopyrightText: 2026 The Sosie authors
# SPDX-License-Identifier: Apache-2.0
"""A database with personal data in every place that one can think of, each value once in the world: what is found again
in a clone can be told to come from there. More than 40 tables and 250 places, French, English and Arabic."""

import base64
import json
import random
import re
import urllib.parse

ROWS = 8
FIRST = ["Amina", "Karim", "Lucie", "Hugo", "Nour", "Sofiane", "Claire", "Emily", "James", "Yasmine"]
ARABIC = ["أمينة", "كريم", "نور", "سفيان", "ياسمين", "مريم", "فاطمة", "يوسف"]


class Person:
    """Made for one row of one place. `canaries` are the strings that are nowhere else."""

    def __init__(self, number):
        dice = random.Random(number)
        syllables = ["ba", "zou", "ker", "lim", "tra", "vo", "ghe", "mor", "sil", "ned", "rab", "fou", "qui", "jas"]
        self.number = number
        self.first = FIRST[number % len(FIRST)]
        self.surname = ("".join(dice.choice(syllables) for _ in range(3)) + "x" + base26(number)).capitalize()
        self.login = f"{self.first[0].lower()}{self.surname.lower()}"
        self.email = f"{self.first.lower()}.{self.surname.lower()}@courriel{number}.dz"
        self.digits = f"{55_000_000 + number * 37:08d}"
        self.phone = f"05{self.digits}"
        self.code = f"{7_000_000_000 + number * 911:010d}"
        self.arabic = ARABIC[number % len(ARABIC)] + " " + "".join(dice.choice("بتثجحخدرزسشصضطعغفقكلمنهوي") for _ in range(9))
        self.street = f"{number % 90 + 3} rue {self.surname}-Haut"
        self.year, self.month, self.day = 1950 + number % 50, number % 12 + 1, number % 28 + 1

    @property
    def canaries(self):
        return [self.surname, self.digits, self.code, self.arabic, f"courriel{self.number}."]


def base26(number):
    letters = ""
    while True:
        letters += chr(ord("a") + number % 26)
        number //= 26
        if number == 0:
            return letters + "x"


def iban(person):
    account = f"{person.code}{person.digits}"[:18]
    check = 98 - int(account + "1315" + "00") % 97  # DZ is 13 35 in numbers, FR is 15 27.
    return f"DZ{check:02d}{account}"


def jwt(person):
    part = base64.urlsafe_b64encode(json.dumps({"sub": person.email}).encode()).decode().rstrip("=")
    return f"eyJhbGciOiJIUzI1NiJ9.{part}.c2lnbmF0dXJl"


def vcard(person):
    return f"BEGIN:VCARD\nFN:{person.first} {person.surname}\nTEL:{person.phone}\nEND:VCARD"


# How a value looks: what SQL literal stands for a person, by the name of the dress.
DRESSES = {
    "email": lambda p: p.email,
    "mailto": lambda p: f"mailto:{p.email}",
    "percent": lambda p: urllib.parse.quote(p.email, safe=""),
    "upper email": lambda p: p.email.upper(),
    "wide": lambda p: p.email.replace("@", "＠"),
    "spoken": lambda p: p.email.replace("@", " arobase ").replace(".dz", " point dz"),
    "display": lambda p: f"\"{p.first} {p.surname}\" <{p.email}>",
    "first": lambda p: p.first + base26(p.number),
    "last": lambda p: p.surname,
    "upper last": lambda p: p.surname.upper(),
    "full": lambda p: f"{p.first} {p.surname}",
    "turned": lambda p: f"{p.surname.upper()}, {p.first}",
    "arabic": lambda p: p.arabic,
    "arabic note": lambda p: f"اتصل {p.arabic} صباحا",
    "login": lambda p: p.login,
    "handle": lambda p: f"@{p.login}",
    "live": lambda p: f"live:{p.login}",
    "phone": lambda p: p.phone,
    "spaced phone": lambda p: " ".join(re.findall("..", p.phone)),
    "world phone": lambda p: f"+213{p.phone[1:]}",
    "phone number": lambda p: int("213" + p.phone[1:]),
    "nin": lambda p: f"1{p.code}{p.digits}"[:18],
    "nin number": lambda p: int(f"1{p.code}{p.digits}"[:18]),
    "badge": lambda p: int(p.code),
    "iban": iban,
    "plate": lambda p: f"{p.code[:5]}-{p.code[5:8]}-{p.code[8:]}",
    "street": lambda p: p.street,
    "lines": lambda p: f"{p.street}\nBât. {p.code}\n16000 Alger",
    "date": lambda p: f"{p.year}-{p.month:02d}-{p.day:02d}",
    "place": lambda p: f"({36 + p.number / 99991:.6f},{3 + p.number / 99991:.6f})",
    "note": lambda p: f"Rappeler Mme {p.surname} demain matin au {p.phone}, elle attend.",
    "low note": lambda p: f"le client {p.surname.lower()} n'a pas pu venir",
    "english note": lambda p: f"Spoke to {p.first} {p.surname}, will write to {p.email} later.",
    "slug": lambda p: f"commande-de-{p.surname.lower()}-payee",
    "path": lambda p: f"/srv/cv/{p.surname.lower()}_{p.first.lower()}.pdf",
    "url": lambda p: f"https://exemple.dz/users/{p.login}?from=list",
    "search": lambda p: f"q={p.surname}&page=2",
    "title": lambda p: f"Facture de {p.first} {p.surname}",
    "label": lambda p: f"VIR SEPA {p.surname.upper()} REF {p.number}",
    "record": lambda p: f"{p.number}|{p.surname}|{p.first}|{p.phone}",
    "diff": lambda p: f"-nom: {p.surname}\n+nom: {p.surname}-Haut",
    "base64": lambda p: base64.b64encode(f"{p.first} {p.surname} {p.email}".encode()).decode(),
    "hex": lambda p: p.email.encode().hex(),
    "jwt": jwt,
    "vcard": lambda p: "\\x" + vcard(p).encode().hex(),
    "html": lambda p: f"<p>Bonjour <b>{p.first} {p.surname}</b>, <a href=\"mailto:{p.email}\">écrire</a></p>",
    "xml": lambda p: f"<pers><nom>{p.surname}</nom><tel>{p.phone}</tel></pers>",
    "csv": lambda p: f"{p.surname};{p.first};{p.email}",
    "tags": lambda p: "{vip," + p.surname + "}",
    "emails": lambda p: "{" + p.email + ",NULL}",
    "hstore": lambda p: f"nom=>{p.surname}, couleur=>bleu",
    "document": lambda p: json.dumps({"contact": {"email": p.email, "tel": p.phone}, "nom": p.surname}),
    "odd document": lambda p: json.dumps({"w": p.surname, "q": f"{p.first} {p.surname}", "n": p.number}),
    "keys": lambda p: json.dumps({p.email: {"lu": True}, p.surname: 1}),
    "phone keys": lambda p: json.dumps({p.phone: "ok"}),
    "list": lambda p: json.dumps([{"label": p.surname}, {"label": p.email}]),
    "text document": lambda p: json.dumps({"avant": {"nom": p.surname}, "note": f"vu {p.surname}"}),
    "tsvector": lambda p: f"'{p.surname.lower()}':1 'client':2",
    "tsquery": lambda p: f"'{p.surname.lower()}'",
    "composite": lambda p: f"(\"{p.street}\",{p.phone})",
    "ltree": lambda p: f"equipe.{p.surname.lower()}.chef",
    "inet": lambda p: f"10.{p.number // 250 % 250}.{p.number % 250}.7",
    "token": lambda p: f"tok_{p.code}{p.surname.lower()}",
    "amount": lambda p: 30_000 + p.number % 977,
    "state": lambda p: ["ouvert", "clos"][p.number % 2],
    "lower only": lambda p: p.email.lower(),
}

TYPES = {"phone number": "bigint", "nin number": "numeric", "badge": "bigint", "date": "date", "place": "point",
         "vcard": "bytea", "xml": "xml", "tags": "text[]", "emails": "text[]", "document": "jsonb",
         "odd document": "jsonb", "keys": "jsonb", "phone keys": "json", "list": "jsonb", "tsvector": "tsvector",
         "tsquery": "tsquery", "composite": "adresse", "inet": "inet", "amount": "integer"}

# Column and dress; a name is used again with the next table that has none of it.
COLUMNS = [
    ("email", "email"), ("courriel", "upper email"), ("mail_pro", "mailto"), ("lien", "percent"), ("contact", "wide"),
    ("joindre", "spoken"), ("expediteur", "display"), ("prenom", "first"), ("nom", "last"), ("nom_jeune_fille", "upper last"),
    ("nom_complet", "full"), ("titulaire", "turned"), ("الاسم", "arabic"), ("ملاحظات", "arabic note"), ("login", "login"),
    ("twitter", "handle"), ("skype", "live"), ("tel", "phone"), ("tel1", "spaced phone"), ("gsm", "world phone"),
    ("mobile", "phone number"), ("nin", "nin"), ("nin2", "nin number"), ("badge_no", "badge"), ("iban", "iban"),
    ("immat", "plate"), ("adresse", "street"), ("adresse_2", "lines"), ("ne_le", "date"), ("pos", "place"),
    ("observations", "note"), ("obs", "low note"), ("comment", "english note"), ("slug", "slug"), ("chemin", "path"),
    ("url_profil", "url"), ("recherche", "search"), ("titre", "title"), ("libelle_op", "label"), ("row_txt", "record"),
    ("diff", "diff"), ("mime", "base64"), ("hexa", "hex"), ("jwt", "jwt"), ("contenu", "vcard"), ("html", "html"),
    ("doc_xml", "xml"), ("ligne", "csv"), ("tags", "tags"), ("copies", "emails"), ("payload", "document"),
    ("data", "odd document"), ("lus", "keys"), ("vus", "phone keys"), ("items", "list"), ("anciens_val", "text document"),
    ("fts", "tsvector"), ("req", "tsquery"), ("adr", "composite"), ("ip", "inet"), ("secret", "token"),
    ("salaire", "amount"), ("etat", "state"), ("first_name", "first"), ("last", "last"), ("mmn", "last"),
    ("full_name", "full"), ("emergency", "turned"), ("bio", "english note"), ("user", "login"), ("valideur", "last"),
    ("reference", "slug"), ("source", "last"), ("email_status", "email"), ("col1", "last"), ("col6", "street"),
    ("porteur", "full"), ("phone", "phone"), ("address", "street"), ("dossier", "token"), ("surnom", "login"),
    ("who", "full"), ("val", "last"), ("motif", "note"), ("w3w", "slug"), ("med_traitant", "full"),
]
TABLES = ["clients", "utilisateurs", "commandes", "factures", "evenements", "tickets", "contacts", "patients", "employes",
          "sessions", "fichiers", "messagerie", "recherches", "eav", "lieux", "vehicules", "paiements", "الزبائن", "people",
          "audit", "import_csv", "domaines", "formes", "cli_hist", "rendez_vous", "devis", "notes_internes", "livraisons",
          "abonnes", "parents", "eleves", "bulletins", "visites", "badges", "invites", "newsletter", "signalements",
          "archives", "transferts", "reservations", "Odd \"Names\"", "orders", "staff", "leads"]
PER_TABLE = 6


def literal(value):
    return str(value) if isinstance(value, (int, float)) else "'" + str(value).replace("'", "''") + "'"


def identifier(name):
    return '"' + name.replace('"', '""') + '"'


class Places:
    """`sql`: makes the database. `canaries`: what must not be found, by (table, column); of the structure by its place."""

    def __init__(self):
        self.sql = ["SET client_encoding = 'UTF8';", "CREATE TYPE adresse AS (rue text, tel text);"]
        self.canaries = {}
        self.structure = {}
        self._people = 0
        self._column = 0
        for table in TABLES:
            self._table(table)
        self._partitions()
        self._rare()
        self._structure()

    def _person(self):
        self._people += 1
        return Person(self._people)

    def _table(self, table):
        chosen = []
        for _ in range(PER_TABLE):
            chosen.append(COLUMNS[self._column % len(COLUMNS)])
            self._column += 1
        columns = ", ".join(f"{identifier(name)} {TYPES.get(dress, 'text')}" for name, dress in chosen)
        self.sql.append(f"CREATE TABLE {identifier(table)} (id bigint PRIMARY KEY, {columns});")
        rows = []
        for row in range(ROWS):
            values = []
            for name, dress in chosen:
                person = self._person()
                value = DRESSES[dress](person)
                values.append(literal(value))
                self._remember((table, name), person, value)
            rows.append(f"({row + 1}, {', '.join(values)})")
        self.sql.append(f"INSERT INTO {identifier(table)} VALUES {', '.join(rows)};")

    def _remember(self, place, person, value):
        shown = str(value)
        found = [canary for canary in person.canaries if canary.lower() in shown.lower()]
        self.canaries.setdefault(place, set()).update(
            shown[shown.lower().index(canary.lower()):][:len(canary)] for canary in found)

    def _partitions(self):
        """Partition keys that are personal: by hash, by range, by list."""
        self.sql.append("CREATE TABLE journal_hash (id bigint, email text) PARTITION BY HASH (email);")
        self.sql.append("CREATE TABLE achats (id bigint, tel text) PARTITION BY RANGE (tel);")
        for part in range(2):
            self.sql.append(f"CREATE TABLE journal_hash_{part} PARTITION OF journal_hash FOR VALUES WITH "
                            f"(MODULUS 2, REMAINDER {part});")
        self.sql.append("CREATE TABLE achats_a PARTITION OF achats FOR VALUES FROM (MINVALUE) TO ('055');")
        self.sql.append("CREATE TABLE achats_b PARTITION OF achats FOR VALUES FROM ('055') TO (MAXVALUE);")
        for row in range(ROWS * 2):
            one, other = self._person(), self._person()
            self.sql.append(f"INSERT INTO journal_hash VALUES ({row}, {literal(one.email)});")
            self.sql.append(f"INSERT INTO achats VALUES ({row}, {literal(other.phone)});")
            for part in range(2):
                self._remember((f"journal_hash_{part}", "email"), one, one.email)
            # Where all of them are.
            self._remember(("achats_b", "tel"), other, other.phone)

    def _rare(self):
        """One value among very many: in columns that look technical, of few values, of documents."""
        people = [self._person() for _ in range(3)]
        self.sql.append("CREATE TABLE gros (id bigint PRIMARY KEY, etat text, remise text, info jsonb);")
        self.sql.append("INSERT INTO gros SELECT i, 'ok', 'aucune', '{\"n\": 1}' FROM generate_series(1, 20000) AS i;")
        self.sql.append(f"UPDATE gros SET etat = {literal(people[0].email)} WHERE id = 19000;"
                        f"UPDATE gros SET remise = {literal('geste pour ' + people[1].email)} WHERE id = 19001;"
                        f"UPDATE gros SET info = {literal(json.dumps({'contact': people[2].phone}))} WHERE id = 19002;")
        self.sql.append("VACUUM FULL gros;")
        for column, person in zip(("etat", "remise", "info"), people):
            value = person.phone if column == "info" else person.email
            self._remember(("gros", column), person, value)

    def _structure(self):
        """Where a structure can hold what belongs in rows."""
        place = self._in_structure
        place("comment on a column", "COMMENT ON COLUMN clients.email IS {email}")
        place("comment on a schema", "COMMENT ON SCHEMA public IS {email}")
        place("check", "ALTER TABLE clients ADD CHECK (id > 0 OR email <> {email})")
        place("enum label", "CREATE TYPE gere_par AS ENUM ({email}, 'autre')")
        place("function body", "CREATE FUNCTION envoyer() RETURNS text LANGUAGE sql AS $$ SELECT {email} $$")
        place("function comment", "COMMENT ON FUNCTION envoyer() IS {email}")
        place("policy", "CREATE POLICY p ON clients USING (email <> {email})")
        place("policy comment", "COMMENT ON POLICY p ON clients IS {email}")
        place("view", "CREATE VIEW v_clients AS SELECT id, {email} AS responsable FROM clients")
        place("index predicate", "CREATE INDEX i_clients ON clients (id) WHERE email <> {email}")
        place("index comment", "COMMENT ON INDEX i_clients IS {email}")
        place("statistics", "CREATE STATISTICS s_clients ON (email || {email}), id FROM clients")
        place("trigger", "CREATE FUNCTION rien() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';"
                         "CREATE TRIGGER t BEFORE INSERT ON clients FOR EACH ROW EXECUTE FUNCTION rien({email})")
        place("rule", "CREATE RULE r AS ON DELETE TO commandes WHERE old.id::text = {email} DO INSTEAD NOTHING")
        place("default", "ALTER TABLE clients ADD gestionnaire text; "
                         "ALTER TABLE clients ALTER gestionnaire SET DEFAULT {email}")
        place("generated", "ALTER TABLE commandes ADD g text GENERATED ALWAYS AS (id::text || {email}) STORED")
        place("domain", "CREATE DOMAIN d AS text CHECK (VALUE <> {email})")
        place("function setting", "CREATE FUNCTION regle() RETURNS int LANGUAGE sql SET application_name = {email} AS 'SELECT 1'")
        place("parameter default", "CREATE FUNCTION defaut(a text DEFAULT {email}) RETURNS int LANGUAGE sql AS 'SELECT 1'")
        place("publication", "CREATE TABLE suivi (id bigint, qui text); ALTER TABLE suivi REPLICA IDENTITY FULL;"
                             "CREATE PUBLICATION pub FOR TABLE suivi WHERE (qui <> {email})")
        # A column that nothing takes for a person's: a production whose partitions let no fake in is not cloned at all.
        place("partition bound", "CREATE TABLE par_client (id bigint, bloc text) PARTITION BY LIST (bloc);"
                                 "CREATE TABLE par_client_1 PARTITION OF par_client FOR VALUES IN ({email})")
        place("password", "CREATE FUNCTION acces() RETURNS text LANGUAGE sql AS $$ SELECT 'password=' || {email} $$")

    def _in_structure(self, place, sql):
        person = self._person()
        self.sql.append(sql.replace("{email}", literal(person.email)) + ";")
        self.structure[place] = {person.surname.lower(), f"courriel{person.number}."}

    def count(self):
        return len(TABLES) + 7, len(self.canaries) + len(self.structure)
