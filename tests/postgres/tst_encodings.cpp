// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/postgres/clone_pair.h"
#include "tests/support/result_check.h"

#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;
using tests::CliHome;
using tests::CliRun;
using tests::ClonePair;
using tests::TestServer;

/// Databases of other encodings, other orders of text and other settings: the copy is the same, or it is said before
/// anything is done what of it cannot be.
class TestEncodings final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init() { ++m_count; }
    void whatFitsIsEqual_data();
    void whatFitsIsEqual();
    void whatDoesNotFitIsCountedBefore_data();
    void whatDoesNotFitIsCountedBefore();
    void bytesOfNoEncodingStayAsTheyAre();
    void rangesOfTextUnderAnotherOrderAreRefused();
    void checksThatCompareTextAreSaid();
    void whatDependsOnLettersIsSaid();
    void twoSpellingsOfOneLocaleAreOne();
    void aCollationThatTheServerCannotMakeIsNamed();
    void settingsOfEitherSideChangeNothing_data();
    void settingsOfEitherSideChangeNothing();
    void partsOfReplacedValuesUnderAUniqueIndexAreRefused();
    void cleanupTestCase() { m_server.reset(); }

private:
    [[nodiscard]] QString source() const { return u"source%1"_s.arg(m_count); }
    [[nodiscard]] QString target() const { return u"target%1"_s.arg(m_count); }
    void make(const QString &database, const QString &options) const;
    [[nodiscard]] static QStringList warningsOf(const CliRun &run);
    [[nodiscard]] CliRun clone(const QStringList &options = {}, const QString &sourceType = u"test"_s) const;
    [[nodiscard]] QByteArray dump(const QString &database) const;
    [[nodiscard]] static QStringList problems(const CliRun &run);

    std::unique_ptr<TestServer> m_server;
    int m_count = 0;
};

void TestEncodings::initTestCase()
{
    QVERIFY_ASSIGN(m_server, TestServer::start());
}

void TestEncodings::make(const QString &database, const QString &options) const
{
    m_server->psql(u"postgres"_s, u"CREATE DATABASE \"%1\" TEMPLATE template0 %2"_s.arg(database, options));
}

CliRun TestEncodings::clone(const QStringList &options, const QString &sourceType) const
{
    const CliHome home;
    home.addEnvironment(source(), sourceType, m_server->connectionInfo(source()));
    home.addEnvironment(target(), u"test"_s, m_server->connectionInfo(target()));
    return home.run(QStringList{u"clone"_s, u"--source"_s, source(), u"--target"_s, target(), u"--confirm"_s, target(),
                                u"--json"_s, u"--no-input"_s, u"--lang"_s, u"en"_s}
                    + options);
}

QByteArray TestEncodings::dump(const QString &database) const
{
    QByteArray kept;
    for (const QByteArray &line :
         m_server->pgDump(database, {u"-N"_s, u"sosie_*"_s, u"--inserts"_s, u"-E"_s, u"UTF8"_s}).split('\n')) {
        if (!line.startsWith("\\restrict ") && !line.startsWith("\\unrestrict "))
            kept += line + '\n';
    }
    return kept;
}

QStringList TestEncodings::problems(const CliRun &run)
{
    QStringList found;
    for (const QJsonValue &cause : run.report()[u"error"_s][u"causes"_s].toArray())
        found.append(cause[u"code"_s].toString() + u' ' + cause[u"subject"_s].toString() + u' '
                     + cause[u"detail"_s].toString());
    found.sort();
    return found;
}

const auto latin1 = u"ENCODING 'LATIN1' LOCALE 'C'"_s;
const auto anyByte = u"ENCODING 'SQL_ASCII' LOCALE 'C'"_s;
const auto utf8 = u"ENCODING 'UTF8' LOCALE 'C'"_s;

void TestEncodings::whatFitsIsEqual_data()
{
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("to");
    QTest::newRow("LATIN1 to UTF8") << latin1 << utf8;
    QTest::newRow("LATIN1 to LATIN1") << latin1 << latin1;
    QTest::newRow("UTF8 to LATIN1") << utf8 << latin1;
    QTest::newRow("UTF8 to SQL_ASCII") << utf8 << anyByte;
    QTest::newRow("SQL_ASCII that is UTF8 to UTF8") << anyByte << utf8;
}

