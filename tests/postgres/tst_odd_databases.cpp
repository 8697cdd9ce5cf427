// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/faults/cli_home.h"
#include "tests/support/result_check.h"

#include <QTest>

using namespace Qt::StringLiterals;
using tests::CliHome;
using tests::CliRun;
using tests::TestServer;

namespace {

/// A small database as real ones are, and what a clone of it is to be.
struct Odd
{
    QString source{};
    /// Of a production: personal data is replaced.
    bool isAnonymized = true;
    QStringList options{};
    int exitCode = 0;
    /// In no dump of the copy.
    QStringList gone{};
    /// Asked of both, with the same answer.
    QStringList same{};
    /// Asked of the copy, with its answer.
    QList<QPair<QString, QByteArray>> copy{};
    /// In what is said.
    QStringList said{};
};

} // namespace

Q_DECLARE_METATYPE(Odd)

/// Databases of the kinds that broke tools: each is cloned as it should be, or refused before anything is done.
class TestOddDatabases final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QVERIFY_ASSIGN(m_server, TestServer::start()); }
    void cleanupTestCase() { m_server.reset(); }
    void cleanup();
    void eachIsClonedOrRefused_data();
    void eachIsClonedOrRefused();

private:
    static void ofUniqueness();
    static void ofForms();
    static void ofStructure();

    std::unique_ptr<TestServer> m_server;
};

void TestOddDatabases::cleanup()
{
    for (const QString &database : {u"odd"_s, u"odd copy"_s})
        m_server->dropDatabase(database);
}

void TestOddDatabases::ofUniqueness()
{
    QTest::newRow("uniqueness that does not see case")
        << Odd{.source = uR"(CREATE EXTENSION citext;
CREATE COLLATION blind (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
CREATE TABLE member (id int PRIMARY KEY, email citext NOT NULL UNIQUE, login varchar(14) NOT NULL, phone varchar(16) UNIQUE,
    company text COLLATE blind UNIQUE, first_name text, last_name text, shop int);
CREATE UNIQUE INDEX member_login ON member (lower(login));
CREATE UNIQUE INDEX member_name ON member (shop, lower(first_name), lower(last_name));
INSERT INTO member SELECT n, CASE WHEN n % 2 = 0 THEN 'ADHERENT' ELSE 'adherent' END || n || '@coop.example',
    CASE WHEN n % 2 = 0 THEN 'A' ELSE 'a' END || 'dh' || n, '+336' || lpad((51000000 + n)::text, 8, '0'),
    'Coopérative ' || n, 'Maëlle' || n % 97, 'Kervadec' || n / 97, n % 3 FROM generate_series(1, 3000) AS n)"_s,
               .gone = {u"adherent17@coop.example"_s, u"Coopérative 1717"_s, u"+33651000017"_s},
               .copy = {{u"SELECT count(*) FROM pg_index WHERE indisunique AND indisvalid AND "
                         "indrelid = 'member'::regclass"_s,
                         "6"}}};
    QTest::newRow("two guests of one room may not overlap, nor two of one name")
        << Odd{.source = uR"(CREATE EXTENSION btree_gist;
CREATE TABLE stay (id int PRIMARY KEY, guest_name text NOT NULL, last_name text, nights daterange NOT NULL,
    EXCLUDE USING gist (guest_name WITH =, nights WITH &&), EXCLUDE USING gist (last_name WITH =, nights WITH &&));
INSERT INTO stay SELECT n, 'Goulven Kermarrec ' || n, 'Kermarrec' || n, '[2026-03-01,2026-04-01)'
    FROM generate_series(1, 3000) AS n)"_s,
               .gone = {u"Kermarrec"_s},
               .copy = {{u"SELECT count(*) FROM pg_constraint WHERE contype = 'x'"_s, "2"}}};
    QTest::newRow("keys that are numbers of people")
        << Odd{.source = uR"(CREATE TABLE caller (phone bigint PRIMARY KEY, label text);
INSERT INTO caller SELECT 33755220100 + n, 'x' FROM generate_series(0, 99) AS n;
CREATE TABLE conversation (id int PRIMARY KEY, phone bigint NOT NULL REFERENCES caller);
INSERT INTO conversation SELECT n, 33755220100 + n % 100 FROM generate_series(0, 299) AS n;
CREATE TABLE citizen (national_id numeric(15) PRIMARY KEY, national_id_father numeric(15) REFERENCES citizen);
INSERT INTO citizen SELECT 188047512345678 + n, CASE WHEN n > 0 THEN 188047512345678 + n / 2 END
    FROM generate_series(0, 50) AS n)"_s,
               .gone = {u"33755220144"_s, u"188047512345679"_s},
               .same = {u"SELECT count(*) FROM caller JOIN conversation USING (phone)"_s,
                        u"SELECT count(*) FROM citizen a JOIN citizen b ON a.national_id_father = b.national_id"_s}};
    QTest::newRow("uniqueness of several columns that are people's") << Odd{
        .source = uR"(CREATE TABLE patient (id int PRIMARY KEY, last_name text NOT NULL, first_name text NOT NULL,
    birth_date date NOT NULL, UNIQUE (last_name, first_name, birth_date));
