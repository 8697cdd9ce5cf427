// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/catalog/ddl/ddl_types.h"

#include <set>

namespace engine::catalog {

/// How ALTER TABLE switches a trigger or a rule: `ENABLE ALWAYS`.
[[nodiscard]] const char *switchName(char enabled);

/// `"s"."t" ("a") WHERE (…)`, as a publication names a table.
[[nodiscard]] std::string publishedSql(const PublishedTable &table);

/// `PUBLIC, "r"`; empty when none of the roles is there.
[[nodiscard]] std::string policyRoles(const Policy &policy, const std::vector<std::string> &missingRoles);

/// CREATE POLICY …; empty when none of its roles is there.
[[nodiscard]] std::string policySql(const Object &object, const std::vector<std::string> &missingRoles);

/// What belongs to tables and comes after their rows. Each function adds what concerns it of the whole schema, in the
/// order of the keys.
class TablePartsWriter final
{
public:
    /// Borrows all three for its lifetime.
    TablePartsWriter(const Schema &schema, const DdlOptions &options, DdlScript &script)
        : m_schema(schema)
        , m_options(options)
        , m_script(script)
    {}

    /// Indexes of tables to DdlScript::indexes, those of partitioned tables to keys, then the constraints that use
    /// them, then the attachment of partitions' indexes.
    void addIndexes();
    void addChecks();
    /// To keys, and to validations what they leave to be checked.
    void addForeignKeys();
    void addStatistics();
    void addRules();
    void addTriggers();
    void addPolicies();
    void addRowSecurity();
    void addPublications();
    /// Indexes of materialized views, once those have their rows.
    void addIndexesOfViews();
    /// Statistics targets, replica identity, cluster marks.
    void addIndexSettings();

private:
    void addIndex(const Object &object, const IndexDetails &index, std::vector<DdlStatement> &list);
    void addConstraintIndex(const Object &object, const Constraint &constraint);
    void addKeyConstraint(const Object &object, const Constraint &constraint);
    [[nodiscard]] long long weightOf(const ObjectKey &table) const;
    /// Tables with an index or a constraint that calls functions which are not the server's own.
    [[nodiscard]] std::set<ObjectKey> tablesWithCalls() const;
    [[nodiscard]] std::string ownerOf(const ObjectKey &table) const;
    [[nodiscard]] std::string asIndexOf(const Object &object, const ObjectKey &table, std::string sql) const;
    [[nodiscard]] OwnersHands handsOfKey(const Object &object, const Constraint &constraint,
                                         const std::string &owner) const;
    [[nodiscard]] ObjectKey tableOf(const ObjectKey &part) const;
    [[nodiscard]] Statements about(const Object &object) { return {m_script.postData, object}; }
    [[nodiscard]] Statements settingsOf(const Object &object) { return {m_script.finish, object}; }
    [[nodiscard]] Statements keysOf(const Object &object) { return {m_script.keys, object}; }

    const Schema &m_schema;
    const DdlOptions &m_options;
    DdlScript &m_script;
};

} // namespace engine::catalog
