// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "tests/support/test_server.h"

#include <QByteArray>
#include <QJsonObject>
#include <QMap>
#include <QProcess>
#include <QStringList>
#include <QTemporaryDir>

#include <memory>

namespace tests {

/// What a run of sosie-cli left behind.
struct CliRun
{
    int exitCode = -1;
    bool crashed = false;
    QByteArray output{};
    QByteArray messages{};

    /// Everything it printed, for the message of a failing test.
    [[nodiscard]] QByteArray said() const { return QByteArray(output).append(messages); }
    /// The report of --json; empty when the output is none.
    [[nodiscard]] QJsonObject report() const;
};

/// The state of a database as programs outside Sosie see it.
struct DatabaseState
{
    QStringList schema{};
    QMap<QString, QByteArray> digests{};

    bool operator==(const DatabaseState &) const = default;
};

/// Runs the real sosie-cli in a home folder of its own, the way a person or a CI would.
class CliHome final
{
public:
    CliHome();

    [[nodiscard]] QString path() const { return m_folder.path(); }
    /// Adds to the environment of the programs run from now on.
    void setVariable(const QString &name, const QString &value) { m_variables.insert(name, value); }
    /// A program with its arguments that starts sosie-cli and gives it the rest: strace. Empty: none.
    void setWrapper(const QStringList &wrapper) { m_wrapper = wrapper; }
    /// `env add`; fails the test when the command does.
    void addEnvironment(const QString &name, const QString &type, const QString &connection,
                        const QStringList &options = {}) const;
    [[nodiscard]] CliRun run(const QStringList &arguments, int timeoutMilliseconds = 120'000) const;
    /// Started and not waited for.
    [[nodiscard]] std::unique_ptr<QProcess> start(const QStringList &arguments) const;

private:
    QTemporaryDir m_folder;
    QMap<QString, QString> m_variables;
    QStringList m_wrapper;
};

[[nodiscard]] DatabaseState stateOf(const TestServer &server, const QString &database);
/// The first lines in which two states differ, for the message of a failing test.
[[nodiscard]] QByteArray differenceOf(const DatabaseState &expected, const DatabaseState &found);

} // namespace tests
