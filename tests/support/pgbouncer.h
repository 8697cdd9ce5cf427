// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "tests/support/test_server.h"

#include <QProcess>
#include <QTemporaryDir>

#include <map>
#include <memory>
#include <string>

namespace tests {

/// A real pgbouncer in front of a TestServer, on a Unix socket and on a port of 127.0.0.1, for the user `postgres`
/// without password. Owns the process and its folder; destruction ends both.
/// REQUIRES: the server lives longer.
class PgBouncer final
{
public:
    enum class Mode { Session, Transaction };

    /// Errors: SandboxUnavailable when pgbouncer is missing or does not come up; its log is the detail.
    static engine::Result<std::unique_ptr<PgBouncer>> start(const TestServer &server, Mode mode,
                                                            const QStringList &settings = {});
    ~PgBouncer();
    PgBouncer(const PgBouncer &) = delete;
    PgBouncer &operator=(const PgBouncer &) = delete;

    /// libpq keywords over TCP.
    [[nodiscard]] std::map<std::string, std::string> connectionValues(const QString &database) const;
    [[nodiscard]] QString connectionInfo(const QString &database) const;
    [[nodiscard]] quint16 port() const { return m_port; }
    [[nodiscard]] QString socketFolder() const;

private:
    PgBouncer() = default;

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<QProcess> m_process;
    quint16 m_port = 0;
};

} // namespace tests
