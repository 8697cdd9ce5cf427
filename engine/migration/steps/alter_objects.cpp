// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/migration/steps/alter_objects.h"

#include "engine/catalog/ddl/ddl_attributes.h"
#include "engine/catalog/ddl/ddl_relations.h"
#include "engine/migration/planning/texts.h"

#include <algorithm>

namespace engine::migration {

using namespace catalog;

std::string restartWhereOutside(const Sequence &old, const Sequence &now)
{
    const bool isOutside = old.state.lastValue < now.minimum || old.state.lastValue > now.maximum;
    return isOutside ? " RESTART WITH " + std::to_string(now.start) : std::string();
}

namespace {

std::string asideQuoted(const ObjectKey &key)
{
    return sql::quoted(key.schema) + '.' + sql::quoted(asideName(key));
}

void alterDomain(const Object &before, const Object &after, const Context &context, Script &script)
{
    const auto *old = before.as<Domain>();
    const auto *now = after.as<Domain>();
    const std::string prefix = "ALTER DOMAIN " + after.key.quoted() + ' ';
    const bool isBare = context.rebuilding.bareDomains.contains(after.key);
    if (isBare && context.goes(after.key))
        return;
    if (old->notNull != now->notNull)
        script.add(after.key, prefix + (now->notNull ? "SET NOT NULL" : "DROP NOT NULL"));
    if (!now->defaultValue && old->defaultValue && !isBare)
        script.add(after.key, prefix + "DROP DEFAULT");
    else if (now->defaultValue && (isBare || old->defaultValue != now->defaultValue))
        script.add(after.key, inSearchPath(after, prefix + "SET DEFAULT " + *now->defaultValue));
    const auto twinOf = [](const Domain &domain, const DomainConstraint &check) {
        const auto found = std::ranges::find(domain.constraints, check.name, &DomainConstraint::name);
        return found == domain.constraints.end() ? nullptr : &*found;
    };
    for (const DomainConstraint &check : old->constraints) {
        const DomainConstraint *twin = twinOf(*now, check);
        if (!isBare && (twin == nullptr || twin->definition != check.definition))
            script.add(after.key, prefix + "DROP CONSTRAINT " + sql::quoted(check.name));
    }
    for (const DomainConstraint &check : now->constraints) {
        const DomainConstraint *twin = twinOf(*old, check);
        if (isBare || twin == nullptr || twin->definition != check.definition)
            script.add(after.key, inSearchPath(after, domainConstraintSql(after.key, check)));
    }
}

void alterComposite(const Object &before, const Object &after, Script &script)
{
    const auto &old = before.as<CompositeType>()->attributes;
    for (const Column &attribute : after.as<CompositeType>()->attributes) {
        if (std::ranges::find(old, attribute.name, &Column::name) != old.end())
            continue;
        std::string sql = "ALTER TYPE " + after.key.quoted() + " ADD ATTRIBUTE " + sql::quoted(attribute.name) + ' '
                          + attribute.type;
        if (!attribute.collation.empty())
            sql += " COLLATE " + attribute.collation;
        script.add(after.key, sql + " CASCADE");
    }
}

void alterSequence(const Object &before, const Object &after, Script &script)
{
    const auto *old = before.as<Sequence>();
    const auto *now = after.as<Sequence>();
    const std::string prefix = "ALTER SEQUENCE " + after.key.quoted();
    const bool isOther = old->type != now->type || sequenceSettings(*old) != sequenceSettings(*now);
    if (isOther)
        script.add(after.key, prefix + " AS " + now->type + sequenceSettings(*now) + restartWhereOutside(*old, *now));
    if (old->isUnlogged != now->isUnlogged)
        script.add(after.key, prefix + (now->isUnlogged ? " SET UNLOGGED" : " SET LOGGED"));
    const bool isUntied = !old->ownerTable.empty() && now->ownerTable.empty();
    if (isUntied && old->identity == 0)
        script.add(after.key, prefix + " OWNED BY NONE");
}

/// Where no way leads to the other version, or it cannot be moved, it is made anew if nothing needs it; else it stays
/// as it is, and the script goes on.
void alterExtension(const Object &before, const Object &after, const Context &context, Script &script)
{
    const auto *old = before.as<Extension>();
    const auto *now = after.as<Extension>();
    const std::string name = after.key.quoted();
    const std::string prefix = "ALTER EXTENSION " + name;
    const bool mayBeDropped = context.rebuilding.mayGo && context.rebuilding.mayGo(after.key);
    const std::string warning = "RAISE WARNING " + sql::literal("The extension % stays as it is.") + ", "
                                + sql::literal(after.key.name) + ";\n";
    const std::string anew
        = mayBeDropped
              ? "BEGIN\n        DROP EXTENSION " + name + ";\n        CREATE EXTENSION " + name + " SCHEMA "
                    + sql::quoted(now->schema) + " VERSION " + sql::literal(now->version)
                    + ";\n    EXCEPTION WHEN dependent_objects_still_exist THEN\n        " + warning + "    END;\n"
              : warning;
    if (old->version != now->version && !now->version.empty()) {
        const std::string sql = "BEGIN\n    IF EXISTS (SELECT FROM pg_catalog.pg_extension_update_paths("
                                + sql::literal(after.key.name) + ") WHERE source = " + sql::literal(old->version)
                                + " AND target = " + sql::literal(now->version)
                                + " AND path IS NOT NULL) THEN\n        " + prefix + " UPDATE TO "
                                + sql::literal(now->version) + ";\n    ELSE\n        " + anew + "    END IF;\nEND";
        script.add(after.key, "DO " + sql::literal(sql));
    }
    if (old->schema != now->schema)
        script.add(after.key,
                   "DO "
                       + sql::literal("BEGIN\n    IF EXISTS (SELECT FROM pg_catalog.pg_extension e JOIN "
                                      "pg_catalog.pg_namespace n ON n.oid = e.extnamespace WHERE e.extname = "
                                      + sql::literal(after.key.name) + " AND n.nspname = " + sql::literal(now->schema)
                                      + ") THEN\n        RETURN;\n    END IF;\n    " + prefix + " SET SCHEMA "
                                      + sql::quoted(now->schema) + ";\nEXCEPTION WHEN feature_not_supported THEN\n    "
                                      + anew + "END"));
}

void alterMaterializedView(const Object &before, const Object &after, Script &script)
{
    const auto *old = before.as<MaterializedView>();
    const auto *now = after.as<MaterializedView>();
    const std::string prefix = "ALTER MATERIALIZED VIEW " + after.key.quoted();
    for (const std::string &option : old->options) {
        const std::string name = option.substr(0, option.find('='));
        const bool isThere = std::ranges::any_of(
            now->options, [&](const std::string &other) { return other.starts_with(name + '='); });
        if (!isThere)
            script.add(after.key, prefix + " RESET (" + sql::quoted(name) + ')');
    }
    if (old->options != now->options && !now->options.empty()) {
        const std::string with = withOptions(now->options);
        script.add(after.key, prefix + " SET " + with.substr(with.find('(')));
    }
    if (old->tablespace != now->tablespace)
        script.add(after.key, prefix + " SET TABLESPACE "
                                  + (now->tablespace.empty() ? "pg_default" : sql::quoted(now->tablespace)));
    if (old->accessMethod != now->accessMethod && !now->accessMethod.empty())
        script.add(after.key, prefix + " SET ACCESS METHOD " + sql::quoted(now->accessMethod));
    if (old->isPopulated && !now->isPopulated)
        script.add(after.key, "REFRESH MATERIALIZED VIEW " + after.key.quoted() + " WITH NO DATA");
}

void replaceView(const Object &before, const Object &after, Script &script)
{
    const auto *old = before.as<View>();
    const auto *now = after.as<View>();
    std::vector<DdlStatement> made;
    Statements statements(made, after);
    if (old->query != now->query || old->options != now->options || before.meaning != after.meaning)
        createRelation({.object = &after, .part = Step::Part::Rest}, {}, statements);
    for (const Column &column : old->columns) {
        const auto twin = std::ranges::find(now->columns, column.name, &Column::name);
        if (column.defaultValue && twin != now->columns.end() && !twin->defaultValue)
            statements.add("ALTER VIEW " + after.key.quoted() + " ALTER COLUMN " + sql::quoted(column.name)
                           + " DROP DEFAULT");
    }
    for (const Column &column : now->columns) {
        const auto twin = std::ranges::find(old->columns, column.name, &Column::name);
        const bool isOther = twin == old->columns.end() || twin->defaultValue != column.defaultValue;
        if (made.empty() && column.defaultValue && isOther)
            statements.add("ALTER VIEW " + after.key.quoted() + " ALTER COLUMN " + sql::quoted(column.name)
                           + " SET DEFAULT " + *column.defaultValue);
    }
    script.append(std::move(made));
}

/// The functions that make ranges are named like their type, and keep their names when it is renamed.
void setAsideConstructors(const ObjectKey &key, const RangeType &range, Script &script)
{
    const std::string aside = sql::quoted(asideName(key));
    const auto rename = [&](const std::string &name, const std::string &arguments, const std::string &to) {
        script.add(key, "ALTER FUNCTION " + name + '(' + arguments + ") RENAME TO " + to);
    };
    rename(key.quoted(), range.subtype + ", " + range.subtype, aside);
    rename(key.quoted(), range.subtype + ", " + range.subtype + ", text", aside);
    if (range.multirangeName.empty())
        return;
    const std::string multirange = sql::quoted(range.multirangeSchema) + '.' + sql::quoted(range.multirangeName);
    const std::string asideOfIt = sql::quoted(asideName({.name = range.multirangeName}));
    script.add(key, "ALTER TYPE " + multirange + " RENAME TO " + asideOfIt);
    for (const std::string &arguments : {std::string(), asideQuoted(key), asideQuoted(key) + "[]"})
        rename(multirange, arguments, asideOfIt);
}

void setAsideType(const Object &type, Script &script)
{
    const char *kind = type.key.kind == ObjectKind::Collation ? "ALTER COLLATION "
                       : type.key.kind == ObjectKind::Domain  ? "ALTER DOMAIN "
                                                              : "ALTER TYPE ";
    script.add(type.key, kind + type.key.quoted() + " RENAME TO " + sql::quoted(asideName(type.key)),
               script.hazards().of(Hazard::Kind::MadeAgain, type.key));
    if (const auto *range = type.as<RangeType>())
        setAsideConstructors(type.key, *range, script);
}

/// The value is kept in a sequence of its own; the one of an identity column goes with that.
void setAsideSequence(const Object &object, Script &script)
{
    const auto *sequence = object.as<Sequence>();
    const std::string name = object.key.quoted();
    if (sequence->identity == 0) {
        script.add(object.key, "ALTER SEQUENCE " + name + " OWNED BY NONE");
        script.add(object.key, "ALTER SEQUENCE " + name + " RENAME TO " + sql::quoted(asideName(object.key)));
        return;
    }
    const std::string aside = asideQuoted(object.key);
    script.add(object.key, "CREATE SEQUENCE " + aside + " AS " + sequence->type + sequenceSettings(*sequence));
    script.add(object.key,
               "SELECT pg_catalog.setval(" + sql::literal(aside) + ", s.last_value, s.is_called) FROM " + name + " s");
    script.add(object.key, "ALTER TABLE " + sql::quoted(object.key.schema) + '.' + sql::quoted(sequence->ownerTable)
                               + " ALTER COLUMN " + sql::quoted(sequence->ownerColumn) + " DROP IDENTITY");
}

} // namespace

void setAsideReplaced(const Context &context, Script &script)
{
    for (const ObjectKey &key : context.rebuilding.swapped)
        setAsideType(*context.from.find(key), script);
    for (const ObjectKey &key : context.rebuilding.sequences)
        setAsideSequence(*context.from.find(key), script);
}

void dropReplaced(const Context &context, Script &script)
{
    for (const ObjectKey &key : context.rebuilding.sequences) {
        script.add(key, "SELECT pg_catalog.setval(" + sql::literal(key.quoted()) + ", s.last_value, s.is_called) FROM "
                            + asideQuoted(key) + " s");
        script.add(key, "DROP SEQUENCE " + asideQuoted(key));
    }
    // A type is dropped after those that are made of it.
    std::vector<ObjectKey> left(context.rebuilding.swapped.begin(), context.rebuilding.swapped.end());
    while (!left.empty()) {
        const auto isNeeded = [&](const ObjectKey &key) {
            return std::ranges::any_of(left, [&](const ObjectKey &other) {
                const auto &needs = context.from.find(other)->dependsOn.value;
                return other != key && std::ranges::binary_search(needs, key);
            });
        };
        auto next = std::ranges::find_if_not(left, isNeeded);
        if (next == left.end())
            next = left.begin();
        const char *kind = next->kind == ObjectKind::Collation ? "DROP COLLATION "
                           : next->kind == ObjectKind::Domain  ? "DROP DOMAIN "
                                                               : "DROP TYPE ";
        script.add(*next, kind + asideQuoted(*next));
        left.erase(next);
    }
}

void addLabels(const Context &context, Script &script)
{
    for (const auto &[key, change] : context.goal.changes) {
        const Object *before = context.from.find(key);
        const Object *after = context.goal.schema.find(key);
        const auto *old = before == nullptr ? nullptr : before->as<EnumType>();
        const auto *now = after == nullptr ? nullptr : after->as<EnumType>();
        if (old == nullptr || now == nullptr || context.rebuilding.swapped.contains(key))
            continue;
        const std::string prefix = "ALTER TYPE " + key.quoted() + " ADD VALUE ";
        for (size_t i = 0; i < now->labels.size(); ++i) {
            const std::string &label = now->labels[i];
            if (std::ranges::find(old->labels, label) != old->labels.end())
                continue;
            const std::string place = i > 0 ? " AFTER " + sql::literal(now->labels[i - 1])
                                            : " BEFORE " + sql::literal(old->labels.empty() ? label : old->labels[0]);
            script.addOutside(key, prefix + sql::literal(label) + (old->labels.empty() && i == 0 ? "" : place));
        }
    }
}

void alterObject(const Object &before, const Object &after, const Context &context, Script &script)
{
    if (before.as<Domain>() != nullptr)
        return alterDomain(before, after, context, script);
    if (before.as<CompositeType>() != nullptr)
        return alterComposite(before, after, script);
    if (before.as<Sequence>() != nullptr)
        return alterSequence(before, after, script);
    if (before.as<Extension>() != nullptr)
        return alterExtension(before, after, context, script);
    if (before.as<MaterializedView>() != nullptr)
        return alterMaterializedView(before, after, script);
    if (before.as<View>() != nullptr)
        return replaceView(before, after, script);
    if (const auto *routine = after.as<Routine>();
        routine != nullptr
        && (routine->definition != before.as<Routine>()->definition || before.meaning != after.meaning))
        script.add(after.key, inSearchPath(after, routine->definition));
}

} // namespace engine::migration
