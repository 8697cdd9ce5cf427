// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/postgres/clone_pair.h"
#include "tests/support/result_check.h"

#include <QTest>

using namespace Qt::StringLiterals;
using tests::CliHome;
using tests::ClonePair;
using tests::TestServer;

namespace {

/// Surnames that no list knows, in one column that says so, and everywhere else that people and programs put them.
constexpr QStringView structure = uR"(
CREATE TABLE customers (id int PRIMARY KEY, first_name text, last_name text, email text, phone text);
INSERT INTO customers
    SELECT n, (ARRAY['Thilda', 'Solveig', 'Yannig', 'Odilia'])[1 + n % 4],
        (ARRAY['Zouggarine', 'Kerbranek', 'Vrouvelle', 'Tchoupinov', 'Le Plouzec'])[1 + n % 5],
        'p' || n || '@courriel.example', '+336' || lpad((11223344 + n)::text, 8, '0')
    FROM generate_series(1, 60) AS n;
CREATE TABLE messages (id int PRIMARY KEY, customer_id int REFERENCES customers, body text, payload jsonb, card bytea,
    notes text[]);
INSERT INTO messages
    SELECT id, id, 'vu avec ' || lower(last_name) || ' hier, rappeler le ' || substr(phone, 2),
        jsonb_build_object(last_name, jsonb_build_object('q', upper(last_name)), 'etat', 'ouvert'),
        convert_to('N:' || last_name || ';' || first_name, 'UTF8'),
        ARRAY['voir le dossier de ' || lower(last_name), encode(convert_to('Cher ' || last_name, 'UTF8'), 'base64')]
    FROM customers;
)";

} // namespace

/// What a database declares of its people is found wherever else its rows have it.
class TestDeclaredPeople final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void noDeclaredNameIsLeftInTextsDocumentsAndBytes();
    void textsStayReadable();
    void namesInTextsAreThoseOfTheColumns();

private:
    std::unique_ptr<TestServer> m_server;
    CliHome m_home;
};

void TestDeclaredPeople::initTestCase()
{
    QVERIFY_ASSIGN(m_server, TestServer::start());
    m_server->createDatabase(u"shop"_s);
    m_server->createDatabase(u"copy"_s);
    m_server->psql(u"shop"_s, structure.toString());
    const ClonePair pair(m_home, u"people"_s, {*m_server, u"shop"_s}, {*m_server, u"copy"_s});
    const tests::CliRun run = pair.clone({u"--anonymize"_s});
    QVERIFY2(run.exitCode == 0, run.said());
}

void TestDeclaredPeople::noDeclaredNameIsLeftInTextsDocumentsAndBytes()
{
    const QByteArray rows = m_server->psql(u"copy"_s, uR"(
SELECT body, payload, convert_from(card, 'UTF8'), notes[1], convert_from(decode(notes[2], 'base64'), 'UTF8')
FROM messages)"_s);
    for (const char *name : {"zouggarine", "kerbranek", "vrouvelle", "tchoupinov", "plouzec", "33611223"})
        QVERIFY2(!rows.toLower().contains(name), QByteArray(name).append(": ").append(rows.left(600)).constData());
}

void TestDeclaredPeople::textsStayReadable()
{
    QCOMPARE(m_server->psql(u"copy"_s, uR"(
SELECT count(*) FROM messages WHERE body ~ '^vu avec \S+ hier, rappeler le 336\d{8}$' AND payload ->> 'etat' = 'ouvert'
    AND convert_from(card, 'UTF8') ~ '^N:[^;]+;[^;]+$' AND notes[1] ~ '^voir le dossier de ')"_s),
             "60");
}

void TestDeclaredPeople::namesInTextsAreThoseOfTheColumns()
{
    QCOMPARE(m_server->psql(u"copy"_s, uR"(
SELECT count(*) FROM messages AS m JOIN customers AS c ON c.id = m.customer_id
WHERE convert_from(card, 'UTF8') = 'N:' || c.last_name || ';' || c.first_name AND body LIKE '%' || substr(c.phone, 2))"_s),
             "60");
}

QTEST_GUILESS_MAIN(TestDeclaredPeople)
#include "tst_declared_people.moc"
