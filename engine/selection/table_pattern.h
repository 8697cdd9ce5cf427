// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/errors/error.h"
#include "engine/catalog/model/schema.h"
#include "engine/environments/settings/table_groups.h"

#include <QRegularExpression>

#include <string>
#include <vector>

namespace engine::selection {

/// How a person names tables: "schema.table" or "table", with * and ?; or "@name", all patterns of a group.
class TablePattern final
{
public:
    TablePattern(const std::string &given, const environments::TableGroups &groups);

    [[nodiscard]] bool matches(const catalog::Object &table) const;
    [[nodiscard]] bool isGroup() const { return m_given.starts_with('@'); }
    [[nodiscard]] const std::string &given() const { return m_given; }

    /// The problem when it matches no table of `searched`: GroupUnknown, GroupUnmatched or PatternUnmatched.
    [[nodiscard]] Error unmatched(const catalog::Schema &searched) const;

private:
    struct Part
    {
        bool hasSchema = false;
        QRegularExpression expression{};
    };
    static Part partOf(const std::string &pattern);

    std::string m_given;
    bool m_isKnown = true;
    std::vector<Part> m_parts;
};

} // namespace engine::selection
