// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/merge/kept_tables.h"

#include "engine/catalog/model/table_names.h"
#include "engine/selection/table_pattern.h"
#include "engine/target/session/readable_tables.h"

#include <algorithm>

namespace engine::merge {

using namespace Qt::StringLiterals;
using catalog::Object;
using catalog::ObjectKey;
using catalog::ObjectKind;
using catalog::Schema;

namespace {

// What the server itself asks when a row is assigned (find_coercion_pathway): the same type, a cast that is not only
// explicit, anything into a text, and arrays as their elements.
constexpr pg::Statement refusedConversions = R"(
WITH wanted AS (
    SELECT w.place, pg_catalog.to_regtype(w.old_name) AS old_type, pg_catalog.to_regtype(w.new_name) AS new_type
    FROM ROWS FROM (pg_catalog.unnest($1::text[]), pg_catalog.unnest($2::text[])) WITH ORDINALITY
        AS w (old_name, new_name, place)
), pairs AS (
    SELECT w.place, coalesce(e.old_type, w.old_type) AS old_type, coalesce(e.new_type, w.new_type) AS new_type
    FROM wanted AS w LEFT JOIN LATERAL (
        SELECT o.typelem AS old_type, n.typelem AS new_type
        FROM pg_catalog.pg_type AS o, pg_catalog.pg_type AS n
        WHERE o.oid = w.old_type AND n.oid = w.new_type AND o.typcategory = 'A' AND n.typcategory = 'A'
    ) AS e ON true
)
SELECT p.place - 1 FROM pairs AS p LEFT JOIN pg_catalog.pg_type AS n ON n.oid = p.new_type
WHERE n.oid IS NULL OR p.old_type IS NULL
    OR (p.old_type <> p.new_type AND n.typcategory <> 'S'
        AND NOT EXISTS (SELECT FROM pg_catalog.pg_cast AS c
                        WHERE c.castsource = p.old_type AND c.casttarget = p.new_type AND c.castcontext <> 'e'))
ORDER BY p.place)";

QString displayed(const sql::QualifiedName &name)
{
    return text(name.displayed());
}

QString described(const ObjectKey &key)
{
    return QString::fromLatin1(catalog::kindKey(key.kind)) + u' ' + text(key.display());
}

bool isTable(ObjectKind kind)
{
    return kind == ObjectKind::Table || kind == ObjectKind::ForeignTable;
}

/// What shares one space of names with the tables of a schema.
bool isRelation(const Object &object)
{
    if (const auto *constraint = object.as<catalog::Constraint>())
        return constraint->type == 'p' || constraint->type == 'u' || constraint->type == 'x';
    switch (object.key.kind) {
    case ObjectKind::Sequence:
    case ObjectKind::Table:
    case ObjectKind::ForeignTable:
    case ObjectKind::View:
    case ObjectKind::MaterializedView:
    case ObjectKind::Index:
        return true;
    default:
        return false;
    }
}

/// A type of its own, or a row type: what shares one space of names with the types of a schema.
bool isType(const Object &object)
{
    const ObjectKind kind = object.key.kind;
    return (kind >= ObjectKind::EnumType && kind <= ObjectKind::BaseType) || isTable(kind) || kind == ObjectKind::View
           || kind == ObjectKind::MaterializedView;
}

/// A foreign key needs some key of the table it refers to, which comes with that table.
bool isOfReferencedTable(const Object &object, const ObjectKey &need)
{
    const auto *constraint = object.as<catalog::Constraint>();
    return constraint != nullptr && constraint->type == 'f' && !need.parent.empty();
}

/// Rows of its own, or partitions with rows.
bool canHaveRows(const Object &object)
{
    const auto *table = object.as<catalog::Table>();
    return table != nullptr && object.key.kind == ObjectKind::Table && (table->holdsRows || table->isPartitioned());
}

class Finder final
{
public:
    Finder(const Schema &source, const Schema &target, const selection::RowChoice &choice)
        : m_source(source)
        , m_target(target)
        , m_choice(choice)
    {}
    KeptTables run();

private:
    void matchPatterns();
    void describe(const Object &table);
    void compareColumns(const Object &ofTarget, const Object &ofSource, KeptTable &kept);
    [[nodiscard]] std::vector<const Object *> withPartitions(const Schema &schema, const Object &root) const;
    [[nodiscard]] bool hasKeptParent(const Object &table) const;
    void carry(const Object &object, const sql::QualifiedName &on);
    void carryNeeds(const Object &object, const sql::QualifiedName &on);
    void carryParts(const Object &table, const sql::QualifiedName &on);
    void refuseTakenNames();
    void refuseLostParts();
    void findPublications();
    void cannot(const sql::QualifiedName &table, const QString &why);

