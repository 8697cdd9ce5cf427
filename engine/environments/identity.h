// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>

#include <optional>
#include <string>

namespace engine::environments {

/// Which live database this is, whatever its name, host, port or pooler: the server's own identifier of its cluster,
/// made at initdb, and the number of the database in it.
///
/// A physical copy of a server has the same identity; safety/ tells the two apart with a lock (see Guard).
struct Identity
{
    /// pg_control_system().system_identifier, decimal.
    std::string systemIdentifier{};
    unsigned databaseOid = 0;

    /// "7293847293847/16385"
    [[nodiscard]] QString display() const
    {
        return QString::fromStdString(systemIdentifier) + QLatin1Char('/') + QString::number(databaseOid);
    }
    bool operator==(const Identity &) const = default;
};

} // namespace engine::environments
