// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/result.h"
#include "engine/environments/clone_mark.h"
#include "engine/environments/evidence.h"
#include "engine/environments/identity.h"
#include "engine/pg/reaching/connection_info.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <optional>
#include <stop_token>

namespace engine::environments {

/// What stands between us and the server. `Unknown` before it was reached.
enum class PoolerMode { Unknown, Direct, Session, Transaction };

/// What an address leads through, found out by what it does: two connections more when it is no direct one. Changes no
/// setting of a session. `Unknown` when that could not be found out. Errors: those of connecting.
[[nodiscard]] Result<PoolerMode> findPoolerMode(const pg::ConnectionInfo &info, std::stop_token stop = {});

/// "direct", "session", "transaction", "unknown": the key in JSON.
[[nodiscard]] QString poolerModeKey(PoolerMode mode);

/// What a connection test found. Everything after `reached` is set only where the server said so.
struct ConnectionDiagnosis
{
    bool reached = false;
    /// "db.example.org:5432", or the socket folder.
    QString address{};
    /// "15.20", and 150020.
    QString serverVersion{};
    int serverVersionNumber = 0;
    QString database{};
    QString user{};
    /// "TLSv1.3" between us and the first thing that answers, pooler or server; empty without TLS.
    QString tls{};
    bool isSuperuser = false;
    bool canReplicate = false;
    bool bypassesRowSecurity = false;
    /// Whether the role may make a schema in the database: what a target needs.
    bool canCreateSchemas = false;
    bool isInRecovery = false;
    bool isReadOnly = false;
    std::optional<Identity> identity{};
    /// The last clone into the database, when it can be undone. One that did not end is among the problems as well.
    std::optional<CloneMark> clone{};
    bool hasProductionMark = false;
    Whereabouts whereabouts{};
    PoolerMode poolerMode = PoolerMode::Unknown;
    /// Tables outside the system's schemas, and the size of the database (-1: not known).
    qint64 tables = -1;
    qint64 bytes = -1;
    /// From dialling to the first answer; and of one question on the open connection.
    qint64 connectMilliseconds = 0;
    qint64 roundTripMilliseconds = 0;
    /// Ways that were tried in vain before the one that led there.
    QList<ConnectionAttempt> attempts{};
    /// What is wrong, for describe(); empty when the environment can be used.
    QList<Error> problems{};
    /// What is good to know: translated sentences.
    QStringList hints{};

    [[nodiscard]] Evidence evidence() const { return {identity, hasProductionMark, whereabouts}; }
    [[nodiscard]] bool isUsable() const { return reached && problems.isEmpty(); }
};

/// Connects, looks and writes nothing. Never fails as a function: what went wrong is in the diagnosis. Blocks.
[[nodiscard]] ConnectionDiagnosis diagnose(const pg::ConnectionInfo &info, std::stop_token stop = {});

} // namespace engine::environments