    const Schema &m_source;
    const Schema &m_target;
    const selection::RowChoice &m_choice;
    KeptTables m_found;
    std::set<const Object *> m_matched;
    std::set<ObjectKey> m_carried;
    std::map<ObjectKey, sql::QualifiedName> m_carriedFor;
};

void Finder::cannot(const sql::QualifiedName &table, const QString &why)
{
    m_found.problems.append({.code = ErrorCode::TableNotKeepable, .subject = displayed(table), .detail = why});
}

void Finder::matchPatterns()
{
    for (const std::string &given : m_choice.kept) {
        const selection::TablePattern pattern(given, m_choice.groups);
        bool isUsed = false;
        for (const Object &object : m_target.objects) {
            if (!canHaveRows(object) || !pattern.matches(object))
                continue;
            isUsed = true;
            m_matched.insert(&object);
            if (pattern.isGroup())
                m_found.groups[given].insert(nameOf(object));
        }
        if (!isUsed)
            m_found.problems.append(pattern.unmatched(m_target));
    }
}

/// Its partitions, theirs, and itself.
std::vector<const Object *> Finder::withPartitions(const Schema &schema, const Object &root) const
{
    std::vector<const Object *> tables{&root};
    for (size_t next = 0; next < tables.size(); ++next) {
        if (!tables[next]->as<catalog::Table>()->isPartitioned())
            continue;
        for (const Object &object : schema.objects) {
            const auto *table = object.as<catalog::Table>();
            if (table != nullptr && table->isPartition() && table->parents.front() == nameOf(*tables[next]))
                tables.push_back(&object);
        }
    }
    return tables;
}

/// A partition is kept together with its table when that is kept.
bool Finder::hasKeptParent(const Object &table) const
{
    const Object *above = &table;
    while (above != nullptr && above->as<catalog::Table>()->isPartition()) {
        const sql::QualifiedName &parent = above->as<catalog::Table>()->parents.front();
        above = m_target.find({.kind = ObjectKind::Table, .schema = parent.schema, .name = parent.name});
        if (m_matched.contains(above))
            return true;
    }
    return false;
}

void Finder::compareColumns(const Object &ofTarget, const Object &ofSource, KeptTable &kept)
{
    const std::vector<catalog::Column> &before = ofTarget.as<catalog::Table>()->columns;
    const std::vector<catalog::Column> &after = ofSource.as<catalog::Table>()->columns;
    const auto named = [](const std::vector<catalog::Column> &columns, const std::string &name) {
        return std::find_if(columns.begin(), columns.end(), [&](const auto &column) { return column.name == name; });
    };
    for (const catalog::Column &column : before) {
        const auto same = named(after, column.name);
        if (same == after.end())
            kept.lostColumns.push_back(column.name);
        else if (same->generated == 0)
            kept.columns.push_back({column.name, column.type, same->type, column.baseType.value, same->baseType.value});
    }
    for (const catalog::Column &column : after) {
        if (named(before, column.name) != before.end() || column.generated != 0)
            continue;
        kept.newColumns.push_back(column.name);
        if (column.notNull && !column.defaultValue && column.identity == 0)
            kept.missingColumns.push_back(column.name);
    }
    if (kept.columns.empty())
        cannot(kept.name, u"no column of the same name"_s);
}

void Finder::describe(const Object &table)
{
    const Object *ofSource = m_source.find(table.key);
    KeptTable kept{.name = nameOf(table),
                   .isOnlyInTarget = ofSource == nullptr,
                   .isPartitioned = table.as<catalog::Table>()->isPartitioned()};
    for (const Object *part : withPartitions(m_target, table)) {
        if (part->as<catalog::Table>()->holdsRows)
            kept.withRows.push_back(nameOf(*part));
        if (part->key.kind == ObjectKind::ForeignTable)
            cannot(kept.name, described(part->key));
        if (kept.isOnlyInTarget)
            m_found.roots.emplace(nameOf(*part), kept.name);
    }
    if (kept.isOnlyInTarget) {
        for (const Object *part : withPartitions(m_target, table))
            carry(*part, kept.name);
        kept.isPartitionedAfterwards = kept.isPartitioned;
        compareColumns(table, table, kept);
    } else {
        kept.isPartitionedAfterwards = ofSource->as<catalog::Table>()->isPartitioned();
        compareColumns(table, *ofSource, kept);
        for (const Object *part : withPartitions(m_source, *ofSource)) {
            m_found.roots.emplace(nameOf(*part), kept.name);
            if (part->as<catalog::Table>()->holdsRows)
                m_found.notCopied.insert(nameOf(*part));
        }
    }
    m_found.tables.push_back(std::move(kept));
}

void Finder::carry(const Object &object, const sql::QualifiedName &on)
{
    if (m_source.find(object.key) != nullptr || !m_carried.insert(object.key).second)
        return;
    // A table of the source stays as the source has it.
    if (!object.key.parent.empty() && m_source.findTable(object.key.schema, object.key.parent) != nullptr) {
        cannot(on, described(object.key));
        return;
    }
    m_carriedFor.emplace(object.key, on);
    m_found.objects.push_back(object);
    carryNeeds(object, on);
    if (isTable(object.key.kind))
        carryParts(object, on);
}

void Finder::carryNeeds(const Object &object, const sql::QualifiedName &on)
{
    for (const auto *needs : {&object.dependsOn.value, &object.defaultsDependOn.value}) {
        for (const ObjectKey &key : *needs) {
            // What belongs to no schema stays in the target.
            const bool stays = key.schema.empty() || isOfReferencedTable(object, key) || key.kind == ObjectKind::Schema
                               || key.kind == ObjectKind::Extension;
            const Object *needed = m_target.find(key);
            if (stays || needed == nullptr || m_source.find(key) != nullptr)
                continue;
            if (isTable(key.kind) && !m_found.contains(nameOf(*needed)) && !m_matched.contains(needed)
                && !hasKeptParent(*needed))
                cannot(on, described(object.key) + u" → "_s + described(key));
            else if (!isTable(key.kind))
                carry(*needed, on);
        }
    }
}

void Finder::carryParts(const Object &table, const sql::QualifiedName &on)
{
    const ObjectKey &key = table.key;
    for (const Object &object : m_target.objects) {
        const bool isPart = object.key.kind != ObjectKind::Statistics && object.key.kind > ObjectKind::MaterializedView
                            && object.key.kind < ObjectKind::Publication && object.key.schema == key.schema
                            && object.key.parent == key.name;
        const auto *sequence = object.as<catalog::Sequence>();
        const bool isOwned = sequence != nullptr && object.key.schema == key.schema && sequence->ownerTable == key.name;
        const auto &needs = object.dependsOn.value;
        const bool isStatistics
            = object.key.kind == ObjectKind::Statistics && std::find(needs.begin(), needs.end(), key) != needs.end();
        if (isPart || isOwned || isStatistics)
            carry(object, on);
    }
}

/// The source may use a name for something else than the target does.
void Finder::refuseTakenNames()
{
    const auto nameIn = [](const Object &object) { return std::pair(object.key.schema, object.key.name); };
    std::map<std::pair<std::string, std::string>, const Object *> relations;
    std::map<std::pair<std::string, std::string>, const Object *> types;
    for (const Object &object : m_source.objects) {
        if (isRelation(object))
            relations.emplace(nameIn(object), &object);
        if (isType(object))
            types.emplace(nameIn(object), &object);
    }
    for (const Object &object : m_found.objects) {
        for (const auto &[applies, names] :
             {std::pair(isRelation(object), &relations), std::pair(isType(object), &types)}) {
            const auto taken = applies ? names->find(nameIn(object)) : names->end();
            if (taken == names->end())
                continue;
            cannot(m_carriedFor.at(object.key), described(object.key) + u" ≠ "_s + described(taken->second->key));
            break;
        }
    }
}

/// What of a table that only the target has cannot be made again would be lost with the old one.
void Finder::refuseLostParts()
{
    for (const catalog::Uncarried &lost : m_target.notCarried) {
        if (lost.reason == catalog::Uncarried::Reason::Invalid)
            continue;
        for (const KeptTable &table : m_found.tables) {
            const std::string name = table.name.displayed();
            if (table.isOnlyInTarget && (lost.name == name || lost.name.ends_with(" on " + name)))
                cannot(table.name, text(lost.kind + ' ' + lost.name) + u" → "_s + text(lost.detail));
        }
    }
}

void Finder::findPublications()
{
    for (const Object &object : m_target.objects) {
        const auto *publication = object.as<catalog::Publication>();
        if (publication == nullptr)
            continue;
        Object member = object;
        auto &tables = std::get<catalog::Publication>(member.definition).tables;
        std::erase_if(tables, [this](const catalog::PublishedTable &published) {
            return !m_carried.contains(
                {.kind = ObjectKind::Table, .schema = published.table.schema, .name = published.table.name});
        });
        if (!tables.empty())
            m_found.publications.push_back(std::move(member));
    }
}

KeptTables Finder::run()
{
    matchPatterns();
    for (const Object *table : m_matched) {
        const Object *ofSource = m_source.find(table->key);
        if (ofSource != nullptr && !canHaveRows(*ofSource))
            cannot(nameOf(*table), described(ofSource->key));
        else if (!hasKeptParent(*table))
            describe(*table);
    }
    std::sort(m_found.tables.begin(), m_found.tables.end(),
              [](const KeptTable &left, const KeptTable &right) { return left.name < right.name; });
    refuseTakenNames();
    refuseLostParts();
    findPublications();
    return std::move(m_found);
}

} // namespace

