// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/catalog/ddl/ddl_order.h"
#include "engine/dumping/dump_options.h"
#include "engine/dumping/entry_list.h"

#include <map>
#include <string>
#include <vector>

namespace engine::dumping {

/// Where pg_restore puts something, which it says before the statement and not in it.
struct Storage
{
    std::string tablespace{};
    std::string accessMethod{};
};

/// A default that is given to its column once the sequence it takes its values from belongs to that column: what is
/// restored alone with its table (pg_restore -t) does without.
struct LaterDefault
{
    catalog::ObjectKey table{};
    std::string column{};
    std::string expression{};
    std::string searchPath{};
    std::vector<catalog::ObjectKey> needs{};
};

class AttributeEntries;

/// Schemas, types, routines, sequences, tables and views, with what belongs to them before there are rows.
///
/// Borrows everything. The schema is changed by takeApart(), which comes before all else that looks at it.
class StructureEntries final
{
public:
    StructureEntries(const catalog::Schema &schema, AttributeEntries &attributes, EntryList &list)
        : m_schema(schema)
        , m_attributes(attributes)
        , m_list(list)
    {}

    /// What pg_restore wants to have outside the statements.
    struct Parts
    {
        std::map<catalog::ObjectKey, Storage> storage{};
        std::vector<LaterDefault> defaults{};
    };
    [[nodiscard]] static Parts takeApart(catalog::Schema &schema);

    /// In this order; those that wait for indexes go behind the rows.
    void add(const std::vector<catalog::Step> &steps, formats::Section place, const Parts &parts);
    void addSequenceOwners();
    void addDefaults(const Parts &parts);
    /// The rows of the tables, and where the sequences are.
    void addRows(const DumpOptions &options);

private:
    /// Sequences that nothing but a default calls, which is given to its column later, with the table they belong to.
    [[nodiscard]] std::map<catalog::ObjectKey, catalog::ObjectKey> tablesOfSequences() const;
    void addStep(const catalog::Step &step, formats::Section place, const Parts &parts);
    void addSchema(const catalog::Object &object, formats::Section place);
    void addExtension(const catalog::Object &object, formats::Section place);
    void addTable(const catalog::Step &step, formats::Section place, std::vector<std::string> statements,
                  const Storage &storage);
    void addRest(const catalog::Step &step, formats::Section place, const std::vector<std::string> &statements);
    void addDomainParts(const catalog::Step &step, formats::Section place, const std::vector<std::string> &statements);
    [[nodiscard]] std::vector<std::string> statementsOf(const catalog::Step &step) const;
    [[nodiscard]] EntryList::Needs needsOf(const catalog::Step &step) const;

    const catalog::Schema &m_schema;
    AttributeEntries &m_attributes;
    EntryList &m_list;
};

} // namespace engine::dumping