INSERT INTO patient SELECT n, 'Kerguelen' || chr(97 + n % 26), 'Enora', date '1968-05-14' + n / 26
    FROM generate_series(0, 300) AS n;
CREATE TABLE machine (user_id int, ip inet NOT NULL, PRIMARY KEY (user_id, ip));
INSERT INTO machine SELECT n, '198.51.100.44' FROM generate_series(1, 50) AS n;
CREATE TABLE card (id int PRIMARY KEY, mac macaddr NOT NULL UNIQUE);
INSERT INTO card VALUES (1, '00:1c:42:11:22:33'), (2, '00:1c:42:11:22:34'))"_s,
        .gone = {u"198.51.100.44"_s, u"00:1c:42:11:22:33"_s, u"Kerguelen"_s},
        // A day may be another one's fake, and one in 181 its own; not three of twelve.
        .copy = {{u"SELECT count(*) < 78 FROM patient WHERE birth_date = date '1968-05-14' + id / 26"_s, "t"}}};
}

void TestOddDatabases::ofForms()
{
    QTest::newRow("values in hstore, XML, arrays, documents in texts, and encoded")
        << Odd{.source = uR"(CREATE EXTENSION hstore;
CREATE TYPE way AS (kind text, value text);
CREATE TABLE trace (id int PRIMARY KEY, body jsonb, raw text, addresses text[], ways way[], extra hstore, doc xml,
    link text, encoded text);
INSERT INTO trace SELECT n, jsonb_build_object('old', jsonb_build_object('email', 'rozenn.guivarch@courriel.example',
        'nom', 'Guivarch'), 'raw', '{"email":"rozenn.guivarch@courriel.example"}'),
    '{"user":{"email":"rozenn.guivarch@courriel.example","last_name":"Guivarch","n":' || n || '}}',
    ARRAY['rozenn.guivarch@courriel.example', 'x' || n || '@courriel.example'],
    ARRAY[ROW('mail', 'rozenn.guivarch@courriel.example')::way], hstore(ARRAY['last_name', 'Guivarch', 'n', n::text]),
    ('<p mail="rozenn.guivarch@courriel.example"><nom>Guivarch</nom></p>')::xml,
    'https://site.example/stop?u=rozenn.guivarch%40courriel.example',
    encode('rozenn.guivarch@courriel.example'::bytea, 'base64') FROM generate_series(1, 60) AS n)"_s,
               .gone = {u"guivarch@courriel"_s, u"guivarch%40courriel"_s, u"Guivarch"_s,
                        QString::fromLatin1(QByteArray("rozenn.guivarch@courriel.example").toBase64())},
               .same = {u"SELECT count(*), count(extra -> 'n'), sum((extra -> 'n')::int) FROM trace"_s}};
    QTest::newRow("nothing, blanks and what is no address")
        << Odd{.source
               = uR"(CREATE TABLE lead (id int PRIMARY KEY, email text NOT NULL DEFAULT '', phone text, last_name text);
INSERT INTO lead VALUES (1, '', '', ''), (2, '', NULL, ' '), (3, '   ', '-', '-'), (4, 'N/A', 'N/A', NULL),
    (5, 'soizic.le-bihan@courriel.example', '0', 'O''Bihan'), (6, 'SOIZIC.LE-BIHAN@COURRIEL.EXAMPLE ', '12', 'ﬁ'),
    (7, 'gw@d''arz.example', '٠٥٥٠١٢٣٤٥٦', repeat('long', 500));
CREATE UNIQUE INDEX lead_email ON lead (email) WHERE email <> '')"_s,
               .gone = {u"soizic.le-bihan"_s, u"gw@d'arz.example"_s},
               .same = {u"SELECT count(email), count(*) FILTER (WHERE email = ''), "
                        "count(*) FILTER (WHERE email ~ '^\\s+$'), count(phone), count(last_name) FROM lead"_s}};
    QTest::newRow("a type whose attribute was dropped, and one more was added")
        << Odd{.source = uR"(CREATE TYPE place AS (street text, gone int, town text);
CREATE TABLE home (id int PRIMARY KEY, p place, many place[]);
INSERT INTO home SELECT n, ROW('3 quai "Y", \', 5, 'Vannes')::place, ARRAY[ROW(NULL, 6, '')::place, NULL]
    FROM generate_series(1, 20) AS n;
ALTER TYPE place DROP ATTRIBUTE gone;
ALTER TYPE place ADD ATTRIBUTE who text;
INSERT INTO home SELECT 100 + n, ROW('3 quai', 'Vannes', 'Tugdual Kerjean')::place, NULL FROM generate_series(1, 20) AS n;
CREATE DOMAIN site AS place CHECK ((VALUE).town <> 'nowhere');
CREATE TABLE of_domain (id int PRIMARY KEY, d site);
INSERT INTO of_domain VALUES (1, ROW('s', 'c', 'e')), (2, NULL))"_s,
               .gone = {u"Tugdual Kerjean"_s},
               .same = {u"SELECT count(p), count(many), sum(cardinality(many)) FROM home"_s}};
    QTest::newRow("numbers of people whose names end in id") << Odd{
        .source = uR"(CREATE TABLE citizen (id int PRIMARY KEY, num_tax_id text, id_fiscal text, numero_national text);
INSERT INTO citizen SELECT n, 'TX-77-' || 1000 + n, 'FZ-88-' || 1000 + n, 'NN-99-' || 1000 + n
    FROM generate_series(1, 30) AS n)"_s,
        .gone = {u"TX-77-1007"_s, u"FZ-88-1007"_s, u"NN-99-1007"_s}};
    QTest::newRow("a check that wants addresses of one company, and a list that lets nothing else in")
        << Odd{.source = uR"(CREATE TABLE employee (id int PRIMARY KEY,
    email text NOT NULL CHECK (email LIKE '%@atelier-brezhoneg.example'),
    phone text NOT NULL CONSTRAINT two_phones CHECK (phone IN ('+33 2 97 11 22 33', '+33 2 97 11 22 34')));
