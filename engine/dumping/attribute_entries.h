// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/catalog/ddl/ddl.h"
#include "engine/dumping/entry_list.h"

#include <map>
#include <vector>

namespace engine::dumping {

/// Grants, comments and labels of objects, each in an entry of its own that as a rule needs nothing but the object: so
/// pg_restore can leave them out, and takes them along with an object that was chosen.
///
/// Borrows everything.
class AttributeEntries final
{
public:
    AttributeEntries(const catalog::Schema &schema, const catalog::DdlOptions &options, EntryList &list);

    /// Behind the object's entry. Nothing where there is nothing to say.
    void add(const catalog::Object &object, formats::Section place);
    /// What people changed on members of extensions.
    void addMemberChanges();
    /// ALTER DEFAULT PRIVILEGES.
    void addDefaultPrivileges();

private:
    void addGrants(const catalog::Object &object, formats::Section place);
    void addComments(const catalog::Object &object, formats::Section place);
    void addLabels(const catalog::Object &object, formats::Section place);
    EntryList::Handle addAbout(const catalog::Object &object, formats::Section place, const char *kind,
                               std::string name, std::string creation, EntryList::Needs needs = {});

    const catalog::Schema &m_schema;
    const catalog::DdlOptions &m_options;
    EntryList &m_list;
    /// The entries that say who may use which schema.
    std::map<std::string, EntryList::Handle> m_schemaGrants{};
    std::map<catalog::ObjectKey, std::vector<const catalog::SecurityLabel *>> m_labels;
};

} // namespace engine::dumping
