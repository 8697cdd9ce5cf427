// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/result.h"
#include "engine/environments/environment.h"
#include "engine/environments/identity.h"

#include <QList>
#include <QString>

#include <functional>
#include <map>
#include <optional>
#include <string>

namespace engine::store {
class Database;
}

namespace engine::safety {

/// The address of a production.
struct ProductionAddress
{
    QString environment{};
    /// libpq keywords: as the environment has them, and with everything filled in that they leave out.
    std::map<std::string, std::string> stored{};
    std::map<std::string, std::string> full{};
};

/// Those that the settings name now.
using ListProductions = std::function<Result<QList<ProductionAddress>>()>;

/// Identities of every database that is, or ever was, labelled production: kept in the store beyond the life of its
/// environment, so that renaming or relabelling one does not make it a possible target. A second copy is the text file
/// `productions.txt` beside the store: if one of the two is lost, the other still says so.
///
/// A production that has not been reached yet has no identity: it is known by its address until it has one.
///
/// Borrows the database, which must outlive it. Any thread.
class ProductionRegistry final
{
public:
    explicit ProductionRegistry(store::Database &database, ListProductions productions = {})
        : m_database(database)
        , m_productions(std::move(productions))
    {}

    [[nodiscard]] Result<bool> wasProduction(const environments::Identity &identity) const;
    /// The environment under which a database became known as a production.
    [[nodiscard]] Result<std::optional<QString>> productionOf(const environments::Identity &identity) const;
    /// `stored`: the address at which it was found, as its environment has it; empty: given only once.
    Result<> remember(const environments::Identity &identity, const QString &environmentName,
                      const std::map<std::string, std::string> &stored = {}) const;
    /// Keeps the address of a production that could not be reached. An address whose database is known stays known.
    Result<> expect(const ProductionAddress &address) const;
    /// Productions, of the settings and expected earlier, at whose address no identity was seen yet.
    /// Errors: those of the store, and of reading the settings.
    [[nodiscard]] Result<QList<ProductionAddress>> unseen() const;

private:
    store::Database &m_database;
    ListProductions m_productions;
};

} // namespace engine::safety
