// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/migration/report/object_text.h"

#include "engine/catalog/ddl/ddl.h"
#include "engine/catalog/ddl/ddl_attributes.h"

#include <algorithm>

namespace engine::migration {

using catalog::Acl;
using catalog::DdlScript;
using catalog::DdlStatement;
using catalog::Object;
using catalog::ObjectKey;
using catalog::Schema;

namespace {

/// The object, with the relation that it is a part of.
Schema partOf(const Schema &schema, const Object &object)
{
    Schema part;
    part.serverVersion = schema.serverVersion;
    part.databaseName = schema.databaseName;
    part.objects.push_back(object);
    if (!object.key.parent.empty()) {
        const Object *parent = schema.findTable(object.key.schema, object.key.parent);
        for (const auto kind : {catalog::ObjectKind::View, catalog::ObjectKind::MaterializedView}) {
            if (parent == nullptr)
                parent = schema.find({.kind = kind, .schema = object.key.schema, .name = object.key.parent});
        }
        if (parent != nullptr)
            part.objects.push_back(*parent);
    }
    part.sort();
    return part;
}

void add(const std::string &sql, std::string &text)
{
    text += sql;
    text += text.ends_with(';') ? "\n" : ";\n";
}

void addGrants(const Acl &acl, const std::string &column, const Object &object, std::string &text)
{
    Acl others;
    for (catalog::AclItem item : acl) {
        // The owner's own are said by its name.
        if (item.grantee == object.owner && !object.owner.empty())
            continue;
        item.grantor.clear();
        others.push_back(std::move(item));
    }
    for (const std::string &statement :
         catalog::privilegeStatements({}, others, column, catalog::grantName(object.key)))
        add(statement, text);
}

} // namespace

std::string objectText(const Schema &schema, const ObjectKey &key)
{
    const Object *object = schema.find(key);
    if (object == nullptr)
        return {};
    const catalog::DdlOptions options{.owners = false, .grants = false};
    std::string text;
    if (catalog::isDatabaseWide(key.kind)) {
        for (const DdlStatement &statement : catalog::objectScript(*object, options))
            add(statement.sql, text);
    } else if (const Result<DdlScript> script = catalog::creationScript(partOf(schema, *object), options)) {
        for (const auto *list : {&script->preData, &script->indexes, &script->keys, &script->validations,
                                 &script->postData, &script->finish, &script->last}) {
            for (const DdlStatement &statement : *list) {
                if (statement.object == key)
                    add(statement.sql, text);
            }
        }
    }
    if (!object->owner.empty() && !catalog::sqlName(key).empty())
        add("ALTER " + catalog::sqlName(key) + " OWNER TO " + sql::quoted(object->owner), text);
    if (catalog::grantName(key).empty())
        return text;
    addGrants(object->acl, {}, *object, text);
    if (const std::vector<catalog::Column> *columns = catalog::columnsOf(*object)) {
        for (const catalog::Column &column : *columns)
            addGrants(column.acl, column.name, *object, text);
    }
    return text;
}

} // namespace engine::migration
