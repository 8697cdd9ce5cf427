// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/copying/partition_route.h"

namespace engine::copying {

PartitionRoutes::PartitionRoutes(const catalog::Schema &schema, const std::vector<anonymize::TableShape> &shapes,
                                 const std::vector<anonymize::ColumnDecision> &decisions)
{
    for (const catalog::Object &object : schema.objects) {
        if (object.as<catalog::Table>() != nullptr)
            m_tables.emplace(sql::QualifiedName{object.key.schema, object.key.name}, &object);
    }
    const anonymize::ShapesByName byName = anonymize::shapesByName(shapes);
    for (const anonymize::ColumnDecision &decision : decisions) {
        if (!decision.changesValues())
            continue;
        const auto shape = byName.find(decision.table);
        const anonymize::ColumnShape *column = shape == byName.end() ? nullptr : shape->second->column(decision.column);
        const auto table = m_tables.find(decision.table);
        if (column != nullptr && column->isPartitionKey && table != m_tables.end())
            m_rerouting.insert(*table);
    }
}

const catalog::Object *PartitionRoutes::rootOf(const catalog::Object &table) const
{
    bool isRerouted = false;
    const catalog::Object *top = &table;
    while (true) {
        const auto *here = top->as<catalog::Table>();
        if (!here->isPartition() || here->parents.empty())
            break;
        const auto above = m_tables.find(here->parents.front());
        if (above == m_tables.end())
            break;
        top = above->second;
        isRerouted = isRerouted || m_rerouting.contains(above->first);
    }
    return isRerouted ? top : nullptr;
}

} // namespace engine::copying
