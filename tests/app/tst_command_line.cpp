// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/faults/cli_home.h"
#include "tests/support/result_check.h"

#include <QDir>
#include <QDirIterator>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;
using tests::CliHome;
using tests::CliRun;
using tests::TestServer;

/// How sosie-cli speaks and ends: streams, formats, languages, questions. What operations do is tested elsewhere.
class CommandLineTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void helpAndVersionGoToStandardOutput_data();
    void helpAndVersionGoToStandardOutput();
    void aWrongCommandIsUsage_data();
    void aWrongCommandIsUsage();
    void everyFileIsInTheHome();
    void environmentsLiveFromAddToRemove();
    void groupsLiveFromSetToRemove();
    void theLogFileIsPrivate();
    void errorsAreInTheLanguageAskedFor_data();
    void errorsAreInTheLanguageAskedFor();
    void progressIsWhatWasAskedFor_data();
    void progressIsWhatWasAskedFor();
    void aTerminalShowsABarAndColours_data();
    void aTerminalShowsABarAndColours();
    void theNameIsAskedForOnATerminal_data();
    void theNameIsAskedForOnATerminal();
    void aDryRunChangesNothing();
    void anAddressNeedsATypeAsTarget();
    void validateFindsTheBrokenEnvironment();

private:
    [[nodiscard]] CliRun clone(const QStringList &more) const;
    /// Runs the command on a pseudo-terminal, typing `typed`; what appeared is in CliRun::output.
    [[nodiscard]] CliRun onTerminal(const QStringList &arguments, const QByteArray &typed,
                                    const QMap<QString, QString> &variables = {}) const;

    std::unique_ptr<TestServer> m_server;
    std::unique_ptr<CliHome> m_home;
};

void CommandLineTest::initTestCase()
{
    QVERIFY_ASSIGN(m_server, TestServer::start());
    m_server->createDatabase(u"shop"_s);
    m_server->psql(u"shop"_s,
                   u"CREATE TABLE users (id int PRIMARY KEY, email text);"
                   "INSERT INTO users SELECT i, 'person' || i || '@example.org' FROM generate_series(1, 500) i"_s);
}

void CommandLineTest::init()
{
    m_home = std::make_unique<CliHome>();
    m_server->dropDatabase(u"copy"_s);
    m_server->createDatabase(u"copy"_s);
    m_server->psql(u"copy"_s, u"CREATE TABLE old (a int); INSERT INTO old VALUES (1)"_s);
}

CliRun CommandLineTest::clone(const QStringList &more) const
{
    m_home->addEnvironment(u"shop"_s, u"production"_s, m_server->connectionInfo(u"shop"_s));
    m_home->addEnvironment(u"copy"_s, u"test"_s, m_server->connectionInfo(u"copy"_s));
    return m_home->run(QStringList{u"clone"_s, u"--source"_s, u"shop"_s, u"--target"_s, u"copy"_s} + more);
}

CliRun CommandLineTest::onTerminal(const QStringList &arguments, const QByteArray &typed,
                                   const QMap<QString, QString> &variables) const
{
    QStringList words{QStringLiteral(SOSIE_CLI)};
    for (const QString &argument : arguments)
        words << u"'"_s + argument + u"'"_s;
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"SOSIE_HOME"_s, m_home->path());
    environment.insert(u"LC_ALL"_s, u"C.UTF-8"_s);
    environment.insert(u"TERM"_s, u"xterm"_s);
    environment.remove(u"NO_COLOR"_s);
    environment.remove(u"DBUS_SESSION_BUS_ADDRESS"_s);
    for (auto variable = variables.begin(); variable != variables.end(); ++variable)
        environment.insert(variable.key(), variable.value());
    process.setProcessEnvironment(environment);
    process.start(u"script"_s, {u"-q"_s, u"-e"_s, u"-c"_s, words.join(u' '), u"/dev/null"_s});
    process.write(typed);
    CliRun run;
    if (!process.waitForFinished(60'000)) {
        process.kill();
        process.waitForFinished();
        return run;
    }
    run.exitCode = process.exitCode();
    run.output = process.readAllStandardOutput();
    return run;
}

