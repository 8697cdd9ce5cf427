// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/anonymize/decision/decision.h"
#include "engine/anonymize/model/table_shape.h"
#include "engine/catalog/model/schema.h"

#include <map>
#include <vector>

namespace engine::copying {

/// Through which table the rows of partitions are written: where a rule changes a column of a partition key, a row may
/// belong to another partition than before, and only the root knows to which.
class PartitionRoutes final
{
public:
    /// Empty `decisions`: nothing is changed, every row stays where it is. `schema` must outlive the object.
    PartitionRoutes(const catalog::Schema &schema, const std::vector<anonymize::TableShape> &shapes,
                    const std::vector<anonymize::ColumnDecision> &decisions);

    /// The root; null for a table whose rows are written to itself.
    [[nodiscard]] const catalog::Object *rootOf(const catalog::Object &table) const;

private:
    std::map<sql::QualifiedName, const catalog::Object *> m_tables;
    std::map<sql::QualifiedName, const catalog::Object *> m_rerouting;
};

} // namespace engine::copying