KeptTables findKeptTables(const Schema &source, const Schema &target, const selection::RowChoice &choice)
{
    return Finder(source, target, choice).run();
}

void KeptTables::addTo(Schema &schema) const
{
    schema.objects.insert(schema.objects.end(), objects.begin(), objects.end());
    schema.sort();
    for (const Object &publication : publications) {
        const auto same = std::find_if(schema.objects.begin(), schema.objects.end(),
                                       [&](const Object &object) { return object.key == publication.key; });
        if (same == schema.objects.end()) {
            schema.objects.push_back(publication);
            continue;
        }
        auto &members = std::get<catalog::Publication>(same->definition).tables;
        const auto &added = publication.as<catalog::Publication>()->tables;
        members.insert(members.end(), added.begin(), added.end());
        std::sort(members.begin(), members.end());
    }
    schema.sort();
}

Result<> checkKeptRows(pg::ReadOnlyConnection &target, KeptTables &kept)
{
    std::vector<std::string> before;
    std::vector<std::string> after;
    std::vector<std::pair<const KeptTable *, const KeptTable::Column *>> converted;
    std::vector<sql::QualifiedName> tables;
    for (const KeptTable &table : kept.tables) {
        tables.insert(tables.end(), table.withRows.begin(), table.withRows.end());
        for (const KeptTable::Column &column : table.columns) {
            if (column.type == column.newType)
                continue;
            before.push_back(column.baseType);
            after.push_back(column.newBaseType);
            converted.emplace_back(&table, &column);
        }
    }
    TRY_ASSIGN(const pg::QueryResult refused,
               target.query(refusedConversions, {sql::arrayLiteral(before), sql::arrayLiteral(after)}));
    for (int row = 0; row < refused.rowCount(); ++row) {
        const auto &[table, column] = converted[static_cast<size_t>(refused.integer(row, 0))];
        kept.problems.append(
            {.code = ErrorCode::TableNotKeepable,
             .subject = displayed(table->name),
             .detail = text(sql::displayed(column->name) + ": " + column->type + " → ") + text(column->newType)});
    }
    TRY_ASSIGN(const QList<Error> hidden, target::unreadableTables(target, tables));
    kept.problems += hidden;
    return {};
}

sql::QualifiedName KeptTables::rootOf(const sql::QualifiedName &table) const
{
    const auto found = roots.find(table);
    return found == roots.end() ? sql::QualifiedName() : found->second;
}

Error blamingKeptRows(Error error, const Schema &made, const KeptTables &kept)
{
    if (kept.isEmpty() || !error.sqlState.startsWith(u"23"_s))
        return error;
    for (const auto &[table, root] : kept.roots) {
        // As the server says it, without quotes.
        if (error.subject == text(table.schema) + u'.' + text(table.name)) {
            error.code = ErrorCode::KeptRowsDoNotFit;
            break;
        }
    }
    for (const Object &object : made.objects) {
        const auto *key = object.as<catalog::Constraint>();
        if (key == nullptr || key->type != 'f' || !error.detail.contains(u'"' + text(object.key.name) + u'"')
            || (!kept.contains(key->referenced) && !kept.contains({object.key.schema, object.key.parent})))
            continue;
        error.code = ErrorCode::KeptRowsDoNotFit;
        error.subject = text(object.key.display());
        break;
    }
    return error;
}

} // namespace engine::merge
