// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/result.h"
#include "engine/catalog/model/schema.h"
#include "engine/pg/connection.h"
#include "engine/pg/read_only_connection.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <set>

namespace engine::fitting {

/// What the rules by which text is sorted and compared decide, in databases and on servers that have others.
struct SortOrders
{
    /// "fr-FR (icu) → C", or two versions of one order; empty when both sort alike.
    QString difference{};
    /// The same for what is a letter and which capital goes with it: "C → fr_FR.utf8".
    QString letters{};
    /// The same for ICU itself.
    QString icu{};
    /// Tables with rows whose place among partitions depends on the order (SortOrderDiffers, one each).
    QList<Error> problems{};
    /// What depends on the order and may refuse what the source has: checks, exclusions; and partitions by ranges of
    /// text where only versions differ.
    QStringList ordered{};
    /// Columns of ranges of text, whose ends may be in another order.
    QStringList ranges{};
    /// What depends on letters (citext, lower(), ~*): keys, indexes, checks, exclusions, partitions.
    QStringList lettered{};
    /// Columns that are computed from letters.
    QStringList computed{};
    /// Keys and indexes over a collation of ICU that takes different texts for equal.
    QStringList blind{};

    [[nodiscard]] QList<Sentence> warnings() const;
};

/// `excluded`: tables whose rows are not copied. REQUIRES: begin() of both succeeded.
Result<SortOrders> compareSortOrders(pg::ReadOnlyConnection &source, pg::ReadOnlyConnection &target,
                                     const catalog::Schema &schema, const std::set<sql::QualifiedName> &excluded);

/// Collations that the server of `target` cannot make, because it lacks their locale or ICU (CollationMissing, one
/// each). Changes nothing. REQUIRES: no transaction is open.
Result<QList<Error>> missingCollations(pg::Connection &target, const catalog::Schema &schema);

} // namespace engine::fitting
