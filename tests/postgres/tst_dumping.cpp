// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/files/partial_file.h"
#include "engine/base/progress.h"
#include "engine/catalog/model/table_names.h"
#include "engine/catalog/reading/schema_reader.h"
#include "engine/copying/live_database.h"
#include "engine/dumping/dump.h"
#include "engine/dumping/large_objects.h"
#include "engine/formats/archive/archive_file.h"
#include "engine/formats/script/script_file.h"
#include "engine/target/session/code_paths.h"
#include "engine/transfer/transfer.h"
#include "tests/postgres/clone_pair.h"
#include "tests/support/result_check.h"
#include "tests/support/test_server.h"

#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace engine;
using tests::TestServer;

namespace {

constexpr pg::Statement listSchemas = "SELECT nspname FROM pg_catalog.pg_namespace ORDER BY nspname";

pg::ConnectionInfo connectionTo(const TestServer &server, const QString &database)
{
    pg::ConnectionInfo info;
    for (const auto &[keyword, value] : server.connectionValues(database))
        info.set(keyword, value);
    return info;
}

QString scriptPath(const QString &name)
{
    return QStringLiteral(SOSIE_SOURCE_DIR "/tests/postgres/sql/") + name;
}

/// A database as it stands in a file: what was read of it, in one snapshot.
struct Dumped
{
    pg::ReadOnlyConnection leader;
    catalog::Schema schema{};
    formats::Contents contents{};
    std::vector<dumping::LargeObject> largeObjects{};
};

Result<Dumped> dump(const TestServer &server, const QString &database)
{
    TRY_ASSIGN(auto leader, pg::ReadOnlyConnection::open(connectionTo(server, database)));
    TRY(leader.begin());
    Dumped dumped{.leader = std::move(leader)};
    TRY_ASSIGN(const pg::QueryResult names, dumped.leader.query(listSchemas));
    std::vector<std::string> schemas;
    for (int row = 0; row < names.rowCount(); ++row) {
        if (catalog::isUserSchema(names.view(row, 0)))
            schemas.push_back(names.string(row, 0));
    }
    TRY_ASSIGN(dumped.schema, catalog::readSchema(dumped.leader, {.schemas = schemas}));
    dumping::DumpOptions options;
    TRY_ASSIGN(options.database, dumping::readDatabaseFacts(dumped.leader));
    TRY_ASSIGN(options.codePaths, target::readCodePaths(dumped.leader));
    TRY_ASSIGN(options.largeObjects, dumping::readLargeObjects(dumped.leader));
    dumped.largeObjects = options.largeObjects;
    TRY_ASSIGN(dumped.contents.entries, dumping::entriesOf(dumped.schema, options));
    dumped.contents.made = QDateTime::currentDateTime();
    dumped.contents.database = database.toStdString();
    dumped.contents.serverVersion = "15";
    dumped.contents.writerVersion = "15.0";
    if (dumped.leader.connection().parameterStatus("server_encoding") == "SQL_ASCII")
        dumped.contents.encoding = "SQL_ASCII";
    return dumped;
}

template <typename File>
Result<> moveRows(const TestServer &server, const QString &database, Dumped &dumped, File &file)
{
    for (const dumping::LargeObject &object : dumped.largeObjects) {
        dumping::LargeObjectReader reader(dumped.leader, object.number);
        TRY(file.addLargeObject(object.number, reader, {}));
    }
    std::map<sql::QualifiedName, copying::TableReading> readings;
    std::vector<transfer::TableToMove> tables;
    std::vector<std::unique_ptr<TableProgress>> progress;
    for (const catalog::Object *table : dumped.schema.tablesWithRows()) {
        const sql::QualifiedName name = catalog::nameOf(*table);
        readings[name]
            = {.selection = catalog::copySelection(*table, pg::CopyFormat::Text), .table = table->as<catalog::Table>()};
        progress.push_back(std::make_unique<TableProgress>());
        tables.push_back({name, progress.back().get()});
    }
    TRY_ASSIGN(const std::string snapshot, dumped.leader.exportSnapshot());
    const pg::ConnectionInfo info = connectionTo(server, database);
    copying::LiveDatabase origin({.connection = info, .name = snapshot, .serverMajor = 15}, std::move(readings));
    TRY(transfer::Transfer(origin, file, {}).run(tables, {}));
    return {};
}

/// What stands in the source's options and settings and never in a file.
QStringList withoutSecrets(const QStringList &lines)
{
    static const QRegularExpression secret(u"secret|^CREATE SUBSCRIPTION "_s);
    QStringList kept;
    for (const QString &line : lines) {
        if (!line.contains(secret))
            kept += line;
    }
    return kept;
}

/// Without servers, whose options come in the order of their names (schemaDump() has them), and without what no
/// statement can make: nobody can be granted what default privileges granted on the multirange of a range.
QStringList comparable(const QStringList &lines)
{
    QStringList kept;
    for (QString line : withoutSecrets(lines)) {
        if (line.startsWith(u"server "_s))
            continue;
        if (line.contains(u"\"typtype\": \"m\""_s))
            line.remove(QRegularExpression(u"\"[^\"]*\"=U/[^,]*,"_s));
        kept += line;
    }
    kept.sort();
    return kept;
}

} // namespace

