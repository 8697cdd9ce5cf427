// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/catalog/model/acl.h"
#include "engine/pg/query_result.h"

#include <optional>
#include <string>
#include <vector>

namespace engine::catalog {

/// One row of a query, read from left to right: each call takes the next column.
/// Borrows the result. REQUIRES: no more calls than columns.
class Fields final
{
public:
    Fields(const pg::QueryResult &result, int row)
        : m_result(result)
        , m_row(row)
    {}

    std::string text() { return m_result.string(m_row, m_column++); }
    std::optional<std::string> optional() { return m_result.optional(m_row, m_column++); }
    long long number() { return m_result.integer(m_row, m_column++); }
    unsigned oid() { return static_cast<unsigned>(number()); }
    bool boolean() { return m_result.boolean(m_row, m_column++); }
    /// 0 for NULL and for "".
    char letter()
    {
        const std::string_view view = m_result.view(m_row, m_column++);
        return view.empty() ? '\0' : view.front();
    }
    std::vector<std::string> array() { return m_result.array(m_row, m_column++); }
    Acl acl() { return parseAcl(array()); }

private:
    const pg::QueryResult &m_result;
    int m_row;
    int m_column = 0;
};

} // namespace engine::catalog
