// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/catalog/ddl/ddl.h"
#include "engine/catalog/ddl/ddl_order.h"

#include <string>
#include <string_view>
#include <vector>

namespace engine::catalog {

/// The statement, run in the search_path in which the texts of `object` mean what they meant. The grammar has places
/// (JOIN … USING, NULLIF, CASE x WHEN, IS DISTINCT FROM, IN) where an operator cannot be written with its schema.
[[nodiscard]] std::string inSearchPath(const Object &object, std::string sql);

/// Statements under construction, all about one object.
class Statements final
{
public:
    Statements(std::vector<DdlStatement> &list, const ObjectKey &object)
        : m_list(list)
        , m_object(object)
    {}
    /// Each statement is run inSearchPath().
    Statements(std::vector<DdlStatement> &list, const Object &object)
        : m_list(list)
        , m_object(object.key)
        , m_definition(&object)
    {}
    void add(std::string sql)
    {
        if (m_definition != nullptr)
            sql = inSearchPath(*m_definition, std::move(sql));
        m_list.push_back({.sql = std::move(sql), .object = m_object});
    }

private:
    std::vector<DdlStatement> &m_list;
    const ObjectKey &m_object;
    const Object *m_definition = nullptr;
};

/// Schemas, extensions, types, routines and what the server has written a statement for.
void createType(const Step &step, const DdlOptions &options, Statements &statements);

/// A check that is not valid for all stored values would refuse some of them.
[[nodiscard]] bool isAddedAfterRows(const DomainConstraint &constraint);
/// ALTER DOMAIN … ADD CONSTRAINT …
[[nodiscard]] std::string domainConstraintSql(const ObjectKey &domain, const DomainConstraint &constraint);

/// `a, b` of the items, put together with `separator`.
[[nodiscard]] std::string joined(const std::vector<std::string> &items, std::string_view separator);

} // namespace engine::catalog
