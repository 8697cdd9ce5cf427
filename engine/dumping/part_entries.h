// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/catalog/ddl/ddl.h"
#include "engine/dumping/attribute_entries.h"
#include "engine/dumping/entry_list.h"
#include "engine/dumping/structure_entries.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace engine::dumping {

/// What comes behind the rows: indexes, constraints, rules, triggers, policies, publications, event triggers.
///
/// Borrows everything. Each function adds what concerns it of the whole schema.
class PartEntries final
{
public:
    PartEntries(const catalog::Schema &schema, const catalog::DdlOptions &options, AttributeEntries &attributes,
                EntryList &list);

    /// Indexes and the constraints that have one, of tables; then what attaches those of partitions.
    void addIndexes(const StructureEntries::Parts &parts);
    /// Of materialized views, which may wait for indexes themselves.
    void addIndexesOfViews(const StructureEntries::Parts &parts);
    void addChecks();
    void addForeignKeys();
    /// Statistics, rules, triggers, policies, row security, publications.
    void addTableParts();
    void addSubscriptions();
    void addRefreshes(const catalog::CreationOrder &order);
    void addEventTriggers();

private:
    using Grouped = std::vector<std::pair<catalog::ObjectKey, std::vector<std::string>>>;

    void addIndex(const catalog::Object &object, const StructureEntries::Parts &parts);
    void addKey(const catalog::Object &object, const StructureEntries::Parts &parts);
    void addAttachments();
    void addPublications();
    void addGrouped(const Grouped &statements);
    void addRowSecurity(const Grouped &statements);
    void addWhole(const catalog::Object &object, EntryList::Needs needs);
    [[nodiscard]] catalog::ObjectKey tableOf(const catalog::ObjectKey &part) const;
    [[nodiscard]] std::string ownerOf(const catalog::ObjectKey &table) const;
    [[nodiscard]] formats::Entry entryOfPart(const catalog::Object &object, std::vector<std::string> statements) const;
    [[nodiscard]] EntryList::Needs needsOf(const catalog::Object &part) const;
    void needRows(const catalog::ObjectKey &table, EntryList::Needs &needs) const;
    /// Adds the entry of an index, one after the other where two at once would wait for each other.
    void addIndexEntry(const catalog::Object &object, formats::Entry entry);

    const catalog::Schema &m_schema;
    const catalog::DdlOptions &m_options;
    AttributeEntries &m_attributes;
    EntryList &m_list;
    /// Statistics targets, replica identity, cluster marks: of indexes, by their keys.
    std::map<catalog::ObjectKey, std::vector<std::string>> m_indexSettings;
    struct Indexes
    {
        std::vector<EntryList::Handle> all{};
        /// The last one that has settings.
        std::optional<EntryList::Handle> settled{};
    };
    /// Of each table.
    std::map<catalog::ObjectKey, Indexes> m_indexes;
    /// Tables that inherit from a table, or are its partitions.
    std::map<sql::QualifiedName, std::vector<const catalog::Object *>> m_children;
};

} // namespace engine::dumping
