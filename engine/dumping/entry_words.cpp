// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/dumping/entry_words.h"

#include "engine/catalog/ddl/ddl_attributes.h"
#include "engine/catalog/reading/reading.h"

namespace engine::dumping {

using catalog::Object;
using catalog::ObjectKey;
using catalog::ObjectKind;

namespace {

std::string constraintWord(const catalog::Constraint &constraint)
{
    switch (constraint.type) {
    case 'f':
        return "FK CONSTRAINT";
    case 'p':
    case 'u':
    case 'x':
        return "CONSTRAINT";
    default:
        return "CHECK CONSTRAINT";
    }
}

/// Catalogs of what no other part of the engine looks up by number.
namespace catalogs {
constexpr quint32 accessMethod = 2601;
constexpr quint32 cast = 2605;
constexpr quint32 conversion = 2607;
constexpr quint32 language = 2612;
constexpr quint32 operators = 2617;
constexpr quint32 operatorClass = 2616;
constexpr quint32 operatorFamily = 2753;
constexpr quint32 foreignDataWrapper = 2328;
constexpr quint32 foreignServer = 1417;
constexpr quint32 userMapping = 1418;
constexpr quint32 collation = 3456;
constexpr quint32 eventTrigger = 3466;
constexpr quint32 transform = 3576;
constexpr quint32 textSearchDictionary = 3600;
constexpr quint32 textSearchParser = 3601;
constexpr quint32 textSearchConfiguration = 3602;
constexpr quint32 textSearchTemplate = 3764;
constexpr quint32 subscription = 6100;
} // namespace catalogs

quint32 catalogOf(ObjectKind kind)
{
    switch (kind) {
    case ObjectKind::Schema:
        return catalog::catalogs::schema;
    case ObjectKind::Extension:
        return catalog::catalogs::extension;
    case ObjectKind::Language:
        return catalogs::language;
    case ObjectKind::AccessMethod:
        return catalogs::accessMethod;
    case ObjectKind::Collation:
        return catalogs::collation;
    case ObjectKind::EnumType:
    case ObjectKind::Domain:
    case ObjectKind::CompositeType:
    case ObjectKind::RangeType:
    case ObjectKind::BaseType:
        return catalog::catalogs::type;
    case ObjectKind::Function:
    case ObjectKind::Procedure:
    case ObjectKind::Aggregate:
        return catalog::catalogs::routine;
    case ObjectKind::Operator:
        return catalogs::operators;
    case ObjectKind::OperatorFamily:
        return catalogs::operatorFamily;
    case ObjectKind::OperatorClass:
        return catalogs::operatorClass;
    case ObjectKind::Cast:
        return catalogs::cast;
    case ObjectKind::Transform:
        return catalogs::transform;
    case ObjectKind::Conversion:
        return catalogs::conversion;
    case ObjectKind::TextSearchParser:
        return catalogs::textSearchParser;
    case ObjectKind::TextSearchTemplate:
        return catalogs::textSearchTemplate;
    case ObjectKind::TextSearchDictionary:
        return catalogs::textSearchDictionary;
    case ObjectKind::TextSearchConfiguration:
        return catalogs::textSearchConfiguration;
    case ObjectKind::ForeignDataWrapper:
        return catalogs::foreignDataWrapper;
    case ObjectKind::ForeignServer:
        return catalogs::foreignServer;
    case ObjectKind::UserMapping:
        return catalogs::userMapping;
    case ObjectKind::Constraint:
        return catalog::catalogs::constraint;
    case ObjectKind::Statistics:
        return catalog::catalogs::statistics;
    case ObjectKind::Rule:
        return catalog::catalogs::rule;
    case ObjectKind::Trigger:
        return catalog::catalogs::trigger;
    case ObjectKind::Policy:
        return catalog::catalogs::policy;
    case ObjectKind::Publication:
        return catalog::catalogs::publication;
    case ObjectKind::Subscription:
        return catalogs::subscription;
    case ObjectKind::EventTrigger:
        return catalogs::eventTrigger;
    case ObjectKind::DefaultPrivileges:
        return catalog::catalogs::defaultAcl;
    case ObjectKind::Setting:
    case ObjectKind::Other:
        return 0;
    default:
        return catalog::catalogs::relation;
    }
}

/// pg_restore knows no ALTER … OWNER for them, and says so for each that names an owner.
bool hasNoOwner(ObjectKind kind)
{
    return kind == ObjectKind::Extension || kind == ObjectKind::AccessMethod || kind == ObjectKind::Cast
           || kind == ObjectKind::Transform || kind == ObjectKind::TextSearchParser
           || kind == ObjectKind::TextSearchTemplate || kind == ObjectKind::UserMapping;
}

} // namespace

std::string wordOf(const Object &object)
{
    switch (object.key.kind) {
    case ObjectKind::Constraint:
        return constraintWord(*object.as<catalog::Constraint>());
    case ObjectKind::Language:
        return "PROCEDURAL LANGUAGE";
    case ObjectKind::UserMapping:
        return "USER MAPPING";
    case ObjectKind::Setting:
        return "DATABASE PROPERTIES";
    case ObjectKind::DefaultPrivileges:
        return "DEFAULT ACL";
    case ObjectKind::Operator:
        return "OPERATOR";
    case ObjectKind::OperatorFamily:
        return "OPERATOR FAMILY";
    case ObjectKind::OperatorClass:
        return "OPERATOR CLASS";
    case ObjectKind::Cast:
        return "CAST";
    case ObjectKind::Transform:
        return "TRANSFORM";
    case ObjectKind::Function:
        return "FUNCTION";
    case ObjectKind::Procedure:
        return "PROCEDURE";
    case ObjectKind::Aggregate:
        return "AGGREGATE";
    case ObjectKind::Rule:
        return "RULE";
    case ObjectKind::Trigger:
        return "TRIGGER";
    case ObjectKind::Policy:
        return "POLICY";
    default: {
        // What is named by its kind alone: `TEXT SEARCH PARSER "s"."p"`.
        const std::string name = catalog::sqlName(object.key);
        const size_t quote = name.find('"');
        return quote == std::string::npos || quote == 0 ? std::string() : name.substr(0, quote - 1);
    }
    }
}

std::string tagOf(const ObjectKey &key)
{
    switch (key.kind) {
    case ObjectKind::Function:
    case ObjectKind::Procedure:
        return key.name + '(' + key.signature + ')';
    case ObjectKind::Aggregate:
        return key.name + '(' + (key.signature.empty() ? "*" : key.signature) + ')';
    case ObjectKind::Cast:
    case ObjectKind::Transform:
        return catalog::sqlName(key);
    case ObjectKind::UserMapping:
        return "USER MAPPING " + (key.name.empty() ? "public" : key.name) + " SERVER " + key.parent;
    case ObjectKind::DefaultPrivileges:
        return "DEFAULT PRIVILEGES FOR " + key.parent;
    case ObjectKind::Constraint:
    case ObjectKind::Rule:
    case ObjectKind::Trigger:
    case ObjectKind::Policy:
        return key.parent + ' ' + key.name;
    default:
        return key.name;
    }
}

std::string commentTagOf(const Object &object)
{
    const ObjectKey &key = object.key;
    switch (key.kind) {
    case ObjectKind::Constraint:
        return "CONSTRAINT " + key.name + " ON " + key.parent;
    case ObjectKind::Rule:
    case ObjectKind::Trigger:
    case ObjectKind::Policy:
        return wordOf(object) + ' ' + key.name + " ON " + key.parent;
    case ObjectKind::Cast:
    case ObjectKind::Transform:
        return tagOf(key);
    default:
        return wordOf(object) + ' ' + tagOf(key);
    }
}

std::string grantTagOf(const ObjectKey &key)
{
    switch (key.kind) {
    case ObjectKind::Table:
    case ObjectKind::View:
    case ObjectKind::MaterializedView:
    case ObjectKind::ForeignTable:
        return "TABLE " + key.name;
    case ObjectKind::Sequence:
        return "SEQUENCE " + key.name;
    case ObjectKind::Schema:
        return "SCHEMA " + key.name;
    case ObjectKind::Language:
        return "LANGUAGE " + key.name;
    case ObjectKind::ForeignDataWrapper:
        return "FOREIGN DATA WRAPPER " + key.name;
    case ObjectKind::ForeignServer:
        return "FOREIGN SERVER " + key.name;
    case ObjectKind::Function:
    case ObjectKind::Aggregate:
        return "FUNCTION " + tagOf(key);
    case ObjectKind::Procedure:
        return "PROCEDURE " + tagOf(key);
    case ObjectKind::EnumType:
    case ObjectKind::Domain:
    case ObjectKind::CompositeType:
    case ObjectKind::RangeType:
    case ObjectKind::BaseType:
        return "TYPE " + key.name;
    default:
        return {};
    }
}

std::string removalOf(const Object &object)
{
    const ObjectKey &key = object.key;
    switch (key.kind) {
    case ObjectKind::Constraint:
        return "ALTER TABLE ONLY " + key.quotedParent() + " DROP CONSTRAINT " + sql::quoted(key.name) + ";\n";
    case ObjectKind::Language:
        return "DROP PROCEDURAL LANGUAGE " + sql::quoted(key.name) + ";\n";
    case ObjectKind::UserMapping:
        return "DROP USER MAPPING FOR " + (key.name.empty() ? std::string("PUBLIC") : sql::quoted(key.name))
               + " SERVER " + sql::quoted(key.parent) + ";\n";
    case ObjectKind::BaseType:
        // It and its functions need each other.
        return "DROP TYPE " + key.quoted() + " CASCADE;\n";
    case ObjectKind::Setting:
    case ObjectKind::DefaultPrivileges:
        return {};
    default:
        return "DROP " + catalog::sqlName(key) + ";\n";
    }
}

std::string asCreation(const std::vector<std::string> &statements)
{
    std::string sql;
    for (const std::string &statement : statements)
        sql += statement + ";\n";
    return sql;
}

formats::Entry entryOf(const Object &object, formats::Section section)
{
    const ObjectKey &key = object.key;
    formats::Entry entry{.catalog = catalogOf(key.kind),
                         .object = object.oid.value,
                         .kind = wordOf(object),
                         .name = tagOf(key),
                         .section = section,
                         .owner = hasNoOwner(key.kind) ? std::string() : object.owner,
                         .removal = removalOf(object)};
    if (entry.object == 0)
        entry.catalog = 0;
    if (!key.schema.empty())
        entry.schema = key.schema;
    return entry;
}

} // namespace engine::dumping
