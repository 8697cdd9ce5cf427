// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/anonymize/model/column_decision.h"

#include "engine/base/errors/sentence.h"

#include <algorithm>
#include <array>

namespace engine::anonymize {

DecisionsByTable::DecisionsByTable(std::span<const ColumnDecision> decisions)
{
    while (!decisions.empty()) {
        const auto isOther
            = [&table = decisions.front().table](const ColumnDecision &decision) { return decision.table != table; };
        const auto end = std::find_if(decisions.begin(), decisions.end(), isOther);
        const auto count = static_cast<size_t>(end - decisions.begin());
        m_tables.emplace(decisions.front().table, decisions.first(count));
        decisions = decisions.subspan(count);
    }
}

std::span<const ColumnDecision> DecisionsByTable::of(const sql::QualifiedName &table) const
{
    const auto found = m_tables.find(table);
    return found == m_tables.end() ? std::span<const ColumnDecision>() : found->second;
}

const ColumnDecision *decisionFor(std::span<const ColumnDecision> decisions, const sql::QualifiedName &table,
                                  std::string_view column)
{
    const auto found = std::ranges::find_if(decisions, [&](const ColumnDecision &decision) {
        return decision.column == column && decision.table == table;
    });
    return found == decisions.end() ? nullptr : &*found;
}

std::string_view natureKey(Nature nature)
{
    static constexpr std::array<std::string_view, 3> natures{"clear", "pseudonymized", "anonymized"};
    return natures.at(static_cast<size_t>(nature));
}

QString displayName(Nature nature)
{
    switch (nature) {
    case Nature::Clear:
        return Tr::tr("In clear");
    case Nature::Pseudonymized:
        return Tr::tr("Pseudonymized");
    case Nature::Anonymized:
        return Tr::tr("Anonymized");
    }
    return {};
}

} // namespace engine::anonymize
