// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/errors/error_text.h"
#include "engine/operations/migrate/migrate.h"
#include "engine/safety/production_registry.h"
#include "engine/store/database.h"
#include "tests/support/pg_connections.h"
#include "tests/support/result_check.h"
#include "tests/support/test_server.h"

#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace engine;
using tests::TestServer;

/// A proof is for two structures, to the byte: what changes between plan and run makes it void.
class TestProofExpiry final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void aProofExpires_data();
    void aProofExpires();

private:
    [[nodiscard]] operations::End end(const QString &database) const
    {
        return {.environment = {.name = database, .type = environments::EnvironmentType::Test, .allowRaw = true},
                .connection = tests::infoAs(*m_server, database, "postgres")};
    }

    std::unique_ptr<TestServer> m_server;
    QTemporaryDir m_folder;
    std::unique_ptr<store::Database> m_database;
};

void TestProofExpiry::initTestCase()
{
    QVERIFY_ASSIGN(m_server, TestServer::start());
    QVERIFY_ASSIGN(auto database, store::Database::open(m_folder.path() + u"/state"_s));
    m_database = std::make_unique<store::Database>(std::move(database));
}

void TestProofExpiry::init()
{
    const QString both = u"CREATE FUNCTION f() RETURNS text LANGUAGE sql AS 'SELECT ''x''::text'; CREATE SEQUENCE s;"
                         "CREATE TABLE k (a integer DEFAULT 1, b text); COMMENT ON TABLE k IS 'k';"
                         "CREATE POLICY p ON k USING (a > 0); INSERT INTO k VALUES (1, 'x');"_s;
    for (const QString &name : {u"old"_s, u"new"_s}) {
        m_server->dropDatabase(name);
        m_server->createDatabase(name);
        m_server->psql(name, both);
    }
    m_server->psql(u"old"_s, u"CREATE TABLE t (a integer)"_s);
    m_server->psql(u"new"_s, u"CREATE TABLE t (a bigint)"_s);
}

void TestProofExpiry::aProofExpires_data()
{
    QTest::addColumn<QString>("side");
    QTest::addColumn<QString>("change");
    QTest::addColumn<bool>("expires");
    const QString none;
    QTest::newRow("nothing happens") << u"old"_s << none << false;
    QTest::newRow("rows of the target change")
        << u"old"_s << u"INSERT INTO k VALUES (2, 'y'); SELECT nextval('s')"_s << false;
    for (const QString &side : {u"old"_s, u"new"_s}) {
        const auto add = [&](const char *what, const QString &change) {
            QTest::addRow("%s: %s", qPrintable(side), what) << side << change << true;
        };
        add("a byte of a body", u"CREATE OR REPLACE FUNCTION f() RETURNS text LANGUAGE sql AS 'SELECT ''y''::text'"_s);
        add("a byte of a comment", u"COMMENT ON TABLE k IS 'l'"_s);
        add("a byte of a default", u"ALTER TABLE k ALTER COLUMN a SET DEFAULT 2"_s);
        add("a byte of a policy", u"ALTER POLICY p ON k USING (a > 1)"_s);
        add("a letter of a privilege", u"GRANT SELECT ON k TO PUBLIC"_s);
        add("a name", u"ALTER TABLE k RENAME COLUMN b TO c"_s);
        add("a table", u"CREATE TABLE more ()"_s);
    }
}

void TestProofExpiry::aProofExpires()
{
    QFETCH(QString, side);
    QFETCH(QString, change);
    QFETCH(bool, expires);
    const safety::ProductionRegistry registry(*m_database);
    operations::MigrationRun how;
    how.place.folder = m_folder.path() + u"/copies"_s;
    operations::Migrate migrate({.end = end(u"new"_s)}, end(u"old"_s), how, registry);
    Progress progress;
    QVERIFY_ASSIGN(const runs::Plan plan, migrate.plan({}, progress));
    QVERIFY2(plan.problems.isEmpty(), plan.problems.isEmpty() ? "" : qPrintable(detailText(plan.problems.front())));
    QVERIFY_ASSIGN(const safety::Permit permit, safety::Guard(registry).permit(plan, {.typedName = u"old"_s}));
    if (!change.isEmpty())
        m_server->psql(side, change);
    const QStringList before = m_server->schemaDump(u"old"_s);
    const runs::Report report = migrate.run(permit, {}, progress);
    if (!expires) {
        QVERIFY2(!report.error, report.error ? qPrintable(detailText(*report.error)) : "");
        QVERIFY(m_server->schemaDump(u"old"_s) != before);
        return;
    }
    QVERIFY(report.error);
    QCOMPARE(report.error->code, ErrorCode::ProofExpired);
    QCOMPARE(report.targetState, TargetState::Unchanged);
    QCOMPARE(m_server->schemaDump(u"old"_s), before);
}

QTEST_GUILESS_MAIN(TestProofExpiry)
#include "tst_proof_expiry.moc"