/// What the engine writes down of a database, restored by PostgreSQL's own programs, is that database again.
class TestDumping final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void theScriptMakesTheSameDatabase_data();
    void theScriptMakesTheSameDatabase();
    void pgRestoreMakesTheSameDatabase_data();
    void pgRestoreMakesTheSameDatabase();

private:
    void makeDatabase(const TestServer &server, const QString &name) const;
    void restore(const TestServer &server, const QString &database, const QStringList &options) const;
    void compare(const TestServer &server, const QString &database, const QString &copy, const Dumped &dumped) const;
    void addDatabases();

    [[nodiscard]] Result<QByteArray> run(const TestServer &server, const QString &database, const QString &sql) const;

    std::unique_ptr<TestServer> m_server;
    std::unique_ptr<TestServer> m_supabase;
    QTemporaryDir m_folder;
};

void TestDumping::initTestCase()
{
    QVERIFY_ASSIGN(m_server, TestServer::start({.settings = {u"max_locks_per_transaction = 2048"_s}}));
    QVERIFY_ASSIGN(m_supabase, TestServer::start({.settings = {u"max_locks_per_transaction = 2048"_s}}));
    m_supabase->psqlFile(u"postgres"_s, scriptPath(u"supabase_roles.sql"_s));
    for (const QString &name : {u"everything"_s, u"uncarried"_s, u"hostile"_s}) {
        m_server->createDatabase(name);
        m_server->psqlFile(name, scriptPath(name + u".sql"_s));
    }
    QFile platform(scriptPath(u"supabase_platform.sql"_s));
    QVERIFY(platform.open(QIODevice::ReadOnly));
    std::ignore = run(*m_supabase, u"postgres"_s, QString::fromUtf8(platform.readAll()));
    m_supabase->psqlFile(u"postgres"_s, scriptPath(u"supabase_project.sql"_s),
                         {u"project=00000000-0000-0000-0000-000000000002"_s, u"generous=true"_s});
}

/// As a superuser: in a Supabase project `postgres` is none.
Result<QByteArray> TestDumping::run(const TestServer &server, const QString &database, const QString &sql) const
{
    return server.tryPsql(database,
                          (&server == m_supabase.get() ? u"\\connect - supabase_admin\n"_s : QString()) + sql);
}

void TestDumping::addDatabases()
{
    QTest::addColumn<QString>("database");
    QTest::newRow("every kind of object") << u"everything"_s;
    QTest::newRow("what a clone leaves behind") << u"uncarried"_s;
    QTest::newRow("hostile names and values") << u"hostile"_s;
    QTest::newRow("a Supabase project") << u"postgres"_s;
}

void TestDumping::theScriptMakesTheSameDatabase_data()
{
    addDatabases();
}

