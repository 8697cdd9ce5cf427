// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/catalog/comparison/schema_diff.h"
#include "engine/catalog/comparison/settled_texts.h"
#include "engine/catalog/reading/schema_reader.h"
#include "engine/migration/migration.h"
#include "tests/support/pg_connections.h"
#include "tests/support/result_check.h"
#include "tests/support/test_server.h"

#include <QDir>
#include <QFile>
#include <QMap>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace engine;
using tests::TestServer;

namespace {

/// What is there, what it is to become, and a query that must say the same all along.
struct PairOfSchemas
{
    QString name{};
    QString before{};
    QString after{};
    QString rows{};
    bool isOneWay = false;
    /// "p17": where both live, each in its database.
    QString schema{};
    /// What was seen of it.
    QStringList failures{};
};

/// What psql says to a query, or why it said nothing.
QString answerOf(pg::Connection &connection, const PairOfSchemas &pair)
{
    if (pair.rows.isEmpty())
        return {};
    const std::string path = "SET search_path = " + pair.schema.toStdString() + ", public";
    const Result<> set = connection.execute(path);
    const Result<pg::QueryResult> result = connection.query(pair.rows.toStdString());
    if (!set || !result)
        return QString::fromUtf8(tests::toText(set ? result.error() : set.error()));
    QStringList lines;
    for (int row = 0; row < result->rowCount(); ++row) {
        QStringList fields;
        for (int column = 0; column < result->columnCount(); ++column)
            fields << text(result->string(row, column));
        lines << fields.join(u'|');
    }
    return lines.join(u'\n');
}

catalog::Schema partOf(const catalog::Schema &all, const QString &schema)
{
    const std::string name = schema.toStdString();
    catalog::Schema part;
    part.serverVersion = all.serverVersion;
    part.databaseName = all.databaseName;
    for (const catalog::Object &object : all.objects) {
        const bool isItself = object.key.kind == catalog::ObjectKind::Schema && object.key.name == name;
        if (object.key.schema == name || isItself)
            part.objects.push_back(object);
    }
    return part;
}

QStringList differingLines(QStringList one, QStringList other)
{
    one.sort();
    other.sort();
    QStringList only;
    std::set_difference(one.cbegin(), one.cend(), other.cbegin(), other.cend(), std::back_inserter(only));
    QStringList lines;
    for (const QString &line : only)
        lines << u"  - "_s + line;
    only.clear();
    std::set_difference(other.cbegin(), other.cend(), one.cbegin(), one.cend(), std::back_inserter(only));
    for (const QString &line : only)
        lines << u"  + "_s + line;
    return lines.mid(0, 24);
}

} // namespace

/// A corpus of pairs of schemas: the script makes the one of the other, as pg_dump sees it, and back; rows stay.
class TestMigration final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void thereAndBack_data();
    void thereAndBack();

private:
    void readPairs();
    void make(const QString &database, bool isAfter);
    [[nodiscard]] Result<catalog::Schema> read(const QString &database) const;
    [[nodiscard]] QMap<QString, QStringList> dumped(const QString &database) const;
    void runAll(const catalog::Schema &target, const catalog::Schema &source, const QString &word);
    void run(pg::Connection &connection, PairOfSchemas &pair, const migration::Migration &script, const QString &word);
    void compare(const catalog::Schema &now, const catalog::Schema &wanted, const QMap<QString, QStringList> &dumpNow,
                 const QMap<QString, QStringList> &dumpWanted, const QString &word);
    void check(const QStringList &answers, const QString &word);

    std::unique_ptr<TestServer> m_server;
    QList<PairOfSchemas> m_pairs;
};

void TestMigration::readPairs()
{
    const QDir folder(QStringLiteral(SOSIE_SOURCE_DIR "/tests/postgres/migrations"));
    for (const QString &name : folder.entryList({u"*.sql"_s}, QDir::Files, QDir::Name)) {
        QFile file(folder.filePath(name));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QString *part = nullptr;
        for (const QString &line : QString::fromUtf8(file.readAll()).split(u'\n')) {
            if (!line.startsWith("--- "_L1)) {
                if (part != nullptr)
                    *part += line + u'\n';
                continue;
            }
            const QString word = line.mid(4);
            if (word == "after"_L1) {
                part = &m_pairs.last().after;
            } else if (word == "rows"_L1 || word == "one way"_L1) {
                m_pairs.last().isOneWay = word == "one way"_L1;
                part = &m_pairs.last().rows;
            } else {
                m_pairs.append({.name = word});
                m_pairs.last().schema = u"p%1"_s.arg(m_pairs.size());
                part = &m_pairs.last().before;
            }
        }
    }
    for (PairOfSchemas &pair : m_pairs)
        pair.rows = pair.rows.trimmed();
}