void TestEncodings::whatFitsIsEqual()
{
    QFETCH(const QString, from);
    QFETCH(const QString, to);
    make(source(), from);
    make(target(), to);
    m_server->psql(source(), uR"(SET client_encoding = 'UTF8';
CREATE TYPE mood AS ENUM ('gai', 'fâché');
CREATE TABLE words (id int PRIMARY KEY, t text, m mood, "prénom" varchar(5) DEFAULT 'né' CHECK ("prénom" <> 'à'));
INSERT INTO words (id, t, m) VALUES (1, 'café', 'fâché'), (2, 'Éléonore', 'gai'), (3, 'ß ø ¿ §', NULL);
CREATE INDEX ON words (t) WHERE t <> 'é';
CREATE FUNCTION "été"() RETURNS text LANGUAGE plpgsql AS $$ BEGIN RETURN 'août'; /* où */ END $$;
COMMENT ON TABLE words IS 'données';)"_s);
    const CliRun run = clone();
    QVERIFY2(run.exitCode == 0, run.said().constData());
    const auto compared = [&](const QString &database) {
        return m_server->psql(database,
                              u"SELECT encode(convert_to(t, 'UTF8'), 'hex'), m, \"prénom\" FROM words ORDER BY id"_s);
    };
    if (!from.contains(u"SQL_ASCII"_s) && !to.contains(u"SQL_ASCII"_s)) {
        QCOMPARE(compared(target()), compared(source()));
        QCOMPARE(m_server->psql(target(), u"SELECT \"été\"(), obj_description('words'::regclass)"_s),
                 m_server->psql(source(), u"SELECT \"été\"(), obj_description('words'::regclass)"_s));
    } else {
        const QString hex = u"SELECT encode(t::bytea, 'hex') FROM words ORDER BY id"_s;
        QCOMPARE(m_server->psql(target(), hex), m_server->psql(source(), hex));
    }
}

void TestEncodings::whatDoesNotFitIsCountedBefore_data()
{
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("to");
    QTest::addColumn<QString>("sql");
    QTest::addColumn<QStringList>("said");
    QTest::newRow("bytes of no encoding into UTF8")
        << anyByte << utf8
        << uR"(SET client_encoding = 'SQL_ASCII'; CREATE TABLE letters (id int PRIMARY KEY, t text, u text);
INSERT INTO letters VALUES (1, 'plain', 'x'), (2, E'\377\376', E'\351'), (3, E'caf\351', E'caf\303\251');)"_s
        << QStringList{u"E-OBJ-002 public.letters SQL_ASCII → UTF8; t: 2, u: 1"_s};
    QTest::newRow("in a default as well")
        << anyByte << utf8
        << uR"(SET client_encoding = 'SQL_ASCII'; CREATE TABLE letters (id int, t text DEFAULT E'd\351faut');)"_s
        << QStringList{u"E-OBJ-002 table public.letters SQL_ASCII → UTF8"_s};
    QTest::newRow("letters that LATIN1 has not")
        << utf8 << latin1
        << uR"(CREATE TABLE words (id int, t text); INSERT INTO words VALUES (1, 'café'), (2, 'Алжир'), (3, '日本 é');
CREATE TABLE fine (t text); INSERT INTO fine VALUES ('é'); COMMENT ON TABLE fine IS 'fiche № 1';)"_s
        << QStringList{u"E-OBJ-002 public.words UTF8 → LATIN1; t: 2"_s, u"E-OBJ-002 table public.fine UTF8 → LATIN1"_s};
}

void TestEncodings::whatDoesNotFitIsCountedBefore()
{
    QFETCH(const QString, from);
    QFETCH(const QString, to);
    QFETCH(const QString, sql);
    QFETCH(const QStringList, said);
    make(source(), from);
    make(target(), to);
    m_server->psql(source(), sql);
    m_server->psql(target(), u"CREATE TABLE mine (id int)"_s);
    const QByteArray before = dump(target());
    const CliRun run = clone();
    QVERIFY(run.exitCode != 0);
    QCOMPARE(problems(run), said);
    QCOMPARE(dump(target()), before);
    QCOMPARE(m_server->psql(target(), u"SELECT count(*) FROM pg_namespace WHERE nspname LIKE 'sosie%'"_s),
             QByteArray("0"));
}

