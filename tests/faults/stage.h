// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "tests/faults/cli_home.h"

#include <functional>
#include <memory>

namespace tests {

struct StageOptions
{
    /// Fill the database `origin` of the one server and the database `copy` of the other.
    QString sourceSql{};
    QString targetSql{};
    TestServerOptions sourceServer{.logsStatements = true};
    TestServerOptions targetServer{};
};

/// Two servers, a source and a target with something in them, and a home whose environments `origin` and `copy` are
/// these two: what a test of a fault begins with, and the checks that it ends with. `straight` is the target too,
/// whatever stands between Sosie and `copy`.
class Stage final
{
public:
    static engine::Result<std::unique_ptr<Stage>> make(const StageOptions &options);

    [[nodiscard]] TestServer &source() { return *m_source; }
    [[nodiscard]] TestServer &target() { return *m_target; }
    [[nodiscard]] CliHome &home() { return m_home; }
    /// What was in the target before the first clone, and what a clone makes of it.
    [[nodiscard]] const DatabaseState &oldTarget() const { return m_old; }
    [[nodiscard]] const DatabaseState &newTarget() const { return m_new; }
    [[nodiscard]] DatabaseState targetNow() const { return stateOf(*m_target, QStringLiteral("copy")); }

    /// Changes how Sosie reaches an environment; libpq keywords or a URI.
    void lead(const QString &environment, const QString &connection) const;

    /// Without progress; `options` come last.
    [[nodiscard]] static QStringList cloneArguments(const QStringList &options = {});
    [[nodiscard]] CliRun clone(int timeoutMilliseconds = 120'000) const;
    [[nodiscard]] CliRun rollback() const;

    /// A rollback, and the target is what it was before the first clone, with nothing of Sosie's in it.
    void expectOldTarget(const QByteArray &when) const;
    /// The target is the new one when the run said so, the old one when it said that, and can be brought back with a
    /// rollback when it said that it is neither. Brings it back.
    void expectAsSaid(const CliRun &run, const QByteArray &when) const;
    /// The source is as it was, and its server was asked for nothing but reading.
    void expectSourceOnlyRead() const;

private:
    Stage() = default;

    std::unique_ptr<TestServer> m_source;
    std::unique_ptr<TestServer> m_target;
    CliHome m_home;
    DatabaseState m_old;
    DatabaseState m_new;
};

} // namespace tests