void CommandLineTest::helpAndVersionGoToStandardOutput_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("the version") << QStringList{u"--version"_s} << QByteArray("sosie ");
    QTest::newRow("the help") << QStringList{u"--help"_s} << QByteArray("rollback");
    QTest::newRow("the help of a command") << QStringList{u"clone"_s, u"--help"_s} << QByteArray("--exclude-table");
    QTest::newRow("the help of a command below a command")
        << QStringList{u"env"_s, u"add"_s, u"--help"_s} << QByteArray("--allow-raw");
    QTest::newRow("what survives a clone") << QStringList{u"clone"_s, u"--help"_s} << QByteArray("--keep-target-table");
    QTest::newRow("the help of groups") << QStringList{u"group"_s, u"set"_s, u"--help"_s} << QByteArray("PATTERN");
}

void CommandLineTest::helpAndVersionGoToStandardOutput()
{
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, expected);
    const CliRun run = m_home->run(arguments);
    QCOMPARE(run.exitCode, 0);
    QVERIFY2(run.output.contains(expected), run.output.constData());
    QCOMPARE(run.messages, QByteArray());
}

void CommandLineTest::aWrongCommandIsUsage_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("says");
    QTest::newRow("nothing at all") << QStringList{} << QByteArray("A command is missing.");
    QTest::newRow("a command that does not exist") << QStringList{u"cloen"_s} << QByteArray("\"clone\"?");
    QTest::newRow("a verb of a later version")
        << QStringList{u"schedule"_s} << QByteArray("\"schedule\" is not known.");
    QTest::newRow("an option that does not exist")
        << QStringList{u"clone"_s, u"--sorce"_s, u"x"_s} << QByteArray("\"--source\"?");
    QTest::newRow("an option of another command")
        << QStringList{u"rollback"_s, u"--rules"_s, u"x"_s} << QByteArray("\"--rules\" is not known.");
    QTest::newRow("a clone without a source") << QStringList{u"clone"_s} << QByteArray("--source and --target");
    QTest::newRow("raw without a reason")
        << QStringList{u"clone"_s, u"--source"_s, u"a"_s, u"--target"_s, u"b"_s, u"--raw"_s}
        << QByteArray("--raw needs --reason");
    QTest::newRow("a number that is none") << QStringList{u"clone"_s, u"--jobs"_s, u"many"_s}
                                           << QByteArray("--jobs is not one that it takes. Parallel streams, 1 to 64");
    QTest::newRow("a language that is not ours")
        << QStringList{u"--lang"_s, u"xx"_s, u"validate"_s}
        << QByteArray("--lang is not one that it takes. The language: fr or en.");
    QTest::newRow("no streams at all") << QStringList{u"clone"_s, u"--jobs"_s, u"0"_s}
                                       << QByteArray("--jobs is not one that it takes. Parallel streams, 1 to 64");
    QTest::newRow("a way to show progress that there is none")
        << QStringList{u"--progress"_s, u"foo"_s, u"validate"_s} << QByteArray("auto, plain, json or none");
    QTest::newRow("a language that is not spoken yet")
        << QStringList{u"--lang"_s, u"ar"_s, u"validate"_s} << QByteArray("The language: fr or en.");
    QTest::newRow("an argument too many")
        << QStringList{u"env"_s, u"list"_s, u"everything"_s} << QByteArray("Nothing takes everything here.");
    QTest::newRow("an option without its value") << QStringList{u"clone"_s, u"--source"_s, u"a"_s, u"--target"_s}
                                                 << QByteArray("--target wants another number of values. ");
    QTest::newRow("an environment that does not exist")
        << QStringList{u"env"_s, u"show"_s, u"nowhere"_s} << QByteArray("\"nowhere\"");
}

void CommandLineTest::aWrongCommandIsUsage()
{
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, says);
    const CliRun run = m_home->run(arguments);
    QCOMPARE(run.exitCode, 64);
    QCOMPARE(run.output, QByteArray());
    QVERIFY2(run.messages.contains(says), run.messages.constData());
    QVERIFY2(run.messages.contains("What to do"), run.messages.constData());

    const CliRun json = m_home->run(QStringList{u"--json"_s} + arguments);
    QCOMPARE(json.exitCode, 64);
    QCOMPARE(json.report().value("schema"_L1).toInt(), 1);
    QCOMPARE(json.report().value("outcome"_L1).toString(), u"failed"_s);
    QVERIFY(json.report().value("error"_L1).toObject().value("code"_L1).toString().startsWith("E-"_L1));
}

void CommandLineTest::everyFileIsInTheHome()
{
    const QTemporaryDir other;
    const QString home = other.filePath(u"sosie"_s);
    const CliRun run = m_home->run({u"--home"_s, home, u"env"_s, u"list"_s});
    QCOMPARE(run.exitCode, 0);
    QVERIFY(QDir(home).exists(u"state/sosie.sqlite"_s));
    QVERIFY(QDir(m_home->path()).isEmpty(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot));
}