INSERT INTO employee SELECT n, 'klervi.tanguy' || n || '@atelier-brezhoneg.example', '+33 2 97 11 22 3' || 3 + n % 2
    FROM generate_series(1, 30) AS n)"_s,
               .exitCode = 77,
               .said = {u"E-RULE-006"_s, u"public.employee.phone"_s}};
}

void TestOddDatabases::ofStructure()
{
    QTest::newRow("personal data in the structure is named, each place of it")
        << Odd{.source = uR"(CREATE TYPE seller AS ENUM ('nolwenn.abgrall@courriel.example', 'house');
CREATE TABLE sale (id int PRIMARY KEY, who seller, owner_email text DEFAULT 'nolwenn.abgrall@courriel.example');
COMMENT ON TABLE sale IS 'Ask 06 81 22 33 44';
ALTER TABLE sale ADD CONSTRAINT not_her CHECK (owner_email <> 'nolwenn.abgrall@courriel.example' OR id > 0);
CREATE FUNCTION admins() RETURNS text[] LANGUAGE sql AS $$SELECT ARRAY['nolwenn.abgrall@courriel.example']$$;
CREATE VIEW hers AS SELECT id FROM sale WHERE owner_email = 'nolwenn.abgrall@courriel.example';
CREATE INDEX her_index ON sale (id) WHERE owner_email = 'nolwenn.abgrall@courriel.example')"_s,
               .said = {u"enum type label"_s, u"table comment"_s, u"table column default"_s, u"constraint definition"_s,
                        u"function definition"_s, u"view definition"_s, u"index definition"_s}};
    QTest::newRow("one schema whose table takes its numbers from another")
        << Odd{.source = uR"(CREATE SCHEMA app; CREATE TABLE app.thing (id bigserial PRIMARY KEY, f text);
CREATE SCHEMA double; CREATE TABLE double.thing (LIKE app.thing INCLUDING ALL);
CREATE TYPE app.kind AS ENUM ('x'); CREATE TABLE double.other (k app.kind);
INSERT INTO double.thing (f) VALUES ('a'), ('b'))"_s,
               .isAnonymized = false,
               .options = {u"--schemas"_s, u"double"_s},
               .exitCode = 2,
               .said = {u"sequence app.thing_id_seq"_s, u"app.kind"_s, u"--schemas double,app"_s}};
    QTest::newRow("a materialized view that is older than its table")
        << Odd{.source = uR"(CREATE TABLE base (id int PRIMARY KEY); INSERT INTO base SELECT generate_series(1, 10);
CREATE MATERIALIZED VIEW counted AS SELECT * FROM base; INSERT INTO base SELECT generate_series(11, 20))"_s,
               .isAnonymized = false,
               .options = {u"--dry-run"_s},
               .said = {u"filled anew from the copied rows"_s}};
    QTest::newRow("an index that was never finished")
        << Odd{.source = uR"(CREATE TABLE pair (id int PRIMARY KEY, code text);
INSERT INTO pair SELECT n, 'c' || n % 50 FROM generate_series(1, 100) AS n; CREATE INDEX pair_code ON pair (code);
UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'pair_code'::regclass)"_s,
               .isAnonymized = false,
               .copy = {{u"SELECT count(*) FROM pg_index WHERE indrelid = 'pair'::regclass"_s, "1"}},
               .said = {u"public.pair_code"_s}};
    QTest::newRow("two cycles, two references to itself, keys to what is no primary key") << Odd{
        .source = uR"(CREATE TABLE customer (id int PRIMARY KEY, shop int, code text, friend int REFERENCES customer,
    sponsor int REFERENCES customer, main_site int, UNIQUE (shop, code));
