// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/result.h"
#include "engine/environments/identity.h"

namespace engine::store {
class Database;
}

namespace engine::safety {

/// Identities of every database that is, or ever was, labelled production: kept in the store beyond the life of its
/// environment, so that renaming or relabelling one does not make it a possible target. A second copy is the text file
/// `productions.txt` beside the store: if one of the two is lost, the other still says so.
///
/// Borrows the database, which must outlive it. Any thread.
class ProductionRegistry final
{
public:
    explicit ProductionRegistry(store::Database &database)
        : m_database(database)
    {}

    [[nodiscard]] Result<bool> wasProduction(const environments::Identity &identity) const;
    Result<> remember(const environments::Identity &identity, const QString &environmentName) const;

private:
    store::Database &m_database;
};

} // namespace engine::safety