void CommandLineTest::environmentsLiveFromAddToRemove()
{
    const auto names = [this] {
        QStringList found;
        for (const QJsonValue &value :
             m_home->run({u"env"_s, u"list"_s, u"--json"_s}).report().value("environments"_L1).toArray())
            found << value.toObject().value("name"_L1).toString();
        return found;
    };
    m_home->addEnvironment(u"copy"_s, u"test"_s, m_server->connectionInfo(u"copy"_s));
    QCOMPARE(names(), QStringList{u"copy"_s});

    const CliRun tested = m_home->run({u"env"_s, u"test"_s, u"copy"_s, u"--json"_s});
    QCOMPARE(tested.exitCode, 0);
    QVERIFY(tested.report().value("diagnosis"_L1).toObject().value("usable"_L1).toBool());

    const CliRun edited
        = m_home->run({u"env"_s, u"edit"_s, u"copy"_s, u"--rename"_s, u"copie d’essai"_s, u"--allow-raw"_s});
    QVERIFY2(edited.exitCode == 0, edited.messages.constData());
    QCOMPARE(names(), QStringList{u"copie d’essai"_s});
    const QJsonObject shown = m_home->run({u"env"_s, u"show"_s, u"copie d’essai"_s, u"--json"_s})
                                  .report()
                                  .value("environment"_L1)
                                  .toObject();
    QVERIFY(shown.value("allowRaw"_L1).toBool());
    QCOMPARE(shown.value("type"_L1).toString(), u"test"_s);

    QCOMPARE(m_home->run({u"env"_s, u"remove"_s, u"copie d’essai"_s}).exitCode, 0);
    QCOMPARE(names(), QStringList());
}

void CommandLineTest::groupsLiveFromSetToRemove()
{
    QVERIFY(m_home->run({u"group"_s, u"list"_s}).messages.contains("sosie-cli group set"));
    QCOMPARE(m_home->run({u"group"_s, u"set"_s, u"audit"_s, u"audit_*"_s, u"app.events"_s}).exitCode, 0);
    QCOMPARE(m_home->run({u"group"_s, u"set"_s, u"@lists"_s, u"l?st"_s}).exitCode, 0);
    const CliRun shown = m_home->run({u"group"_s, u"list"_s});
    QVERIFY2(shown.output.contains("@audit") && shown.output.contains("audit_*, app.events"), shown.said().constData());
    const QJsonObject report = m_home->run({u"group"_s, u"list"_s, u"--json"_s}).report();
    QCOMPARE(report.value("groups"_L1).toArray().size(), 2);
    QCOMPARE(report.value("groups"_L1)[1]["name"_L1].toString(), u"lists"_s);
    QCOMPARE(report.value("file"_L1).toString(), m_home->path() + u"/config/groups.toml"_s);

    const CliRun wrong = m_home->run({u"group"_s, u"set"_s, u"two words"_s, u"a"_s});
    QCOMPARE(wrong.exitCode, 64);
    QVERIFY2(wrong.messages.contains("E-GROUP-003"), wrong.messages.constData());
    QCOMPARE(m_home->run({u"group"_s, u"set"_s, u"audit"_s}).exitCode, 64);
    const CliRun used = clone({u"--table"_s, u"@nobody"_s, u"--dry-run"_s});
    QVERIFY2(used.said().contains("E-GROUP-001"), used.said().constData());

    QCOMPARE(m_home->run({u"group"_s, u"remove"_s, u"@audit"_s}).exitCode, 0);
    const CliRun again = m_home->run({u"group"_s, u"remove"_s, u"audit"_s});
    QCOMPARE(again.exitCode, 64);
    QVERIFY2(again.messages.contains("E-GROUP-001"), again.messages.constData());
}

void CommandLineTest::theLogFileIsPrivate()
{
    const QString path = m_home->path() + u"/run.log"_s;
    const CliRun run = clone({u"--confirm"_s, u"copy"_s, u"--log-file"_s, path});
    QVERIFY2(run.exitCode == 0, run.messages.constData());
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.permissions() & (QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup | QFile::WriteOther),
             QFile::Permissions());
    QVERIFY(!file.readAll().contains("person1@example.org"));
}

