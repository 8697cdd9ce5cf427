// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/selection/table_pattern.h"

#include <QStringList>

#include <algorithm>

namespace engine::selection {

TablePattern::Part TablePattern::partOf(const std::string &pattern)
{
    return {.hasSchema = pattern.find('.') != std::string::npos,
            .expression
            = QRegularExpression(QRegularExpression::anchoredPattern(QRegularExpression::wildcardToRegularExpression(
                text(pattern), QRegularExpression::UnanchoredWildcardConversion)))};
}

TablePattern::TablePattern(const std::string &given, const environments::TableGroups &groups)
    : m_given(given)
{
    if (!isGroup()) {
        m_parts.push_back(partOf(given));
        return;
    }
    const auto group = groups.find(given.substr(1));
    m_isKnown = group != groups.end();
    if (!m_isKnown)
        return;
    for (const std::string &pattern : group->second)
        m_parts.push_back(partOf(pattern));
}

bool TablePattern::matches(const catalog::Object &table) const
{
    const QString name = text(table.key.name);
    const QString qualified = text(table.key.schema) + u'.' + name;
    return std::any_of(m_parts.begin(), m_parts.end(), [&](const Part &part) {
        return part.expression.match(part.hasSchema ? qualified : name).hasMatch();
    });
}

Error TablePattern::unmatched(const catalog::Schema &searched) const
{
    if (!m_isKnown)
        return {.code = ErrorCode::GroupUnknown, .subject = text(m_given.substr(1))};
    QStringList schemas;
    for (const std::string &name : searched.schemaNames())
        schemas.append(text(name));
    return {.code = isGroup() ? ErrorCode::GroupUnmatched : ErrorCode::PatternUnmatched,
            .subject = text(isGroup() ? m_given.substr(1) : m_given),
            .detail = schemas.join(QStringLiteral(", "))};
}

} // namespace engine::selection