void TestEncodings::bytesOfNoEncodingStayAsTheyAre()
{
    make(source(), anyByte);
    make(target(), anyByte);
    m_server->psql(source(), uR"(SET client_encoding = 'SQL_ASCII';
CREATE TABLE letters (id int PRIMARY KEY, t text, e text DEFAULT E'd\351faut');
INSERT INTO letters VALUES (1, 'plain'), (2, E'\377\376'), (3, E'caf\351');
COMMENT ON TABLE letters IS E'caf\351';)"_s);
    const CliRun run = clone();
    QVERIFY2(run.exitCode == 0, run.said().constData());
    const QString bytes = u"SELECT string_agg(encode(t::bytea, 'hex') || encode(e::bytea, 'hex'), ',' ORDER BY id),"
                          " encode(obj_description('letters'::regclass)::bytea, 'hex') FROM letters"_s;
    QCOMPARE(m_server->psql(target(), bytes), m_server->psql(source(), bytes));
}

void TestEncodings::rangesOfTextUnderAnotherOrderAreRefused()
{
    make(source(), u"LOCALE_PROVIDER icu ICU_LOCALE 'fr-FR' LOCALE 'C.UTF-8'"_s);
    make(target(), u"LOCALE 'C.UTF-8'"_s);
    m_server->psql(source(), uR"(CREATE TABLE person (name text NOT NULL, n int) PARTITION BY RANGE (name);
CREATE TABLE person_an PARTITION OF person FOR VALUES FROM ('a') TO ('n');
CREATE TABLE person_nz PARTITION OF person FOR VALUES FROM ('n') TO (MAXVALUE);
INSERT INTO person VALUES ('Bob', 1), ('Émile', 2), ('nina', 3);
CREATE TABLE fixed (name text COLLATE "C" NOT NULL) PARTITION BY RANGE (name);
CREATE TABLE fixed_all PARTITION OF fixed FOR VALUES FROM (MINVALUE) TO (MAXVALUE); INSERT INTO fixed VALUES ('x');)"_s);
    const CliRun run = clone();
    const QStringList found = problems(run);
    QCOMPARE(found.size(), 2);
    QVERIFY2(found.filter(u"E-OBJ-006 public.person_"_s).size() == 2, found.join(u'\n').toUtf8().constData());
    // Without these rows there is nothing to misplace.
    const CliRun without = clone({u"--exclude-table"_s, u"public.person*"_s});
    QVERIFY2(without.exitCode == 0, without.said().constData());
}

void TestEncodings::checksThatCompareTextAreSaid()
{
    make(source(), u"LOCALE_PROVIDER icu ICU_LOCALE 'fr-FR' LOCALE 'C.UTF-8'"_s);
    make(target(), u"LOCALE 'C.UTF-8'"_s);
    m_server->psql(source(), uR"(CREATE TABLE chk (name text CONSTRAINT "after a" CHECK (name > 'a'),
    n int CONSTRAINT small CHECK (n < 5), o text CONSTRAINT differs CHECK (o <> 'x'));)"_s);
    const CliRun run = clone();
    QVERIFY2(run.exitCode == 0, run.said().constData());
    QStringList said;
    for (const QJsonValue &warning : run.report()[u"warnings"_s].toArray())
        said.append(warning.toString());
    const QStringList found = said.filter(u"compare text, and may refuse"_s);
    QCOMPARE(found.size(), 1);
    QVERIFY2(found.first().contains(u"\"after a\""_s) && !found.first().contains(u"small"_s)
                 && !found.first().contains(u"differs"_s),
             found.first().toUtf8().constData());
}

QStringList TestEncodings::warningsOf(const CliRun &run)
{
    QStringList said;
    const QJsonArray warnings = run.report()[u"warnings"_s].toArray();
    for (const QJsonValue warning : warnings)
        said.append(warning.toString());
    return said;
}

