// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/result.h"
#include "engine/catalog/schema.h"
#include "engine/pg/read_only_connection.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <set>

namespace engine::operations {

/// What the order of text decides, in databases that sort it by different rules of their own.
struct SortOrders
{
    /// "fr-FR (icu) → C", or two versions of one order; empty when both sort alike.
    QString difference{};
    /// Tables with rows whose place among partitions depends on it (ObjectNotSupported, one each).
    QList<Error> problems{};
    /// Checks that compare text, which may refuse what they let pass in the source; and partitions by ranges of text
    /// where only versions differ.
    QStringList checks{};
};

/// `excluded`: tables whose rows are not copied. REQUIRES: begin() of both succeeded.
Result<SortOrders> compareSortOrders(pg::ReadOnlyConnection &source, pg::ReadOnlyConnection &target,
                                     const catalog::Schema &schema, const std::set<pg::QualifiedName> &excluded);

} // namespace engine::operations
