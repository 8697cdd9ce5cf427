// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/errors/sentence.h"
#include "engine/base/result.h"
#include "engine/pg/connection.h"
#include "engine/sql/identifier.h"

#include <QDate>
#include <QList>
#include <QString>

#include <map>
#include <set>
#include <string>
#include <vector>

namespace engine::importing {

/// What was taken out of a private database, and why.
struct TakenOut
{
    /// "foreign key", "event trigger", …: stable English key.
    QString kind{};
    QString name{};
    Sentence reason{};
};

/// New names of schemas by those that they have in a file.
using NamesBeside = std::map<std::string, std::string>;

/// `restored_20260314_shop` for each; all with a number where `taken` has one of them already. No longer than a name
/// may be. REQUIRES: each schema once.
[[nodiscard]] NamesBeside namesBeside(const std::vector<std::string> &schemas, const QDate &date,
                                      const std::set<std::string> &taken);

/// Drops all but these tables, their partitions and what they need: types, sequences, functions, and of other tables
/// the structure. Foreign keys that lead to rows of other tables go, and are given back.
/// `keeper`: PrivateDatabase::openKeeper(), after the load. Runs nothing of what was loaded.
[[nodiscard]] Result<QList<TakenOut>> keepOnly(pg::Connection &keeper, const std::vector<sql::QualifiedName> &tables);

struct MovedBeside
{
    /// Of the schemas in which there was anything.
    NamesBeside names{};
    QList<TakenOut> takenOut{};
};

/// Moves what is in these schemas into new ones, and takes out what would reach anything that a target has: what
/// belongs to the whole database, large objects, foreign keys into other schemas. What refers to each other goes on
/// doing so; routines whose text names one of the schemas still do, and are named.
[[nodiscard]] Result<MovedBeside> moveBeside(pg::Connection &keeper, const NamesBeside &names);

} // namespace engine::importing
