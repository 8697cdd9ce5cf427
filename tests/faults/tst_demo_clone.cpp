// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/sandbox/demo_script.h"
#include "tests/faults/cli_home.h"
#include "tests/support/result_check.h"

#include <QDir>
#include <QRegularExpression>
#include <QTemporaryFile>
#include <QTest>

#include <set>

using namespace Qt::StringLiterals;
using tests::CliHome;
using tests::CliRun;
using tests::DatabaseState;
using tests::TestServer;

namespace {

/// Sets of bytes to look for, found once in the source by means that know nothing of Sosie.
using Values = std::set<QByteArray>;

Values matches(const QByteArray &text, const QString &pattern)
{
    Values found;
    const QRegularExpression expression(pattern, QRegularExpression::UseUnicodePropertiesOption);
    auto iterator = expression.globalMatch(QString::fromUtf8(text));
    while (iterator.hasNext())
        found.insert(iterator.next().captured().toUtf8());
    return found;
}

Values lines(const QByteArray &text)
{
    Values found;
    for (const QByteArray &line : text.split('\n')) {
        if (!line.trimmed().isEmpty())
            found.insert(line.trimmed());
    }
    return found;
}

QByteArray asText(const Values &values)
{
    QByteArray text;
    for (const QByteArray &value : values)
        text += value + ' ';
    return text.left(600);
}

/// Those of `values` that occur in a file or folder, as grep -F finds them; whole words only where `words`.
Values grep(const Values &values, const QString &path, bool words)
{
    QTemporaryFile patterns;
    if (!patterns.open())
        return {"no temporary file"};
    for (const QByteArray &value : values)
        patterns.write(value + '\n');
    patterns.flush();
    QProcess process;
    QStringList arguments{u"-r"_s, u"-a"_s, u"-o"_s, u"-h"_s, u"-F"_s, u"-f"_s, patterns.fileName()};
    if (words)
        arguments.append(u"-w"_s);
    process.start(u"grep"_s, arguments + QStringList{path});
    if (!process.waitForFinished(120'000) || process.exitCode() > 1)
        return {"grep failed: " + process.readAllStandardError()};
    return lines(process.readAllStandardOutput());
}

} // namespace

/// The main job on the demo: the copy is a double of the source, and no person of the source is in it.
class TestDemoClone final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void aCloneAsItIsEqualsItsSourceTwiceInARow();
    void anAnonymizedCloneHasTheStructureOfItsSourceAndOnlyOtherPeople();
    void theSameCloneGivesTheSameFakes();
    void noPersonOfTheSourceIsInADumpOfTheTarget();
    void noPersonOfTheSourceIsInTheTargetsFilesOrWal();
    void rollbackGivesTheOldTargetBack();
    void cleanupTestCase();

private:
    engine::Result<> fillDemo(const TestServer &server, const QString &name);
    [[nodiscard]] CliRun clone(const QString &source, const QStringList &options = {}) const;
    void collectPeople();
    void useKey(char digit);
    [[nodiscard]] Values found(const Values &values, bool words) const;

    std::unique_ptr<TestServer> m_sourceServer;
    std::unique_ptr<TestServer> m_targetServer;
    CliHome m_home;
    DatabaseState m_source;
    Values m_contacts;
    Values m_fullNames;
    Values m_names;
};

engine::Result<> TestDemoClone::fillDemo(const TestServer &server, const QString &name)
{
    using namespace engine;
    TRY_ASSIGN(const pg::ConnectionInfo maintenanceInfo,
               pg::ConnectionInfo::parse(server.connectionInfo(u"postgres"_s).toStdString()));
    TRY_ASSIGN(pg::Connection maintenance, pg::Connection::open(maintenanceInfo));
    TRY(sandbox::runDemoFile(maintenance, u"roles"_s));
    for (const sandbox::DemoScript &script : sandbox::demoScripts()) {
        if (script.name != name)
            continue;
        server.createDatabase(QString::fromStdString(script.database));
        TRY_ASSIGN(
            const pg::ConnectionInfo info,
            pg::ConnectionInfo::parse(server.connectionInfo(QString::fromStdString(script.database)).toStdString()));
        TRY_ASSIGN(pg::Connection connection, pg::Connection::open(info));
        for (const QString &file : script.files)
            TRY(sandbox::runDemoFile(connection, file));
    }
    return {};
}

void TestDemoClone::initTestCase()
{
    auto source = TestServer::start();
    QVERIFY_RESULT(source);
    m_sourceServer = std::move(*source);
    auto target = TestServer::start();
    QVERIFY_RESULT(target);
    m_targetServer = std::move(*target);
    QVERIFY_RESULT(fillDemo(*m_sourceServer, u"demo-prod"_s));
    QVERIFY_RESULT(fillDemo(*m_targetServer, u"demo-test"_s));
    m_sourceServer->psql(u"demo_prod"_s, u"ANALYZE"_s);

    const QString address = m_sourceServer->connectionInfo(u"demo_prod"_s);
    m_home.addEnvironment(u"prod"_s, u"production"_s, address);
    m_home.addEnvironment(u"essai"_s, u"test"_s, m_targetServer->connectionInfo(u"demo_test"_s), {u"--allow-raw"_s});
    useKey('a');
    m_source = tests::stateOf(*m_sourceServer, u"demo_prod"_s);
    collectPeople();
}

void TestDemoClone::collectPeople()
{
    const QByteArray dump = m_sourceServer->pgDump(u"demo_prod"_s, {u"--data-only"_s});
    m_contacts = matches(dump, u"[\\w.+-]+@[\\w-]+(\\.[\\w-]+)+"_s);
    m_contacts.merge(matches(dump, u"\\b0[567][0-9]{8}\\b"_s));
    m_contacts.merge(matches(dump, u"\\+213[ ]?[567][0-9 ]{8,12}[0-9]"_s));
    // What is in the older environments anyway (the address of the help desk) is nobody's.
    for (const QByteArray &value :
         matches(m_targetServer->pgDump(u"demo_test"_s, {u"--data-only"_s}), u"[\\w.+-]+@[\\w-]+(\\.[\\w-]+)+"_s))
        m_contacts.erase(value);
    m_fullNames = lines(m_sourceServer->psql(
        u"demo_prod"_s,
        u"SELECT full_name FROM users UNION SELECT name_arabic FROM users UNION SELECT full_name FROM guests"
        " UNION SELECT payer_name FROM finance.transactions UNION SELECT customer_name FROM finance.invoices"
        " UNION SELECT beneficiary FROM finance.payouts UNION SELECT author_name FROM reviews"_s));
    m_names = lines(
        m_sourceServer->psql(u"demo_prod"_s, u"SELECT first_name FROM users UNION SELECT last_name FROM users"_s));
    QVERIFY(m_contacts.size() > 1000);
    QVERIFY(m_fullNames.size() > 100);
    QVERIFY(m_names.size() > 20);
}

void TestDemoClone::useKey(char digit)
{
    QFile key(m_home.path() + u"/key"_s);
    QVERIFY(key.open(QIODevice::WriteOnly) && key.write(QByteArray(64, digit)) == 64);
    key.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    m_home.setVariable(u"SOSIE_KEY_FILE"_s, key.fileName());
}

CliRun TestDemoClone::clone(const QString &source, const QStringList &options) const
{
    return m_home.run(QStringList{u"clone"_s, u"--source"_s, source, u"--target"_s, u"essai"_s, u"--confirm"_s,
                                  u"essai"_s, u"--json"_s, u"--no-input"_s}
                      + options);
}

void TestDemoClone::aCloneAsItIsEqualsItsSourceTwiceInARow()
{
    for (int time = 1; time <= 2; ++time) {
        const CliRun run = clone(u"prod"_s, {u"--raw"_s, u"--reason"_s, u"test of the whole"_s});
        QVERIFY2(run.exitCode == 0, run.said().constData());
        const DatabaseState copy = tests::stateOf(*m_targetServer, u"demo_test"_s);
        QVERIFY2(copy == m_source, tests::differenceOf(m_source, copy).constData());
        const QJsonObject report = run.report();
        QCOMPARE(report.value(u"outcome"_s).toString(), u"succeeded"_s);
        QCOMPARE(report.value(u"targetState"_s).toString(), u"replaced"_s);
        QVERIFY(report.value(u"verified"_s).toBool());
    }
    // What was read is as it was.
    QVERIFY(tests::stateOf(*m_sourceServer, u"demo_prod"_s) == m_source);
    // The real data leave the target's files before anybody looks for them there.
    QCOMPARE(
        m_home.run({u"rollback"_s, u"--target"_s, u"essai"_s, u"--confirm"_s, u"essai"_s, u"--no-input"_s}).exitCode,
        0);
    m_targetServer.reset();
    auto target = TestServer::start();
    QVERIFY_RESULT(target);
    m_targetServer = std::move(*target);
    QVERIFY_RESULT(fillDemo(*m_targetServer, u"demo-test"_s));
    QCOMPARE(m_home.run({u"env"_s, u"remove"_s, u"essai"_s, u"--no-input"_s}).exitCode, 0);
    m_home.addEnvironment(u"essai"_s, u"test"_s, m_targetServer->connectionInfo(u"demo_test"_s));
}

void TestDemoClone::anAnonymizedCloneHasTheStructureOfItsSourceAndOnlyOtherPeople()
{
    const CliRun run = clone(u"prod"_s);
    QVERIFY2(run.exitCode == 0, run.said().constData());
    const DatabaseState copy = tests::stateOf(*m_targetServer, u"demo_test"_s);
    QVERIFY2(copy.schema == m_source.schema, tests::differenceOf(m_source, copy).constData());
    const auto count = [](const TestServer &server, const QString &database, const QString &sql) {
        return server.psql(database, sql);
    };
    const QString facts = u"SELECT (SELECT count(*) FROM users), (SELECT count(DISTINCT email) FROM users),"
                          " (SELECT count(DISTINCT phone) FROM guests), (SELECT sum(total_amount) FROM reservations),"
                          " (SELECT count(*) FROM reservations r JOIN guests g ON g.id = r.guest_id AND"
                          " lower(g.email) = lower(r.guest_email)),"
                          " (SELECT count(*) FROM finance.transactions), (SELECT sum(length(phone)) FROM guests)"_s;
    QCOMPARE(count(*m_targetServer, u"demo_test"_s, facts), count(*m_sourceServer, u"demo_prod"_s, facts));
    QCOMPARE(count(*m_targetServer, u"demo_test"_s, u"SELECT count(*) FROM guests WHERE phone !~ '^05[0-9]{8}$'"_s),
             QByteArray("0"));
    QVERIFY(run.report().value(u"anonymized"_s).toBool());
}

void TestDemoClone::theSameCloneGivesTheSameFakes()
{
    const DatabaseState first = tests::stateOf(*m_targetServer, u"demo_test"_s);
    const CliRun run = clone(u"prod"_s);
    QVERIFY2(run.exitCode == 0, run.said().constData());
    const DatabaseState second = tests::stateOf(*m_targetServer, u"demo_test"_s);
    QVERIFY2(first == second, tests::differenceOf(first, second).constData());
}

Values TestDemoClone::found(const Values &values, bool words) const
{
    QTemporaryFile dump;
    if (!dump.open())
        return {"no temporary file"};
    dump.write(m_targetServer->pgDump(u"demo_test"_s, {u"--data-only"_s, u"--exclude-schema=sosie_*"_s}));
    dump.flush();
    return grep(values, dump.fileName(), words);
}

void TestDemoClone::noPersonOfTheSourceIsInADumpOfTheTarget()
{
    QCOMPARE(asText(found(m_fullNames, false)), QByteArray());
    QCOMPARE(asText(found(m_names, true)), QByteArray());

    // Numbers in use become numbers that no operator has given out: not even by chance is one of them somebody's.
    QCOMPARE(asText(found(m_contacts, false)), QByteArray());
}

void TestDemoClone::noPersonOfTheSourceIsInTheTargetsFilesOrWal()
{
    m_targetServer->psql(u"demo_test"_s, u"CHECKPOINT"_s);
    const QString files = m_targetServer->cluster().dataFolder();
    QCOMPARE(asText(grep(m_contacts, files, false)), QByteArray());
    QCOMPARE(asText(grep(m_fullNames, files, false)), QByteArray());
    // The same search finds them where they are: it is not blind.
    QVERIFY(!grep(m_contacts, m_sourceServer->cluster().dataFolder() + u"/base"_s, false).empty());
}

void TestDemoClone::rollbackGivesTheOldTargetBack()
{
    QCOMPARE(
        m_home.run({u"rollback"_s, u"--target"_s, u"essai"_s, u"--confirm"_s, u"essai"_s, u"--no-input"_s}).exitCode,
        0);
    // Two clones in a row: the restore point of the second holds the first.
    const DatabaseState back = tests::stateOf(*m_targetServer, u"demo_test"_s);
    QVERIFY2(back.schema == m_source.schema, tests::differenceOf(m_source, back).constData());
}

void TestDemoClone::cleanupTestCase()
{
    m_sourceServer.reset();
    m_targetServer.reset();
}

QTEST_GUILESS_MAIN(TestDemoClone)
#include "tst_demo_clone.moc"