CREATE TABLE site (id int PRIMARY KEY, owner int REFERENCES customer, parent int REFERENCES site);
ALTER TABLE customer ADD FOREIGN KEY (main_site) REFERENCES site DEFERRABLE INITIALLY DEFERRED;
CREATE TABLE bill (id int PRIMARY KEY, shop int, code text, site int REFERENCES site,
    FOREIGN KEY (shop, code) REFERENCES customer (shop, code));
CREATE TABLE strict_bill (id int PRIMARY KEY, shop int, code text, bill int REFERENCES bill,
    FOREIGN KEY (shop, code) REFERENCES customer (shop, code) MATCH FULL);
BEGIN;
INSERT INTO customer SELECT n, n % 4, 'k' || n, NULLIF(n / 2, 0), CASE WHEN n > 3 THEN n - 3 END, n
    FROM generate_series(1, 300) AS n;
INSERT INTO site SELECT n, 1 + (n * 7) % 300, CASE WHEN n > 10 THEN n - 10 END FROM generate_series(1, 300) AS n;
COMMIT;
INSERT INTO bill SELECT n, CASE WHEN n % 5 > 0 THEN n % 4 END, 'k' || n, n FROM generate_series(1, 200) AS n;
INSERT INTO strict_bill SELECT n, CASE WHEN n % 3 > 0 THEN n % 4 END, CASE WHEN n % 3 > 0 THEN 'k' || n END, n
    FROM generate_series(1, 200) AS n)"_s,
        .isAnonymized = false,
        .options = {u"--where"_s, u"bill=id <= 20"_s},
        .copy = {{u"SELECT count(*) FROM pg_constraint WHERE contype = 'f' AND NOT convalidated"_s, "0"},
                 {u"SELECT count(*) FROM bill"_s, "20"}}};
}