void TestMigration::make(const QString &database, bool isAfter)
{
    QVERIFY_ASSIGN(auto connection, tests::connectTo(*m_server, database));
    QVERIFY_RESULT(connection.execute("SET client_min_messages = warning"));
    for (PairOfSchemas &pair : m_pairs) {
        const QString sql = u"CREATE SCHEMA %1; SET search_path = %1, public; "_s.arg(pair.schema)
                            + (isAfter ? pair.after : pair.before);
        const Result<> made = connection.execute(sql.toStdString());
        if (!made)
            pair.failures << u"the pair itself: "_s + QString::fromUtf8(tests::toText(made.error()));
    }
}

Result<catalog::Schema> TestMigration::read(const QString &database) const
{
    TRY_ASSIGN(auto connection, tests::beginReading(*m_server, database));
    return catalog::readSchema(connection);
}

/// What pg_dump says, by schema and in no order: what must come before what is for the servers to judge.
QMap<QString, QStringList> TestMigration::dumped(const QString &database) const
{
    QMap<QString, QStringList> parts;
    QString schema;
    QString block;
    const auto end = [&] {
        // Grants stand in the order in which they were made.
        QStringList lines = block.trimmed().split(u'\n');
        if (block.contains("GRANT "_L1) && !block.contains("CREATE "_L1))
            lines.sort();
        if (!schema.isEmpty() && !block.trimmed().isEmpty())
            parts[schema] << lines.join(u'\n');
        block.clear();
    };
    for (const QString &line : QString::fromUtf8(m_server->pgDump(database, {u"--schema-only"_s})).split(u'\n')) {
        if (line.startsWith("-- Name: "_L1)) {
            end();
            const QString name = line.section(u"; Schema: "_s, 1).section(u"; Owner:"_s, 0, 0);
            schema = name == "-"_L1 ? line.mid(9).section(u';', 0, 0).section(u' ', -1) : name;
        }
        if (!line.startsWith("--"_L1) && !line.startsWith("SET default_t"_L1) && !line.startsWith("\\"_L1))
            block += line + u'\n';
    }
    end();
    return parts;
}

void TestMigration::run(pg::Connection &connection, PairOfSchemas &pair, const migration::Migration &script,
                        const QString &word)
{
    Result<> done = connection.execute("SET search_path = ''; SET check_function_bodies = off; SET row_security = off");
    for (const bool isOutside : {true, false}) {
        if (!isOutside && done)
            done = connection.execute("BEGIN");
        for (const migration::Statement &statement : script.statements) {
            if (statement.isOutside != isOutside || !done)
                continue;
            done = connection.execute(statement.sql);
            if (!done)
                pair.failures << word + u": "_s + text(statement.sql) + u"\n  "_s
                                     + QString::fromUtf8(tests::toText(done.error()));
        }
    }
    const Result<> ended = connection.execute(done ? "COMMIT" : "ROLLBACK");
    if (done && !ended)
        pair.failures << word + u": COMMIT: "_s + QString::fromUtf8(tests::toText(ended.error()));
    if (pair.failures.isEmpty() || !qEnvironmentVariableIsSet("SOSIE_SHOW_SCRIPTS"))
        return;
    for (const migration::Statement &statement : script.statements)
        pair.failures << u"    "_s + text(statement.sql);
}

void TestMigration::runAll(const catalog::Schema &target, const catalog::Schema &source, const QString &word)
{
    QVERIFY_ASSIGN(auto connection, tests::connectTo(*m_server, u"before"_s));
    QVERIFY_RESULT(connection.execute("SET client_min_messages = warning"));
    for (PairOfSchemas &pair : m_pairs) {
        if (!pair.failures.isEmpty() || (pair.isOneWay && word == "back"_L1))
            continue;
        const auto script = migration::migrationScript(
            partOf(target, pair.schema), partOf(source, pair.schema),
            {.ddl = {.sessionRole = "postgres", .serverMajor = connection.serverMajor()}, .mayLoseData = true});
        if (!script)
            pair.failures << word + u": no script: "_s + QString::fromUtf8(tests::toText(script.error()));
        else
            run(connection, pair, *script, word);
    }
}

