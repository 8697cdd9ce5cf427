// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "tests/faults/cli_home.h"
#include "tests/support/test_server.h"

#include <QStringList>

namespace tests {

/// Every object (catalog_lines.sql) and the digest of every table's rows (data_lines.sql) of a database, sorted, read
/// by psql: equal for two databases of servers of the same version that hold the same.
[[nodiscard]] QStringList linesOf(const TestServer &server, const QString &database);
/// The digests alone: comparable between versions.
[[nodiscard]] QStringList rowsOf(const TestServer &server, const QString &database);
/// The first lines that only one of both lists has, for the message of a failing test; all of them when
/// SOSIE_TEST_DIFFERENCES names a file to append them to. Empty: they are equal.
[[nodiscard]] QByteArray differenceOf(const QStringList &expected, const QStringList &found);

/// A database on one server and another, on the same or another one, that clones replace. Borrows everything.
class ClonePair final
{
public:
    struct Place
    {
        const TestServer &server;
        QString database{};

        [[nodiscard]] QStringList lines() const { return linesOf(server, database); }
    };

    /// Registers both as environments of type test, so that rows are copied as they are. Names must be new in `home`.
    ClonePair(const CliHome &home, QString name, Place source, Place target);

    [[nodiscard]] CliRun clone(const QStringList &options = {}) const;
    [[nodiscard]] CliRun rollback() const;

private:
    const CliHome &m_home;
    QString m_name;
};

} // namespace tests
