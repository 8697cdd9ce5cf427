// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/errors/error.h"
#include "engine/base/result.h"
#include "engine/pg/reaching/connection_handle.h"
#include "engine/pg/reaching/connection_info.h"
#include "engine/pg/reaching/known_roots.h"
#include "engine/pg/reaching/name_resolution.h"

#include <QList>
#include <QString>

#include <chrono>

namespace engine::pg {

struct DialOptions
{
    OpenOptions open{};
    /// How long an address that takes no connection is waited for when there is another one to try.
    std::chrono::seconds reachTimeout{3};
    Resolver resolver = &systemResolver;
    RootReader roots = &bundledRoots;
};

/// By which way a server was reached.
struct Reached
{
    /// As Door::displayed(): "192.0.2.1:5432", or the folder of a socket.
    QString address{};
    /// By the pooler that the address names for the case that the server itself cannot be reached.
    bool isPooler = false;
    /// What was tried before.
    QList<ConnectionAttempt> failed{};
};

struct Dialled
{
    PgConnectionHandle handle{};
    Reached reached{};
};

/// Opens a session by the first way that leads there: the way that did the last time (KnownWay), then
/// each host with its IPv4 addresses, its IPv6 addresses, then the pooler. The next way is tried where nobody answers;
/// never after a password, a right or a certificate was refused, and never with less protection than the first.
///
/// Errors: those of Connection::open(); `attempts` has every way that was tried,
/// and with more than one the detail has a line for each.
[[nodiscard]] Result<Dialled> dial(const ConnectionInfo &info, const DialOptions &options);

/// How a connection that dial() opened came about.
[[nodiscard]] Reached reachedBy(const PGconn *connection);

} // namespace engine::pg