void TestDumping::theScriptMakesTheSameDatabase()
{
    QFETCH(QString, database);
    const TestServer &server = database == u"postgres" ? *m_supabase : *m_server;
    const QString copy = database + u" by script"_s;
    QVERIFY_ASSIGN(Dumped dumped, dump(server, database));
    const QString path = m_folder.path() + u'/' + database + u".sql"_s;
    QVERIFY_ASSIGN(auto output, PartialFile::create(path));
    QVERIFY_ASSIGN(const auto file, formats::ScriptFile::create(std::move(output), dumped.contents));
    QVERIFY_RESULT(moveRows(server, database, dumped, *file));
    makeDatabase(server, copy);
    const auto restored = run(server, copy, u"BEGIN;\n\\i "_s + path + u"\nCOMMIT;\n"_s);
    QVERIFY2(restored, restored ? "" : tests::toText(restored.error()).right(2000).constData());
    compare(server, database, copy, dumped);
}

void TestDumping::pgRestoreMakesTheSameDatabase_data()
{
    addDatabases();
}

void TestDumping::pgRestoreMakesTheSameDatabase()
{
    QFETCH(QString, database);
    const TestServer &server = database == u"postgres" ? *m_supabase : *m_server;
    QVERIFY_ASSIGN(Dumped dumped, dump(server, database));
    const QString path = m_folder.path() + u'/' + database + u".dump"_s;
    QVERIFY_ASSIGN(auto output, PartialFile::create(path));
    PartialFile *patched = output.get();
    QVERIFY_ASSIGN(const auto file, formats::ArchiveFile::create(
                                        std::move(output),
                                        [patched](qint64 offset, std::span<const std::byte> bytes) {
                                            return patched->writeAt(offset, bytes);
                                        },
                                        dumped.contents));
    QVERIFY_RESULT(moveRows(server, database, dumped, *file));
    const QList<QStringList> ways{{u"-1"_s}, {u"-j3"_s}};
    for (const QStringList &options : ways) {
        const QString copy = database + u" by pg_restore "_s + options.join(u' ');
        makeDatabase(server, copy);
        restore(server, copy, options + QStringList{path});
        compare(server, database, copy, dumped);
        if (QTest::currentTestFailed())
            return;
        // And over what is there, as with an archive of pg_dump.
        restore(server, copy, options + QStringList{u"--clean"_s, u"--if-exists"_s, path});
        // What default privileges give to the members of an extension that is made again is the extension's.
        if (database != u"everything")
            compare(server, database, copy, dumped);
    }
}

void TestDumping::makeDatabase(const TestServer &server, const QString &name) const
{
    QVERIFY_RESULT(
        run(server, u"template1"_s, u"CREATE DATABASE \"%1\" TEMPLATE template0 OWNER postgres"_s.arg(name)));
}

/// pg_restore says nothing and ends with 0.
void TestDumping::restore(const TestServer &server, const QString &database, const QStringList &options) const
{
    QString target = server.connectionInfo(database);
    if (&server == m_supabase.get())
        target += u" user=supabase_admin"_s;
    QProcess program;
    program.start(u"pg_restore"_s, QStringList{u"-d"_s, target} + options);
    QVERIFY(program.waitForFinished(120'000));
    const QByteArray said = program.readAllStandardError();
    QVERIFY2(program.exitCode() == 0 && said.isEmpty(), said.right(3000).constData());
}

/// What is the same as in a database that pg_dump and pg_restore made of the source, or as in the source.
void TestDumping::compare(const TestServer &server, const QString &database, const QString &copy,
                          const Dumped &dumped) const
{
    for (const formats::Entry &entry : dumped.contents.entries) {
        if (entry.kind == "DATABASE PROPERTIES")
            QVERIFY_RESULT(run(server, copy, QString::fromStdString(entry.creation)));
    }
    const QStringList before = withoutSecrets(server.schemaDump(database));
    const QStringList after = withoutSecrets(server.schemaDump(copy));
    QVERIFY2(before == after, tests::differenceOf(before, after).constData());
    const QStringList expected = comparable(tests::linesOf(server, database));
    const QStringList found = comparable(tests::linesOf(server, copy));
    QVERIFY2(found == expected, tests::differenceOf(expected, found).constData());
}

QTEST_GUILESS_MAIN(TestDumping)
#include "tst_dumping.moc"
