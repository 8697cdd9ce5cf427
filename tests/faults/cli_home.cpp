// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/faults/cli_home.h"

#include <QJsonDocument>
#include <QTest>

namespace tests {

using namespace Qt::StringLiterals;

QJsonObject CliRun::report() const
{
    return QJsonDocument::fromJson(output).object();
}

CliHome::CliHome()
    : m_folder(QDir::tempPath() + u"/sosie-home-XXXXXX"_s)
{}

std::unique_ptr<QProcess> CliHome::start(const QStringList &arguments) const
{
    auto process = std::make_unique<QProcess>();
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"SOSIE_HOME"_s, m_folder.path());
    environment.insert(u"HOME"_s, m_folder.path());
    environment.insert(u"LC_ALL"_s, u"C.UTF-8"_s);
    // What a test does not start itself is not there: no session bus, so no keychain.
    environment.remove(u"DBUS_SESSION_BUS_ADDRESS"_s);
    for (auto variable = m_variables.begin(); variable != m_variables.end(); ++variable)
        environment.insert(variable.key(), variable.value());
    process->setProcessEnvironment(environment);
    const QStringList command = m_wrapper + QStringList{QStringLiteral(SOSIE_CLI)} + arguments;
    process->start(command.first(), command.mid(1));
    return process;
}

CliRun CliHome::run(const QStringList &arguments, int timeoutMilliseconds) const
{
    const std::unique_ptr<QProcess> process = start(arguments);
    process->closeWriteChannel();
    CliRun run;
    if (!process->waitForFinished(timeoutMilliseconds)) {
        process->kill();
        process->waitForFinished();
        run.messages = "timeout: " + process->readAllStandardError();
        return run;
    }
    run.crashed = process->exitStatus() == QProcess::CrashExit;
    run.exitCode = process->exitCode();
    run.output = process->readAllStandardOutput();
    run.messages = process->readAllStandardError();
    return run;
}

void CliHome::addEnvironment(const QString &name, const QString &type, const QString &connection,
                             const QStringList &options) const
{
    const CliRun added = run(
        QStringList{u"env"_s, u"add"_s, name, u"--type"_s, type, u"--url"_s, connection, u"--no-input"_s} + options);
    QVERIFY2(added.exitCode == 0, added.messages.constData());
}

DatabaseState stateOf(const TestServer &server, const QString &database)
{
    return {server.schemaDump(database), server.dataDigests(database)};
}

QByteArray differenceOf(const DatabaseState &expected, const DatabaseState &found)
{
    QByteArray text;
    int lines = 0;
    const auto report = [&](const QString &sign, const QString &line) {
        if (++lines <= 40)
            text += sign.toUtf8() + line.toUtf8() + '\n';
    };
    for (const QString &line : expected.schema) {
        if (!found.schema.contains(line))
            report(u"- "_s, line);
    }
    for (const QString &line : found.schema) {
        if (!expected.schema.contains(line))
            report(u"+ "_s, line);
    }
    for (auto table = expected.digests.begin(); table != expected.digests.end(); ++table) {
        if (found.digests.value(table.key()) != table.value())
            report(u"rows of "_s, table.key());
    }
    for (auto table = found.digests.begin(); table != found.digests.end(); ++table) {
        if (!expected.digests.contains(table.key()))
            report(u"also "_s, table.key());
    }
    return text.isEmpty() ? QByteArray("the same lines in another number") : text;
}

} // namespace tests
