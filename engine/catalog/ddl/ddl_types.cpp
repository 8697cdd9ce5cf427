// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/catalog/ddl/ddl_types.h"

#include "engine/base/contains.h"

namespace engine::catalog {

namespace {

std::string enumSql(const ObjectKey &key, const EnumType &type)
{
    std::vector<std::string> labels;
    for (const std::string &label : type.labels)
        labels.push_back(sql::literal(label));
    return "CREATE TYPE " + key.quoted() + " AS ENUM (" + joined(labels, ", ") + ")";
}

std::string compositeSql(const ObjectKey &key, const CompositeType &type)
{
    std::vector<std::string> attributes;
    for (const Column &column : type.attributes) {
        std::string text = "\n    " + sql::quoted(column.name) + ' ' + column.type;
        if (!column.collation.empty())
            text += " COLLATE " + column.collation;
        attributes.push_back(std::move(text));
    }
    return "CREATE TYPE " + key.quoted() + " AS (" + joined(attributes, ",") + "\n)";
}

std::string rangeSql(const ObjectKey &key, const RangeType &type)
{
    std::string sql = "CREATE TYPE " + key.quoted() + " AS RANGE (subtype = " + type.subtype;
    if (!type.multirangeName.empty())
        sql += ", multirange_type_name = " + sql::quoted(type.multirangeSchema) + '.'
               + sql::quoted(type.multirangeName);
    if (!type.operatorClass.empty())
        sql += ", subtype_opclass = " + type.operatorClass;
    if (!type.collation.empty())
        sql += ", collation = " + type.collation;
    if (!type.canonicalFunction.empty())
        sql += ", canonical = " + type.canonicalFunction;
    if (!type.differenceFunction.empty())
        sql += ", subtype_diff = " + type.differenceFunction;
    return sql + ')';
}

/// The default and the constraints of a domain that was made without them.
void addDomainParts(const ObjectKey &key, const Domain &domain, Statements &statements)
{
    if (domain.defaultValue)
        statements.add("ALTER DOMAIN " + key.quoted() + " SET DEFAULT " + *domain.defaultValue);
    for (const DomainConstraint &constraint : domain.constraints) {
        if (!isAddedAfterRows(constraint))
            statements.add(domainConstraintSql(key, constraint));
    }
}

void createDomain(const ObjectKey &key, const Domain &domain, Step::Part part, Statements &statements)
{
    if (part == Step::Part::Rest)
        return addDomainParts(key, domain, statements);
    std::string sql = "CREATE DOMAIN " + key.quoted() + " AS " + domain.baseType;
    if (!domain.collation.empty())
        sql += " COLLATE " + domain.collation;
    const bool isWhole = part == Step::Part::Whole;
    if (isWhole && domain.defaultValue)
        sql += " DEFAULT " + *domain.defaultValue;
    if (domain.notNull)
        sql += " NOT NULL";
    for (const DomainConstraint &constraint : domain.constraints) {
        if (isWhole && !isAddedAfterRows(constraint))
            sql += "\n    CONSTRAINT " + sql::quoted(constraint.name) + ' ' + constraint.definition;
    }
    statements.add(std::move(sql));
}

} // namespace

bool isAddedAfterRows(const DomainConstraint &constraint)
{
    return constraint.definition.ends_with(" NOT VALID");
}

std::string domainConstraintSql(const ObjectKey &domain, const DomainConstraint &constraint)
{
    return "ALTER DOMAIN " + domain.quoted() + " ADD CONSTRAINT " + sql::quoted(constraint.name) + ' '
           + constraint.definition;
}

std::string joined(const std::vector<std::string> &items, std::string_view separator)
{
    std::string text;
    for (const std::string &item : items) {
        if (!text.empty())
            text += separator;
        text += item;
    }
    return text;
}

std::string inSearchPath(const Object &object, std::string sql)
{
    if (object.searchPath.value.empty())
        return sql;
    return "SET search_path = " + object.searchPath.value + "; " + std::move(sql) + "; SET search_path = ''";
}

void createType(const Step &step, const DdlOptions &options, Statements &statements)
{
    const ObjectKey &key = step.object->key;
    if (key.kind == ObjectKind::Schema) {
        if (!contains(options.existingSchemas, key.name))
            statements.add("CREATE SCHEMA " + key.quoted());
    } else if (const auto *extension = step.object->as<Extension>()) {
        if (!contains(options.existingExtensions, key.name))
            statements.add("CREATE EXTENSION " + key.quoted() + " WITH SCHEMA " + sql::quoted(extension->schema)
                           + (extension->version.empty() ? "" : " VERSION " + sql::literal(extension->version)));
        else if (options.movedExtensions.contains(key.name))
            statements.add("ALTER EXTENSION " + key.quoted() + " SET SCHEMA " + sql::quoted(extension->schema));
    } else if (const auto *enumType = step.object->as<EnumType>()) {
        statements.add(enumSql(key, *enumType));
    } else if (const auto *domain = step.object->as<Domain>()) {
        createDomain(key, *domain, step.part, statements);
    } else if (const auto *composite = step.object->as<CompositeType>()) {
        statements.add(compositeSql(key, *composite));
    } else if (const auto *range = step.object->as<RangeType>()) {
        statements.add(step.part == Step::Part::First ? "CREATE TYPE " + key.quoted() : rangeSql(key, *range));
    } else if (const auto *routine = step.object->as<Routine>()) {
        statements.add(routine->definition);
    } else if (const auto *scripted = step.object->as<Scripted>()) {
        // Of a base type the first one makes the shell.
        for (size_t i = step.part == Step::Part::Rest ? 1 : 0; i < scripted->statements.size(); ++i) {
            if (i == 0 || step.part != Step::Part::First)
                statements.add(scripted->statements[i]);
        }
    }
}

} // namespace engine::catalog