void TestOddDatabases::eachIsClonedOrRefused_data()
{
    QTest::addColumn<Odd>("odd");
    ofUniqueness();
    ofForms();
    ofStructure();
}

void TestOddDatabases::eachIsClonedOrRefused()
{
    QFETCH(const Odd, odd);
    m_server->createDatabase(u"odd"_s);
    m_server->createDatabase(u"odd copy"_s);
    m_server->psql(u"odd"_s, odd.source);
    m_server->psql(u"odd copy"_s, u"CREATE TABLE mine (id int); INSERT INTO mine VALUES (42)"_s);
    const QString whole = u"SELECT string_agg(relname, ','), (SELECT sum(id) FROM mine) FROM pg_class WHERE "
                          "relnamespace = 'public'::regnamespace OR relname LIKE 'sosie%'"_s;
    const QByteArray before = m_server->psql(u"odd copy"_s, whole);
    const CliHome home;
    home.addEnvironment(u"live"_s, odd.isAnonymized ? u"production"_s : u"test"_s, m_server->connectionInfo(u"odd"_s));
    home.addEnvironment(u"double"_s, u"test"_s, m_server->connectionInfo(u"odd copy"_s));
    const CliRun run
        = home.run(QStringList{u"clone"_s, u"--source"_s, u"live"_s, u"--target"_s, u"double"_s, u"--confirm"_s,
                               u"double"_s, u"--json"_s, u"--no-input"_s, u"--lang"_s, u"en"_s}
                   + odd.options);
    QVERIFY2(run.exitCode == odd.exitCode, run.said().constData());
    for (const QString &word : odd.said)
        QVERIFY2(run.said().contains(word.toUtf8()),
                 QByteArray(word.toUtf8()).append(": ").append(run.said()).constData());
    if (odd.exitCode != 0) {
        QCOMPARE(m_server->psql(u"odd copy"_s, whole), before);
        return;
    }
    if (odd.options.contains(u"--dry-run"_s))
        return;
    const QByteArray dump = m_server->pgDump(u"odd copy"_s, {u"-N"_s, u"sosie*"_s});
    for (const QString &value : odd.gone)
        QVERIFY2(!dump.contains(value.toUtf8()), QByteArray("in the copy: ").append(value.toUtf8()).constData());
    for (const QString &query : odd.same)
        QCOMPARE(m_server->psql(u"odd copy"_s, query), m_server->psql(u"odd"_s, query));
    for (const auto &[query, answer] : odd.copy)
        QCOMPARE(m_server->psql(u"odd copy"_s, query), answer);
}

QTEST_GUILESS_MAIN(TestOddDatabases)
#include "tst_odd_databases.moc"
