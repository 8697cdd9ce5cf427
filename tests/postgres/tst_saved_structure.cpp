// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/catalog/comparison/fingerprint.h"
#include "engine/catalog/comparison/saved_structure.h"
#include "engine/catalog/reading/schema_reader.h"
#include "tests/support/pg_connections.h"
#include "tests/support/result_check.h"
#include "tests/support/test_server.h"

#include <QTest>

#include <set>

using namespace Qt::StringLiterals;
using namespace engine;
using tests::TestServer;

/// A structure that was saved is the one that was read, with every kind of object that everything.sql has.
class TestSavedStructure final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase() { m_server.reset(); }
    void whatIsReadIsWhatWasSaved();
    void theFingerprintIsOfEveryLetter();
    void whatIsChangedInAFileIsFound();

private:
    std::unique_ptr<TestServer> m_server;
    catalog::Schema m_schema;
};

void TestSavedStructure::initTestCase()
{
    QVERIFY_ASSIGN(m_server, TestServer::start({}));
    m_server->createDatabase(u"everything"_s);
    m_server->psqlFile(u"everything"_s, QStringLiteral(SOSIE_SOURCE_DIR "/tests/postgres/sql/everything.sql"));
    QVERIFY_ASSIGN(pg::ReadOnlyConnection connection,
                   pg::ReadOnlyConnection::open(tests::infoOf(m_server->connectionValues(u"everything"_s))));
    QVERIFY(connection.begin());
    QVERIFY_ASSIGN(m_schema, catalog::readSchema(connection));
}

void TestSavedStructure::whatIsReadIsWhatWasSaved()
{
    std::set<catalog::ObjectKind> kinds;
    for (const catalog::Object &object : m_schema.objects)
        kinds.insert(object.key.kind);
    QVERIFY(kinds.size() > 20);
    const QByteArray bytes = catalog::savedStructure(m_schema, u"everything"_s, QDateTime::currentDateTimeUtc());
    QVERIFY(catalog::isSavedStructure(bytes.left(4096)));
    QVERIFY_ASSIGN(const catalog::Schema read, catalog::readSavedStructure(bytes, u"file"_s));
    QCOMPARE(read.objects.size(), m_schema.objects.size());
    for (size_t i = 0; i < read.objects.size(); ++i) {
        const catalog::Object &was = m_schema.objects[i];
        const catalog::Object &now = read.objects[i];
        QVERIFY2(was == now, was.key.display().c_str());
        QVERIFY2(was.dependsOn.value == now.dependsOn.value, was.key.display().c_str());
        QVERIFY2(was.defaultsDependOn.value == now.defaultsDependOn.value, was.key.display().c_str());
        QVERIFY2(was.searchPath.value == now.searchPath.value, was.key.display().c_str());
    }
    QVERIFY(read.notCarried == m_schema.notCarried);
    QCOMPARE(read.serverVersion, m_schema.serverVersion);
}

void TestSavedStructure::theFingerprintIsOfEveryLetter()
{
    const QString all = catalog::fingerprint(m_schema);
    QCOMPARE(catalog::fingerprint(m_schema), all);
    for (size_t i = 0; i < m_schema.objects.size(); i += 7) {
        catalog::Schema other = m_schema;
        other.objects[i].comment = "another";
        QVERIFY(catalog::fingerprint(other) != all);
        QCOMPARE(catalog::fingerprint(other, {.comments = false}), catalog::fingerprint(m_schema, {.comments = false}));
        other.objects.erase(other.objects.begin() + static_cast<std::ptrdiff_t>(i));
        QVERIFY(catalog::fingerprint(other, {.comments = false})
                != catalog::fingerprint(m_schema, {.comments = false}));
    }
}

void TestSavedStructure::whatIsChangedInAFileIsFound()
{
    const QByteArray bytes = catalog::savedStructure(m_schema, u"everything"_s, QDateTime::currentDateTimeUtc());
    for (const auto &[from, to] :
         {std::pair{"\"integer\"", "\"bigint\""}, std::pair{"\"is\": \"table\"", "\"is\": \"view\""},
          std::pair{"\"owner\"", "\"oWner\""}, std::pair{"\"structure\": {", "\"structure\": 7, \"x\": {"}}) {
        QByteArray changed = bytes;
        changed.replace(from, to);
        QVERIFY(changed != bytes);
        const auto read = catalog::readSavedStructure(changed, u"file"_s);
        QVERIFY(!read && read.error().code == ErrorCode::FileDamaged);
    }
}

QTEST_GUILESS_MAIN(TestSavedStructure)
#include "tst_saved_structure.moc"
