// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <libpq-fe.h>

#include <chrono>
#include <memory>
#include <stop_token>

namespace engine::pg {

struct PgConnectionDeleter
{
    void operator()(PGconn *connection) const { PQfinish(connection); }
};
using PgConnectionHandle = std::unique_ptr<PGconn, PgConnectionDeleter>;

struct OpenOptions
{
    /// For name resolution, TCP, TLS and authentication together, per address.
    std::chrono::seconds connectTimeout{10};
    /// Stops waiting, at any step, within a tenth of a second; see Connection.
    std::stop_token stop{};
};

} // namespace engine::pg
