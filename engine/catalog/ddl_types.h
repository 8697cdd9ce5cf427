// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/catalog/ddl.h"
#include "engine/catalog/ddl_order.h"

#include <string>
#include <string_view>
#include <vector>

namespace engine::catalog {

/// Statements under construction, all about one object.
class Statements final
{
public:
    Statements(std::vector<DdlStatement> &list, const ObjectKey &object)
        : m_list(list)
        , m_object(object)
    {}
    void add(std::string sql) { m_list.push_back({.sql = std::move(sql), .object = m_object}); }

private:
    std::vector<DdlStatement> &m_list;
    const ObjectKey &m_object;
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
