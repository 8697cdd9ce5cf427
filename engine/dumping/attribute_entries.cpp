// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/dumping/attribute_entries.h"

#include "engine/catalog/comparison/member_changes.h"
#include "engine/catalog/ddl/ddl_attributes.h"
#include "engine/dumping/entry_words.h"
#include "engine/fitting/security_labels.h"

#include <algorithm>

namespace engine::dumping {

using catalog::Object;
using catalog::ObjectKind;
using formats::Section;

namespace {

constexpr int firstWithOwnedPublic = 150'000;
constexpr std::string_view commentOfPublic = "standard public schema";

bool isPublic(const Object &object)
{
    return object.key.kind == ObjectKind::Schema && object.key.name == "public";
}

/// What initdb grants on the schema public, whoever owns it.
bool isUntouchedPublic(const Object &object, int serverVersion)
{
    const std::string &owner = object.owner;
    const char *forAll = serverVersion >= firstWithOwnedPublic ? "U" : "CU";
    const catalog::Acl usual{{.grantee = {}, .grantor = owner, .privileges = forAll},
                             {.grantee = owner, .grantor = owner, .privileges = "CU"}};
    return isPublic(object) && object.acl == usual;
}

/// Of what catalog::setComments() says, in its order.
std::vector<std::string> commentTags(const Object &object)
{
    std::vector<std::string> tags;
    if (object.comment && !catalog::sqlName(object.key).empty())
        tags.push_back(commentTagOf(object));
    if (const auto *columns = columnsOf(object)) {
        for (const catalog::Column &column : *columns) {
            if (column.comment)
                tags.push_back("COLUMN " + object.key.name + '.' + column.name);
        }
    }
    if (const auto *domain = object.as<catalog::Domain>()) {
        for (const catalog::DomainConstraint &constraint : domain->constraints) {
            if (constraint.comment)
                tags.push_back("CONSTRAINT " + constraint.name + " ON DOMAIN " + object.key.name);
        }
    }
    if (const auto *constraint = object.as<catalog::Constraint>(); constraint != nullptr && constraint->indexComment)
        tags.push_back("INDEX " + object.key.name);
    return tags;
}

} // namespace

AttributeEntries::AttributeEntries(const catalog::Schema &schema, const catalog::DdlOptions &options, EntryList &list)
    : m_schema(schema)
    , m_options(options)
    , m_list(list)
{
    for (const catalog::SecurityLabel &label : schema.securityLabels)
        m_labels[label.object].push_back(&label);
}

void AttributeEntries::add(const Object &object, Section place)
{
    addComments(object, place);
    addLabels(object, place);
    addGrants(object, place);
}

EntryList::Handle AttributeEntries::addAbout(const Object &object, Section place, const char *kind, std::string name,
                                             std::string creation, EntryList::Needs needs)
{
    formats::Entry entry{.kind = kind,
                         .name = std::move(name),
                         .section = Section::None,
                         .owner = object.owner,
                         .creation = std::move(creation)};
    if (!object.key.schema.empty())
        entry.schema = object.key.schema;
    // One, and no more where it can be: else pg_restore -t does not see what it belongs to.
    if (const auto main = m_list.mainEntryOf(object.key))
        needs.entries.push_back(*main);
    return m_list.add(place, std::move(entry), std::move(needs));
}

void AttributeEntries::addGrants(const Object &object, Section place)
{
    if (isUntouchedPublic(object, m_schema.serverVersion))
        return;
    std::vector<catalog::DdlStatement> made;
    catalog::Statements statements(made, object.key);
    catalog::setGrants(object, m_options, statements);
    if (made.empty())
        return;
    std::vector<std::string> sql;
    for (catalog::DdlStatement &statement : made)
        sql.push_back(std::move(statement.sql));
    // Who grants in another's name must be allowed into the schema by then, also where pg_restore -j takes entries out
    // of their order.
    EntryList::Needs needs;
    const auto schema = m_schemaGrants.find(object.key.schema);
    if (schema != m_schemaGrants.end() && std::ranges::any_of(sql, [](const std::string &text) {
            return text.find("SET ROLE ") != std::string::npos;
        }))
        needs.entries.push_back(schema->second);
    // Together, those on columns too: two that change the same list at the same time would fail.
    const EntryList::Handle entry
        = addAbout(object, place, "ACL", grantTagOf(object.key), asCreation(sql), std::move(needs));
    if (object.key.kind == ObjectKind::Schema)
        m_schemaGrants.emplace(object.key.name, entry);
}

void AttributeEntries::addComments(const Object &object, Section place)
{
    if (isPublic(object) && object.comment.value_or("") == commentOfPublic)
        return;
    if (isPublic(object) && !object.comment) {
        addAbout(object, place, "COMMENT", "SCHEMA public", "COMMENT ON SCHEMA \"public\" IS NULL;\n");
        return;
    }
    std::vector<catalog::DdlStatement> made;
    catalog::Statements statements(made, object.key);
    catalog::setComments(object, m_options, statements);
    const std::vector<std::string> tags = commentTags(object);
    for (size_t i = 0; i < made.size() && i < tags.size(); ++i)
        addAbout(object, place, "COMMENT", tags[i], made[i].sql + ";\n");
}

void AttributeEntries::addLabels(const Object &object, Section place)
{
    const auto labels = m_labels.find(object.key);
    if (labels == m_labels.end())
        return;
    for (const catalog::SecurityLabel *label : labels->second)
        addAbout(object, place, "SECURITY LABEL", label->kind + ' ' + label->identity,
                 fitting::labelSql(*label) + ";\n");
}

void AttributeEntries::addMemberChanges()
{
    for (const catalog::MemberChange &change : m_schema.memberChanges) {
        const catalog::ObjectKey extension{.kind = ObjectKind::Extension, .name = change.extension};
        if (!change.extension.empty() && m_schema.find(extension) == nullptr)
            continue;
        catalog::MemberChange before = change;
        before.acl = change.cameWith;
        before.comment.reset();
        const std::vector<std::string> statements = catalog::changeStatements(before, change);
        if (statements.empty())
            continue;
        m_list.add(Section::PreData,
                   {.kind = change.isComment ? "COMMENT" : "ACL",
                    .name = change.kind + ' ' + change.identity,
                    .section = Section::None,
                    .creation = asCreation(statements)},
                   {.objects = {extension}});
    }
}

void AttributeEntries::addDefaultPrivileges()
{
    for (const Object &object : m_schema.objects) {
        if (object.key.kind != ObjectKind::DefaultPrivileges)
            continue;
        std::vector<catalog::DdlStatement> made;
        catalog::Statements statements(made, object.key);
        catalog::changeDefaultPrivileges(nullptr, &object, m_options, statements);
        if (made.empty())
            continue;
        std::vector<std::string> sql;
        for (catalog::DdlStatement &statement : made)
            sql.push_back(std::move(statement.sql));
        formats::Entry entry = entryOf(object, Section::PostData);
        entry.owner = object.key.name;
        entry.creation = asCreation(sql);
        m_list.add(Section::PostData, std::move(entry), {.objects = object.dependsOn.value});
    }
}

} // namespace engine::dumping