void CommandLineTest::errorsAreInTheLanguageAskedFor_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<QString>("locale");
    QTest::addColumn<QByteArray>("says");
    QTest::newRow("French by option") << QStringList{u"--lang"_s, u"fr"_s} << u"C.UTF-8"_s << QByteArray("Que faire");
    QTest::newRow("French by the system") << QStringList{} << u"fr_DZ.UTF-8"_s << QByteArray("Que faire");
    QTest::newRow("English by option") << QStringList{u"--lang=en"_s} << u"fr_FR.UTF-8"_s << QByteArray("What to do");
    QTest::newRow("English where the system speaks none of ours")
        << QStringList{} << u"C.UTF-8"_s << QByteArray("What to do");
}

void CommandLineTest::errorsAreInTheLanguageAskedFor()
{
    QFETCH(QStringList, options);
    QFETCH(QString, locale);
    QFETCH(QByteArray, says);
    m_home->setVariable(u"LC_ALL"_s, locale);
    m_home->setVariable(u"LANGUAGE"_s, {});
    const CliRun run = m_home->run(options + QStringList{u"env"_s, u"show"_s, u"nowhere"_s});
    QCOMPARE(run.exitCode, 64);
    QVERIFY2(run.messages.contains(says), run.messages.constData());
}

void CommandLineTest::progressIsWhatWasAskedFor_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<QString>("kind");
    QTest::newRow("lines in a pipe") << QStringList{} << u"lines"_s;
    QTest::newRow("lines when asked for") << QStringList{u"--progress"_s, u"plain"_s} << u"lines"_s;
    QTest::newRow("one JSON object a line") << QStringList{u"--progress"_s, u"json"_s} << u"json"_s;
    QTest::newRow("none") << QStringList{u"--progress"_s, u"none"_s} << u"none"_s;
    QTest::newRow("quiet") << QStringList{u"--quiet"_s} << u"nothing"_s;
    QTest::newRow("silent") << QStringList{u"--silent"_s} << u"nothing"_s;
}

void CommandLineTest::progressIsWhatWasAskedFor()
{
    QFETCH(QStringList, options);
    QFETCH(QString, kind);
    const CliRun run = clone(options + QStringList{u"--confirm"_s, u"copy"_s, u"--json"_s});
    QVERIFY2(run.exitCode == 0, run.messages.constData());
    QCOMPARE(run.report().value("schema"_L1).toInt(), 1);
    QVERIFY(!run.messages.contains('\r') && !run.messages.contains('\x1b'));
    if (kind == "nothing"_L1) {
        QCOMPARE(run.messages, QByteArray());
    } else if (kind == "none"_L1) {
        QVERIFY2(!run.messages.contains("public.users") && !run.messages.contains("Cloning"), run.messages.constData());
    } else if (kind == "lines"_L1) {
        QVERIFY2(run.messages.contains("public.users: 500 rows"), run.messages.constData());
        QVERIFY2(run.messages.startsWith("Cloning \"shop\" to \"copy\"\n"), run.messages.constData());
    } else {
        for (const QByteArray &line : run.messages.trimmed().split('\n'))
            QVERIFY2(QJsonDocument::fromJson(line).isObject(), line.constData());
        QVERIFY(run.messages.contains("\"event\":\"table\""));
    }
}

void CommandLineTest::aTerminalShowsABarAndColours_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<QString>("variable");
    QTest::addColumn<QString>("value");
    QTest::addColumn<bool>("colours");
    QTest::newRow("an ordinary terminal") << QStringList{} << u"TERM"_s << u"xterm"_s << true;
    QTest::newRow("--no-color") << QStringList{u"--no-color"_s} << u"TERM"_s << u"xterm"_s << false;
    QTest::newRow("NO_COLOR") << QStringList{} << u"NO_COLOR"_s << u"1"_s << false;
    QTest::newRow("a dumb terminal") << QStringList{} << u"TERM"_s << u"dumb"_s << false;
}

void CommandLineTest::aTerminalShowsABarAndColours()
{
    QFETCH(QStringList, options);
    QFETCH(QString, variable);
    QFETCH(QString, value);
    QFETCH(bool, colours);
    m_home->addEnvironment(u"shop"_s, u"production"_s, m_server->connectionInfo(u"shop"_s));
    m_home->addEnvironment(u"copy"_s, u"test"_s, m_server->connectionInfo(u"copy"_s));
    const CliRun run = onTerminal(
        QStringList{u"clone"_s, u"--source"_s, u"shop"_s, u"--target"_s, u"copy"_s, u"--confirm"_s, u"copy"_s}
            + options,
        {}, {{variable, value}});
    QVERIFY2(run.exitCode == 0, run.output.constData());
    QCOMPARE(run.output.contains("\x1b[32m"), colours);
    // A bar is redrawn in place; where that is impossible there are lines.
    QCOMPARE(run.output.contains("\r\x1b[K"), value != "dumb"_L1);
}