void TestEncodings::whatDependsOnLettersIsSaid()
{
    // Without letters beyond ASCII, "É" and "é" are two; with them, they are one for whoever asks for small letters.
    make(source(), u"LOCALE 'C'"_s);
    make(target(), u"LOCALE_PROVIDER icu ICU_LOCALE 'fr-FR' LOCALE 'C.UTF-8'"_s);
    m_server->psql(source(), uR"(CREATE EXTENSION citext;
CREATE TABLE login (id int PRIMARY KEY, name text, mail citext UNIQUE, other text UNIQUE, n int,
    shown text GENERATED ALWAYS AS (upper(name)) STORED, twice int GENERATED ALWAYS AS (n * 2) STORED,
    CONSTRAINT small CHECK (name = lower(name)), CONSTRAINT apart EXCLUDE USING btree (lower(name) WITH =),
    CONSTRAINT positive CHECK (n > 0));
CREATE UNIQUE INDEX login_name ON login (lower(name));
CREATE UNIQUE INDEX login_fixed ON login (lower(name COLLATE "C"));
CREATE DOMAIN word AS text CONSTRAINT is_word CHECK (VALUE ~ '^[[:alpha:]]+$');
CREATE TYPE span AS RANGE (subtype = text);
CREATE TABLE shelf (id int PRIMARY KEY, titles span);
INSERT INTO shelf VALUES (1, '[a,m)');
INSERT INTO login (id, name, mail, n) VALUES (1, 'bob', 'bob@courriel.example', 1);)"_s);
    const CliRun run = clone();
    QVERIFY2(run.exitCode == 0, run.said().constData());
    const QStringList said = warningsOf(run);
    const QStringList refusing = said.filter(u"these keys, indexes, checks"_s);
    QCOMPARE(refusing.size(), 1);
    for (const QString &name : {u"login_mail_key"_s, u"small"_s, u"apart"_s, u"login_name"_s, u"is_word"_s})
        QVERIFY2(refusing.first().contains(name), refusing.first().toUtf8().constData());
    for (const QString &name : {u"login_other_key"_s, u"login_fixed"_s, u"positive"_s})
        QVERIFY2(!refusing.first().contains(name), refusing.first().toUtf8().constData());
    const QStringList computed = said.filter(u"are computed anew"_s);
    QCOMPARE(computed.size(), 1);
    QVERIFY2(computed.first().endsWith(u": public.login.shown."_s), computed.first().toUtf8().constData());
    QCOMPARE(said.filter(u"public.shelf.titles"_s).size(), 1);
}

void TestEncodings::twoSpellingsOfOneLocaleAreOne()
{
    make(source(), u"LOCALE 'C'"_s);
    make(target(), u"LOCALE 'C.UTF-8'"_s);
    m_server->psql(source(), uR"(CREATE TABLE person (name text NOT NULL CHECK (name > 'A')) PARTITION BY RANGE (name);
CREATE TABLE person_an PARTITION OF person FOR VALUES FROM ('A') TO ('n');
INSERT INTO person VALUES ('Bob');)"_s);
    const CliRun run = clone();
    QVERIFY2(run.exitCode == 0, run.said().constData());
    QVERIFY2(warningsOf(run).filter(u"sort text by different rules"_s).isEmpty(), run.said().constData());
}

