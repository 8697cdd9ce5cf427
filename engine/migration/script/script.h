// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/catalog/ddl/ddl.h"
#include "engine/migration/script/hazards.h"

#include <string>
#include <utility>
#include <vector>

namespace engine::migration {

/// One step of a script: a statement, or several that belong together.
struct Statement
{
    std::string sql{};
    catalog::ObjectKey object{};
    std::vector<Hazard> hazards{};
    /// Comes before the transaction of the rest.
    bool isOutside = false;
    /// It would lose data, and nobody allowed that: written as a comment.
    bool isHeldBack = false;
};

/// Statements under construction, in the order in which they run.
class Script final
{
public:
    /// Borrows the schema, which the script will run in, for its lifetime.
    explicit Script(const catalog::Schema &target)
        : m_hazards(target)
    {}

    void add(const catalog::ObjectKey &object, std::string sql, std::vector<Hazard> hazards = {})
    {
        m_statements.push_back({.sql = std::move(sql), .object = object, .hazards = std::move(hazards)});
    }
    void addOutside(const catalog::ObjectKey &object, std::string sql)
    {
        Hazard hazard{.kind = Hazard::Kind::OutsideTransaction, .object = object};
        m_statements.push_back(
            {.sql = std::move(sql), .object = object, .hazards = {std::move(hazard)}, .isOutside = true});
    }
    /// What ddl made of an object; the hazards are those of the first statement.
    void append(std::vector<catalog::DdlStatement> statements, std::vector<Hazard> hazards = {})
    {
        for (catalog::DdlStatement &statement : statements) {
            add(statement.object, std::move(statement.sql), std::move(hazards));
            hazards.clear();
        }
    }
    [[nodiscard]] const HazardSource &hazards() const { return m_hazards; }
    [[nodiscard]] std::vector<Statement> take() { return std::move(m_statements); }

private:
    HazardSource m_hazards;
    std::vector<Statement> m_statements;
};

/// The whole as SQL for psql, with its hazards as comments. `title`: lines for people.
[[nodiscard]] std::string scriptText(const std::vector<Statement> &statements, const std::vector<std::string> &title);

} // namespace engine::migration