void CommandLineTest::theNameIsAskedForOnATerminal_data()
{
    QTest::addColumn<QByteArray>("typed");
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<int>("expected");
    QTest::newRow("the right name") << QByteArray("copy\n") << QStringList{} << 0;
    QTest::newRow("another name") << QByteArray("shop\n") << QStringList{} << 77;
    QTest::newRow("nothing") << QByteArray("\n") << QStringList{} << 77;
    QTest::newRow("nobody may be asked") << QByteArray() << QStringList{u"--no-input"_s} << 77;
}

void CommandLineTest::theNameIsAskedForOnATerminal()
{
    QFETCH(QByteArray, typed);
    QFETCH(QStringList, options);
    QFETCH(int, expected);
    m_home->addEnvironment(u"shop"_s, u"production"_s, m_server->connectionInfo(u"shop"_s));
    m_home->addEnvironment(u"copy"_s, u"test"_s, m_server->connectionInfo(u"copy"_s));
    const CliRun run
        = onTerminal(QStringList{u"clone"_s, u"--source"_s, u"shop"_s, u"--target"_s, u"copy"_s} + options, typed);
    QVERIFY2(run.exitCode == expected, run.output.constData());
    QCOMPARE(m_server->psql(u"copy"_s, u"SELECT to_regclass('public.old') IS NOT NULL"_s),
             QByteArray(expected == 0 ? "f" : "t"));
}

void CommandLineTest::aDryRunChangesNothing()
{
    const auto before = tests::stateOf(*m_server, u"copy"_s);
    const CliRun run = clone({u"--dry-run"_s, u"--json"_s});
    QVERIFY2(run.exitCode == 0, run.messages.constData());
    QVERIFY(run.report().value("dryRun"_L1).toBool());
    QVERIFY(!run.report().value("steps"_L1).toArray().isEmpty());
    const auto after = tests::stateOf(*m_server, u"copy"_s);
    QVERIFY2(before == after, tests::differenceOf(before, after).constData());
}

void CommandLineTest::anAddressNeedsATypeAsTarget()
{
    const auto uri = [this](const char *database) {
        return u"postgresql:///%1?host=%2&port=%3&user=postgres"_s.arg(
            QLatin1String(database), m_server->cluster().socketFolder(), QString::number(m_server->port()));
    };
    QStringList arguments{u"clone"_s,  u"--source"_s,  uri("shop"), u"--target"_s,
                          uri("copy"), u"--confirm"_s, u"copy"_s};
    const CliRun without = m_home->run(arguments);
    QCOMPARE(without.exitCode, 64);
    QVERIFY2(without.messages.contains("--target-type"), without.messages.constData());
    const CliRun with = m_home->run(arguments + QStringList{u"--target-type"_s, u"test"_s, u"--json"_s});
    QVERIFY2(with.exitCode == 0, with.messages.constData());
    // An address given as source counts as production.
    QVERIFY(with.report().value("anonymized"_L1).toBool());
    QCOMPARE(m_server->psql(u"copy"_s, u"SELECT count(*) FROM users WHERE email LIKE 'person%@example.org'"_s),
             QByteArray("0"));
}

void CommandLineTest::validateFindsTheBrokenEnvironment()
{
    m_home->addEnvironment(u"copy"_s, u"test"_s, m_server->connectionInfo(u"copy"_s));
    QCOMPARE(m_home->run({u"validate"_s}).exitCode, 0);
    m_home->addEnvironment(u"gone"_s, u"test"_s, m_server->connectionInfo(u"no_such_database"_s));
    const CliRun run = m_home->run({u"validate"_s, u"--json"_s});
    QCOMPARE(run.exitCode, 1);
    QCOMPARE(run.report().value("outcome"_L1).toString(), u"failed"_s);
    const QJsonArray environments = run.report().value("environments"_L1).toArray();
    QVERIFY(environments.at(0).toObject().value("diagnosis"_L1).toObject().value("usable"_L1).toBool());
    QVERIFY(!environments.at(1).toObject().value("diagnosis"_L1).toObject().value("usable"_L1).toBool());
}

QTEST_GUILESS_MAIN(CommandLineTest)
#include "tst_command_line.moc"
