// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/catalog/comparison/schema_diff.h"
#include "engine/catalog/comparison/settled_texts.h"
#include "engine/catalog/reading/schema_reader.h"
#include "engine/migration/choice/chosen_changes.h"
#include "engine/migration/migration.h"
#include "tests/postgres/random_walk.h"
#include "tests/support/pg_connections.h"
#include "tests/support/result_check.h"
#include "tests/support/test_server.h"

#include <QDir>
#include <QFile>
#include <QMap>
#include <QTest>

#include <algorithm>
#include <optional>
#include <random>
#include <set>

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
    /// Columns come back in another order.
    bool isWalk = false;
    bool isReordered = false;
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

/// Of each statement the lines in no order.
void forgetOrder(QStringList &blocks)
{
    for (QString &block : blocks) {
        QStringList lines = block.split(u'\n');
        for (QString &line : lines)
            line.remove(u',');
        lines.sort();
        block = lines.join(u'\n');
    }
}

QStringList differingLines(QStringList one, QStringList other, bool anyOrder)
{
    if (anyOrder) {
        forgetOrder(one);
        forgetOrder(other);
    }
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

QList<PairOfSchemas> pairsIn(const QString &place)
{
    QList<PairOfSchemas> pairs;
    const QDir folder(QStringLiteral(SOSIE_SOURCE_DIR "/tests/postgres/") + place);
    for (const QString &name : folder.entryList({u"*.sql"_s}, QDir::Files, QDir::Name)) {
        QFile file(folder.filePath(name));
        if (!file.open(QIODevice::ReadOnly))
            return {};
        QString *part = nullptr;
        for (const QString &line : QString::fromUtf8(file.readAll()).split(u'\n')) {
            if (!line.startsWith("--- "_L1)) {
                if (part != nullptr)
                    *part += line + u'\n';
                continue;
            }
            const QString word = line.mid(4);
            if (word == "after"_L1) {
                part = &pairs.last().after;
            } else if (word == "reordered"_L1) {
                pairs.last().isReordered = true;
            } else if (word == "rows"_L1 || word == "one way"_L1) {
                pairs.last().isOneWay = word == "one way"_L1;
                part = &pairs.last().rows;
            } else {
                pairs.append({.name = word});
                pairs.last().schema = u"p%1"_s.arg(pairs.size());
                part = &pairs.last().before;
            }
        }
    }
    for (PairOfSchemas &pair : pairs)
        pair.rows = pair.rows.trimmed();
    return pairs;
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
    void halfOfTheTicksComesAndGoes_data();
    void halfOfTheTicksComesAndGoes();
    void databasesGoThereAndBack_data();
    void databasesGoThereAndBack();

private:
    void addWalks();
    void make(const QString &database, bool isAfter);
    [[nodiscard]] Result<catalog::Schema> read(const QString &database) const;
    [[nodiscard]] QMap<QString, QStringList> dumped(const QString &database) const;
    void runAll(const catalog::Schema &target, const catalog::Schema &source, const QString &word);
    void run(pg::Connection &connection, PairOfSchemas &pair, const migration::Migration &script, const QString &word);
    void compare(const catalog::Schema &now, const catalog::Schema &wanted, const QMap<QString, QStringList> &dumpNow,
                 const QMap<QString, QStringList> &dumpWanted, const QString &word);
    void check(const QStringList &answers, const QString &word);
    void chooseHalf(const catalog::Schema &source);

    std::unique_ptr<TestServer> m_server;
    /// By pair, of the half that was ticked.
    QMap<qsizetype, QStringList> m_halves;
    QList<PairOfSchemas> m_pairs;
};

/// Random schemas, and what random steps make of them. SOSIE_WALKS: how many, SOSIE_SEED: from which on.
void TestMigration::addWalks()
{
    bool isGiven = false;
    const int asked = qEnvironmentVariableIntValue("SOSIE_WALKS", &isGiven);
    const int count = isGiven ? asked : 12;
    const int first = qEnvironmentVariableIntValue("SOSIE_SEED");
    for (int seed = first; seed < first + count; ++seed) {
        tests::RandomWalk walk(static_cast<unsigned>(seed));
        PairOfSchemas pair{.name = u"random walk %1"_s.arg(seed), .isWalk = true};
        pair.before = walk.steps(60);
        pair.after = pair.before + walk.steps(25);
        m_pairs.append(pair);
        m_pairs.last().schema = u"p%1"_s.arg(m_pairs.size());
    }
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
    TRY_ASSIGN(catalog::Schema schema, catalog::readSchema(connection));
    schema.databaseName = database.toStdString();
    return schema;
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
        const auto script
            = migration::migrationScript(partOf(target, pair.schema), partOf(source, pair.schema),
                                         {.ddl = {.sessionRole = "postgres", .serverMajor = connection.serverMajor()},
                                          .mayLoseData = true,
                                          .reordersColumns = pair.isReordered});
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
        const auto changes = catalog::difference(partOf(now, pair.schema), partOf(wanted, pair.schema),
                                                 {.sequenceValues = false, .columnOrder = !pair.isWalk});
        for (const catalog::Change &change : changes) {
            // Attributes come last, as columns do.
            if (pair.isWalk && change.key.kind == catalog::ObjectKind::CompositeType)
                continue;
            pair.failures << word + u": still: "_s + change.description().text();
            for (const catalog::PropertyChange &property : change.properties)
                pair.failures << u"    "_s + text(property.from) + u" -> "_s + text(property.to);
        }
        if (dumpWanted[pair.schema].isEmpty())
            pair.failures << word + u": pg_dump says nothing"_s;
        const QStringList lines = differingLines(dumpNow[pair.schema], dumpWanted[pair.schema], pair.isWalk);
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

/// Of each pair a random half of what differs: it comes with what it needs, nothing else does, and it goes again.
void TestMigration::chooseHalf(const catalog::Schema &source)
{
    m_server->createDatabase(u"half"_s);
    make(u"half"_s, false);
    const auto dumpBefore = dumped(u"half"_s);
    QVERIFY_ASSIGN(const catalog::Schema before, read(u"half"_s));
    std::mt19937 random(static_cast<unsigned>(qEnvironmentVariableIntValue("SOSIE_SEED")));
    std::vector<std::optional<migration::ChosenScript>> scripts;
    QVERIFY_ASSIGN(auto connection, tests::connectTo(*m_server, u"half"_s));
    QVERIFY_RESULT(connection.execute("SET client_min_messages = warning"));
    std::vector<std::set<catalog::ObjectKey>> left;
    for (qsizetype i = 0; i < m_pairs.size(); ++i) {
        PairOfSchemas pair{.name = m_pairs[i].name, .schema = m_pairs[i].schema};
        migration::Comparison comparison;
        comparison.targetSchema = std::make_shared<catalog::Schema>(partOf(before, pair.schema));
        comparison.sourceSchema = std::make_shared<catalog::Schema>(partOf(source, pair.schema));
        comparison.options
            = {.ddl = {.sessionRole = "postgres", .serverMajor = connection.serverMajor()}, .mayLoseData = true};
        comparison.changes = catalog::difference(*comparison.targetSchema, *comparison.sourceSchema,
                                                 {.sequenceValues = false, .columnOrder = false});
        migration::Choice choice{.mayLoseData = true};
        left.emplace_back();
        for (const catalog::Change &change : comparison.changes) {
            left.back().insert(change.key);
            if (random() % 2 == 0)
                choice.ticked.insert(change.key);
        }
        auto script = migration::chosenScript(comparison, choice);
        scripts.emplace_back();
        if (!script) {
            m_halves[i] << u"no script: "_s + QString::fromUtf8(tests::toText(script.error()));
            continue;
        }
        for (const catalog::ObjectKey &key : choice.ticked)
            left.back().erase(key);
        for (const auto &[key, cause] : script->added)
            left.back().erase(key);
        run(connection, pair, script->script, u"there"_s);
        m_halves[i] << pair.failures;
        for (const catalog::ObjectKey &key : choice.ticked) {
            if (!pair.failures.isEmpty())
                m_halves[i] << u"ticked: "_s + text(key.display());
        }
        scripts.back() = std::move(*script);
    }
    QVERIFY_ASSIGN(const catalog::Schema there, read(u"half"_s));
    for (qsizetype i = 0; i < m_pairs.size(); ++i) {
        PairOfSchemas pair{.name = m_pairs[i].name, .schema = m_pairs[i].schema};
        if (!m_halves[i].isEmpty() || !scripts[size_t(i)])
            continue;
        for (const catalog::Change &change :
             catalog::difference(partOf(there, pair.schema), partOf(source, pair.schema),
                                 {.sequenceValues = false, .columnOrder = false})) {
            if (!left[size_t(i)].contains(change.key))
                m_halves[i] << u"there: still: "_s + change.description().text();
        }
        if (m_halves[i].isEmpty() && !m_pairs[i].isOneWay)
            run(connection, pair, scripts[size_t(i)]->reverse, u"back"_s);
        m_halves[i] << pair.failures;
    }
    const auto dumpBack = dumped(u"half"_s);
    for (qsizetype i = 0; i < m_pairs.size(); ++i) {
        const QString schema = m_pairs[i].schema;
        if (!m_halves[i].isEmpty() || m_pairs[i].isOneWay || m_pairs[i].isReordered)
            continue;
        const QStringList lines = differingLines(dumpBack[schema], dumpBefore[schema], true);
        if (!lines.isEmpty())
            m_halves[i] << u"back: pg_dump:\n"_s + lines.join(u'\n');
    }
}

void TestMigration::initTestCase()
{
    QVERIFY_ASSIGN(m_server,
                   TestServer::start({.major = qEnvironmentVariableIntValue("SOSIE_SERVER"),
                                      .settings = {u"max_locks_per_transaction = 1024"_s, u"fsync = off"_s}}));
    m_pairs = pairsIn(u"migrations"_s);
    QVERIFY(m_pairs.size() > 100);
    addWalks();
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
    chooseHalf(after);
}

void TestMigration::halfOfTheTicksComesAndGoes_data()
{
    thereAndBack_data();
}

void TestMigration::halfOfTheTicksComesAndGoes()
{
    QFETCH(int, number);
    QVERIFY2(m_halves[number].isEmpty(), qPrintable(m_halves[number].join(u'\n')));
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

void TestMigration::databasesGoThereAndBack_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("after");
    for (const PairOfSchemas &pair : pairsIn(u"migrations/database"_s))
        QTest::newRow(qPrintable(pair.name)) << pair.before << pair.after;
}

/// What lives in no schema, and between schemas: by the script as a person runs it, with psql.
void TestMigration::databasesGoThereAndBack()
{
    QFETCH(QString, before);
    QFETCH(QString, after);
    const QString unsubscribe
        = u"DO $$ DECLARE s name; BEGIN FOR s IN SELECT subname FROM pg_subscription WHERE subdbid = (SELECT oid FROM "
          "pg_database WHERE datname = current_database()) LOOP EXECUTE format('DROP SUBSCRIPTION %I', s); END LOOP; END $$"_s;
    for (const QString &name : {u"one"_s, u"other"_s}) {
        m_server->psql(u"postgres"_s, u"DROP DATABASE IF EXISTS \"%1\" WITH (FORCE)"_s.arg(name));
        m_server->createDatabase(name);
    }
    m_server->psql(u"one"_s, before);
    m_server->psql(u"other"_s, after);
    const QStringList dumpBefore = m_server->schemaDump(u"one"_s);
    const QStringList dumpAfter = m_server->schemaDump(u"other"_s);
    QVERIFY_ASSIGN(const catalog::Schema source, read(u"other"_s));
    QVERIFY_ASSIGN(const catalog::Schema target, read(u"one"_s));
    const migration::MigrationOptions options{
        .compare = {.sequenceValues = false, .members = true},
        .ddl = {.sessionRole = "postgres", .serverMajor = target.serverVersion / 10'000},
        .mayLoseData = true};
    QVERIFY_ASSIGN(const auto there, migration::migrationScript(target, source, options));
    const QString script = text(migration::scriptText(there.statements, {"one\n\\! false"}));
    const Result<QByteArray> ran = m_server->tryPsql(u"one"_s, script);
    QVERIFY2(ran, qPrintable((ran ? QString() : ran.error().detail) + script));
    QCOMPARE(m_server->schemaDump(u"one"_s), dumpAfter);
    QVERIFY_ASSIGN(const catalog::Schema reached, read(u"one"_s));
    for (const catalog::Change &change : catalog::difference(reached, source, options.compare))
        QFAIL(qPrintable(change.description().text()));
    QVERIFY_ASSIGN(const auto back, migration::migrationScript(reached, target, options));
    const QString wayBack = text(migration::scriptText(back.statements, {}));
    const Result<QByteArray> returned = m_server->tryPsql(u"one"_s, wayBack);
    QVERIFY2(returned, qPrintable((returned ? QString() : returned.error().detail) + wayBack));
    QCOMPARE(m_server->schemaDump(u"one"_s), dumpBefore);
    for (const QString &name : {u"one"_s, u"other"_s}) {
        m_server->psql(name, unsubscribe);
        m_server->dropDatabase(name);
    }
}

QTEST_GUILESS_MAIN(TestMigration)
#include "tst_migration.moc"