void TestEncodings::aCollationThatTheServerCannotMakeIsNamed()
{
    make(source(), utf8);
    make(target(), utf8);
    m_server->psql(source(), uR"(CREATE COLLATION here (provider = libc, locale = 'C.UTF-8');
CREATE COLLATION blind (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
CREATE COLLATION gone (provider = libc, locale = 'C.UTF-8');
UPDATE pg_collation SET collcollate = 'xx_YY.utf8', collctype = 'xx_YY.utf8' WHERE collname = 'gone';
CREATE TABLE t (id int PRIMARY KEY, name text COLLATE here);)"_s);
    const CliRun run = clone();
    QVERIFY2(run.exitCode == 2, run.said().constData());
    QCOMPARE(problems(run), QStringList{u"E-OBJ-007 public.gone xx_YY.utf8"_s});
}

void TestEncodings::settingsOfEitherSideChangeNothing_data()
{
    QTest::addColumn<bool>("isSource");
    QTest::newRow("of the source") << true;
    QTest::newRow("of the target") << false;
}

void TestEncodings::settingsOfEitherSideChangeNothing()
{
    QFETCH(const bool, isSource);
    make(source(), utf8);
    make(target(), utf8);
    m_server->psql(source(),
                   uR"(CREATE TABLE docs (id int PRIMARY KEY, x xml, words text[], n int, note text, at timestamptz);
INSERT INTO docs VALUES (1, xmlparse(content 'bare text <b/>'), ARRAY['a', NULL, 'NULL', 'null'], NULL,
    E'back\\slash ''quoted''', '2024-10-27 02:30+01'), (2, NULL, '{}', 3, E'\\', 'infinity');
CREATE TYPE mood AS ENUM ('a', 'b');
CREATE TABLE docs_text (id int PRIMARY KEY, m mood, words text[], moods mood[], x xml);
INSERT INTO docs_text VALUES (1, 'a', ARRAY['a', NULL, 'NULL'], ARRAY['a', NULL]::mood[], xmlparse(content 'a <b/>'));
CREATE VIEW nulls AS SELECT id, (n = NULL) AS odd, E'it''s a \\ backslash' AS t FROM docs;
ALTER TABLE docs ADD CHECK (note <> E'never\\this ''one''');
CREATE INDEX ON docs (id) WHERE note <> E'\\''); DROP TABLE docs; --';
COMMENT ON TABLE docs IS E'\\''; DROP TABLE docs; --';
CREATE FUNCTION f(t text DEFAULT E'a\\b') RETURNS text LANGUAGE sql AS 'SELECT $1 || ''\''';)"_s);
    for (const char *setting : {"default_transaction_read_only = on",
                                "xmloption = document",
                                "array_nulls = off",
                                "transform_null_equals = on",
                                "standard_conforming_strings = off",
                                "default_transaction_isolation = serializable",
                                "default_transaction_deferrable = on",
                                "statement_timeout = 300",
                                "quote_all_identifiers = on",
                                "backslash_quote = off",
                                "datestyle = 'German, DMY'",
                                "xmlbinary = hex",
                                "bytea_output = escape",
                                "check_function_bodies = on",
                                "intervalstyle = iso_8601",
                                "session_replication_role = replica",
                                "client_encoding = latin1",
                                "timezone = 'Asia/Kathmandu'",
                                "extra_float_digits = -5",
                                "idle_in_transaction_session_timeout = 200",
                                "gin_fuzzy_search_limit = 1",
                                "row_security = off",
                                "default_toast_compression = pglz",
                                "search_path = pg_catalog, nowhere"})
        m_server->psql(u"postgres"_s,
                       u"ALTER DATABASE %1 SET %2"_s.arg(isSource ? source() : target(), QString::fromLatin1(setting)));
    const CliRun run = clone();
    QVERIFY2(run.exitCode == 0, run.said().constData());
    // In the same words on both sides, whatever each database says of its sessions by now.
    m_server->psql(u"postgres"_s,
                   u"ALTER DATABASE %1 RESET ALL; ALTER DATABASE %2 RESET ALL"_s.arg(source(), target()));
    QCOMPARE(dump(target()), dump(source()));
}

void TestEncodings::partsOfReplacedValuesUnderAUniqueIndexAreRefused()
{
    make(source(), utf8);
    make(target(), utf8);
    m_server->psql(source(), uR"(CREATE EXTENSION btree_gist;
CREATE TABLE firm (id int PRIMARY KEY, email text NOT NULL);
INSERT INTO firm SELECT g, 'contact@societe-' || g || '.example' FROM generate_series(1, 50) g;
CREATE UNIQUE INDEX "one per domain" ON firm (split_part(email, '@', 2));
CREATE UNIQUE INDEX "one each" ON firm (lower(email)) WHERE email <> '';
CREATE TABLE booking (id int PRIMARY KEY, last_name text NOT NULL, stay daterange NOT NULL,
    EXCLUDE USING gist (last_name WITH =, stay WITH &&));
INSERT INTO booking SELECT g, 'Perdrix' || g, '[2026-01-01,2026-02-01)' FROM generate_series(1, 3000) g;)"_s);
    const CliRun refused = clone({}, u"production"_s);
    QCOMPARE(problems(refused),
             QStringList{u"E-OBJ-002 public.\"one per domain\" public.firm: split_part(email, '@'::text, 2)"_s});
    m_server->psql(source(), u"DROP INDEX \"one per domain\""_s);
    // Names under an exclusion constraint are kept apart like those under a unique index.
    const CliRun run = clone({}, u"production"_s);
    QVERIFY2(run.exitCode == 0, run.said().constData());
    QCOMPARE(m_server->psql(target(), u"SELECT count(DISTINCT last_name) FROM booking WHERE last_name !~ 'Perdrix'"_s),
             QByteArray("3000"));
}

QTEST_GUILESS_MAIN(TestEncodings)
#include "tst_encodings.moc"
