// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/result.h"
#include "engine/environments/identity.h"
#include "engine/environments/whereabouts.h"
#include "engine/pg/reaching/connection_info.h"
#include "engine/pg/read_only_connection.h"

#include <QString>

#include <optional>

namespace engine::environments {

/// What an open connection tells about which database it leads to.
struct Evidence
{
    /// Absent when the server does not tell it.
    std::optional<Identity> identity{};
    /// The database says of itself that it is a production: its setting `sosie.production` is on, or its comment has
    /// "[sosie:production]" in it. Only its owner can write either, and whoever can connect can read both, so that
    /// every Sosie honours it, whatever its own settings say.
    bool hasProductionMark = false;
    Whereabouts whereabouts{};
};

/// `info`: the address, with everything filled in. REQUIRES: begin() succeeded.
/// Errors: those of query(); that the server does not tell its identity is none.
[[nodiscard]] Result<Evidence> readEvidence(pg::ReadOnlyConnection &connection, const pg::ConnectionInfo &info);

/// The statement with which the owner of a database marks it as a production.
[[nodiscard]] QString productionMarkStatement(const QString &database);

} // namespace engine::environments