void TestMigration::compare(const catalog::Schema &now, const catalog::Schema &wanted,
                            const QMap<QString, QStringList> &dumpNow, const QMap<QString, QStringList> &dumpWanted,
                            const QString &word)
{
    for (PairOfSchemas &pair : m_pairs) {
        if (pair.isOneWay && word == "back"_L1)
            continue;
        const auto changes
            = catalog::difference(partOf(now, pair.schema), partOf(wanted, pair.schema), {.sequenceValues = false});
        for (const catalog::Change &change : changes) {
            pair.failures << word + u": still: "_s + change.description().text();
            for (const catalog::PropertyChange &property : change.properties)
                pair.failures << u"    "_s + text(property.from) + u" -> "_s + text(property.to);
        }
        if (dumpWanted[pair.schema].isEmpty())
            pair.failures << word + u": pg_dump says nothing"_s;
        const QStringList lines = differingLines(dumpNow[pair.schema], dumpWanted[pair.schema]);
        if (!lines.isEmpty())
            pair.failures << word + u": pg_dump:\n"_s + lines.join(u'\n');
    }
}

void TestMigration::check(const QStringList &answers, const QString &word)
{
    QVERIFY_ASSIGN(auto connection, tests::connectTo(*m_server, u"before"_s));
    for (qsizetype i = 0; i < m_pairs.size(); ++i) {
        if (m_pairs[i].isOneWay && word == "back"_L1)
            continue;
        const QString now = answerOf(connection, m_pairs[i]);
        const bool isAnswer = !now.contains("sqlstate="_L1);
        // A query about what only comes with the script says nothing before it.
        const bool isNew = answers[i].contains("sqlstate="_L1) && word == "there"_L1;
        if ((now != answers[i] && !isNew) || (!isAnswer && word == "there"_L1))
            m_pairs[i].failures << word + u": rows: "_s + answers[i] + u" became "_s + now;
    }
}

void TestMigration::initTestCase()
{
    QVERIFY_ASSIGN(m_server,
                   TestServer::start({.settings = {u"max_locks_per_transaction = 1024"_s, u"fsync = off"_s}}));
    readPairs();
    m_server->createDatabase(u"before"_s);
    m_server->createDatabase(u"after"_s);
    m_server->psql(u"before"_s, u"CREATE ROLE anon; CREATE ROLE authenticated; CREATE ROLE alice; CREATE ROLE bob;"_s);
    make(u"before"_s, false);
    make(u"after"_s, true);
    QStringList answers;
    QVERIFY_ASSIGN(auto connection, tests::connectTo(*m_server, u"before"_s));
    for (const PairOfSchemas &pair : std::as_const(m_pairs))
        answers << answerOf(connection, pair);
    QVERIFY_ASSIGN(const catalog::Schema before, read(u"before"_s));
    QVERIFY_ASSIGN(const catalog::Schema after, read(u"after"_s));
    const auto dumpBefore = dumped(u"before"_s);

    runAll(before, after, u"there"_s);
    QVERIFY_ASSIGN(const catalog::Schema there, read(u"before"_s));
    compare(there, after, dumped(u"before"_s), dumped(u"after"_s), u"there"_s);
    check(answers, u"there"_s);

    runAll(there, before, u"back"_s);
    QVERIFY_ASSIGN(const catalog::Schema back, read(u"before"_s));
    compare(back, before, dumped(u"before"_s), dumpBefore, u"back"_s);
    check(answers, u"back"_s);
}

void TestMigration::thereAndBack_data()
{
    QTest::addColumn<int>("number");
    for (qsizetype i = 0; i < m_pairs.size(); ++i)
        QTest::newRow(qPrintable(m_pairs[i].name)) << int(i);
}

void TestMigration::thereAndBack()
{
    QFETCH(int, number);
    const QStringList &failures = m_pairs[number].failures;
    QVERIFY2(failures.isEmpty(), qPrintable(failures.join(u'\n')));
}

QTEST_GUILESS_MAIN(TestMigration)
#include "tst_migration.moc"
