// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/migration/steps/alter_columns.h"

#include "engine/base/contains.h"
#include "engine/catalog/ddl/ddl_relations.h"
#include "engine/migration/planning/texts.h"
#include "engine/migration/steps/alter_objects.h"
#include "engine/migration/steps/alter_tables.h"

#include <algorithm>

namespace engine::migration {

using namespace catalog;

namespace {

const Column *columnOf(const Object &object, const std::string &name)
{
    const auto *columns = columnsOf(object);
    const auto found = std::ranges::find(*columns, name, &Column::name);
    return found == columns->end() ? nullptr : &*found;
}

std::string alterTable(const Object &table, bool only)
{
    const char *kind = table.key.kind == ObjectKind::ForeignTable ? "ALTER FOREIGN TABLE " : "ALTER TABLE ";
    return std::string(kind) + (only ? "ONLY " : "") + table.key.quoted();
}

std::string alterColumn(const Column &column)
{
    return "ALTER COLUMN " + sql::quoted(column.name) + ' ';
}

bool givesColumn(const sql::QualifiedName &parentName, const Column &column, const Schema &schema)
{
    const Object *parent = schema.findTable(parentName.schema, parentName.name);
    return parent != nullptr && columnOf(*parent, column.name) != nullptr;
}

/// Whether a parent gives the column, so that no statement about the child can.
bool comesFromParent(const Object &table, const Column &column, const Schema &schema)
{
    const auto *details = table.as<Table>();
    return details != nullptr && std::ranges::any_of(details->parents, [&](const sql::QualifiedName &name) {
               return givesColumn(name, column, schema);
           });
}

/// The same of one that was its parent all along: what comes under another one has its columns before.
bool comesFromSameParent(const Object &before, const Object &after, const Column &column, const Context &context)
{
    const auto *table = after.as<Table>();
    return table != nullptr && !isAttached(after, context)
           && std::ranges::any_of(table->parents, [&](const sql::QualifiedName &name) {
                  return contains(before.as<Table>()->parents, name) && givesColumn(name, column, context.goal.schema);
              });
}

/// Its type gives the columns, before and after.
bool staysTyped(const Object &before, const Object &after)
{
    const auto *now = after.as<Table>();
    return now != nullptr && !now->ofType.empty() && now->ofType == before.as<Table>()->ofType;
}

/// Lists clauses as one ALTER TABLE.
std::string together(const std::string &prefix, const std::vector<std::string> &clauses)
{
    std::string sql = prefix;
    for (size_t i = 0; i < clauses.size(); ++i)
        sql += (i == 0 ? "\n    " : ",\n    ") + clauses[i];
    return sql;
}

std::string withoutLineBreak(std::string column)
{
    return column.substr(column.find_first_not_of("\n "));
}

/// Servers before 16 have to be told the type's own.
const char *usualStorage(const Column &column, int serverMajor)
{
    constexpr int withDefault = 16;
    if (serverMajor >= withDefault)
        return "DEFAULT";
    const bool isShort = column.type.starts_with("numeric") || column.type == "inet" || column.type == "cidr";
    return isShort ? "MAIN" : "EXTENDED";
}

class ColumnWriter final
{
public:
    ColumnWriter(const Object &before, const Object &after, const Context &context, Script &script)
        : m_before(before)
        , m_after(after)
        , m_context(context)
        , m_script(script)
    {}

    void changeTypes();
    void addColumns(bool withDefaults);
    void changeNotNull();
    void changeIdentity();
    void changeSettings();
    void changeDefaults();

private:
    /// The same column before, unless it is dropped and added.
    [[nodiscard]] const Column *twinOf(const Column &column) const
    {
        return m_context.rebuilding.isIn(m_context.rebuilding.recomputed, m_after.key, column.name)
                   ? nullptr
                   : columnOf(m_before, column.name);
    }
    [[nodiscard]] const Object *identitySequence(const Column &column) const;
    void narrowSequence(const Column &column);
    [[nodiscard]] std::string addedColumn(const Column &column, bool withDefaults) const;
    void addMarks(const Column &column, const Column &old, std::vector<std::string> &clauses) const;
    void changeOptions(const Column &column, const Column &old, std::vector<std::string> &clauses) const;
    void add(bool only, const std::vector<std::string> &clauses, std::vector<Hazard> hazards = {})
    {
        if (!clauses.empty())
            m_script.add(m_after.key, together(alterTable(m_after, only), clauses), std::move(hazards));
    }
    [[nodiscard]] std::vector<Hazard> hazard(Hazard::Kind kind) const
    {
        return m_script.hazards().of(kind, m_before.key);
    }

    const Object &m_before;
    const Object &m_after;
    const Context &m_context;
    Script &m_script;
};

/// Types that share a form, so that no row is written.
bool keepsRows(const Column &from, const Column &to)
{
    const auto isText = [](const std::string &type) { return type == "text" || type == "character varying"; };
    return from.collation == to.collation && from.type.starts_with("character varying") && isText(to.type);
}

void ColumnWriter::changeTypes()
{
    std::vector<std::string> clauses;
    bool isRewritten = false;
    bool mayFail = false;
    for (const Column &column : *columnsOf(m_after)) {
        const Column *old = twinOf(column);
        const bool isRetyped = m_context.rebuilding.isIn(m_context.rebuilding.retyped, m_after.key, column.name);
        if (old == nullptr || !isRetyped || comesFromSameParent(m_before, m_after, column, m_context))
            continue;
        narrowSequence(column);
        std::string clause = alterColumn(column) + "TYPE " + column.type;
        if (!column.collation.empty())
            clause += " COLLATE " + column.collation;
        const std::string cast = m_after.as<Table>()->isForeign() ? std::string() : castOf(*old, column);
        if (!cast.empty())
            clause += " USING " + cast;
        clauses.push_back(std::move(clause));
        isRewritten = isRewritten || !keepsRows(*old, column);
        mayFail = mayFail || !keepsRows(*old, column);
    }
    std::vector<Hazard> hazards = isRewritten ? hazard(Hazard::Kind::Rewrite) : hazard(Hazard::Kind::Lock);
    if (mayFail)
        std::ranges::move(hazard(Hazard::Kind::MayFail), std::back_inserter(hazards));
    add(false, clauses, std::move(hazards));
}

const Object *ColumnWriter::identitySequence(const Column &column) const
{
    if (column.identity == 0)
        return nullptr;
    for (const Object &object : m_context.goal.schema.objects) {
        const auto *sequence = object.as<Sequence>();
        if (sequence != nullptr && sequence->identity != 0 && object.key.schema == m_after.key.schema
            && sequence->ownerTable == m_after.key.name && sequence->ownerColumn == column.name)
            return &object;
    }
    return nullptr;
}

/// The type of an identity column is that of its sequence, whose bounds have to fit before.
void ColumnWriter::narrowSequence(const Column &column)
{
    const Object *after = identitySequence(column);
    const Object *before = after == nullptr ? nullptr : m_context.from.find(after->key);
    if (before == nullptr || m_context.isMade(after->key))
        return;
    const auto *old = before->as<Sequence>();
    const auto *now = after->as<Sequence>();
    if (now->maximum < old->maximum || now->minimum > old->minimum)
        m_script.add(after->key, "ALTER SEQUENCE " + after->key.quoted() + sequenceSettings(*now)
                                     + restartWhereOutside(*old, *now));
}

std::string ColumnWriter::addedColumn(const Column &column, bool withDefaults) const
{
    std::string sql = "ADD COLUMN " + withoutLineBreak(columnSql(column, withDefaults));
    // With it at once, so that the rows that are there get numbers.
    if (const Object *sequence = identitySequence(column))
        sql += std::string(" GENERATED ") + (column.identity == 'a' ? "ALWAYS" : "BY DEFAULT")
               + " AS IDENTITY (SEQUENCE NAME " + sequence->key.quoted() + sequenceSettings(*sequence->as<Sequence>())
               + ')';
    return sql;
}

void ColumnWriter::addColumns(bool withDefaults)
{
    std::vector<std::string> clauses;
    std::vector<std::string> settings;
    bool isRewritten = false;
    bool mayFail = false;
    for (const Column &column : *columnsOf(m_after)) {
        if (twinOf(column) != nullptr || comesFromSameParent(m_before, m_after, column, m_context))
            continue;
        if (staysTyped(m_before, m_after)) {
            if (column.notNull)
                settings.push_back(alterColumn(column) + "SET NOT NULL");
            if (column.defaultValue)
                settings.push_back(alterColumn(column) + "SET DEFAULT " + *column.defaultValue);
            continue;
        }
        clauses.push_back(addedColumn(column, withDefaults));
        addColumnSettings(column, settings);
        const bool isComputed = column.generated == 's' || column.identity != 0
                                || (column.defaultValue && column.defaultValue->find('(') != std::string::npos);
        isRewritten = isRewritten || isComputed;
        mayFail = mayFail || (column.notNull && !column.defaultValue && column.identity == 0);
    }
    std::vector<Hazard> hazards = isRewritten ? hazard(Hazard::Kind::Rewrite) : hazard(Hazard::Kind::Lock);
    if (mayFail)
        std::ranges::move(hazard(Hazard::Kind::MayFail), std::back_inserter(hazards));
    add(false, clauses, std::move(hazards));
    add(true, settings);
}

void ColumnWriter::changeNotNull()
{
    constexpr int withNames = 18;
    std::vector<std::string> off;
    std::vector<std::string> on;
    for (const Column &column : *columnsOf(m_after)) {
        const Column *old = twinOf(column);
        if (old == nullptr)
            continue;
        const bool isRenamed = old->notNull && column.notNull && old->notNullConstraint != column.notNullConstraint;
        if (old->notNull && (!column.notNull || isRenamed))
            off.push_back(alterColumn(column) + "DROP NOT NULL");
        if (!column.notNull || (old->notNull && !isRenamed))
            continue;
        const bool isNamed = !column.notNullConstraint.empty() && m_context.options.serverMajor >= withNames;
        on.push_back(isNamed ? "ADD CONSTRAINT " + sql::quoted(column.notNullConstraint) + " NOT NULL "
                                   + sql::quoted(column.name)
                             : alterColumn(column) + "SET NOT NULL");
    }
    add(false, off);
    std::vector<Hazard> hazards = hazard(Hazard::Kind::ValidationScan);
    std::ranges::move(hazard(Hazard::Kind::MayFail), std::back_inserter(hazards));
    add(false, on, std::move(hazards));
}

void ColumnWriter::changeIdentity()
{
    std::vector<std::string> clauses;
    for (const Column &column : *columnsOf(m_after)) {
        const Column *old = twinOf(column);
        if (old == nullptr)
            continue;
        const Object *sequence = identitySequence(column);
        const bool isNewSequence = sequence != nullptr && m_context.isMade(sequence->key);
        const bool isDropped = old->identity != 0 && (column.identity == 0 || isNewSequence);
        if (isDropped && (sequence == nullptr || !m_context.rebuilding.sequences.contains(sequence->key)))
            clauses.push_back(alterColumn(column) + "DROP IDENTITY IF EXISTS");
        else if (old->identity != 0 && column.identity != 0 && old->identity != column.identity && !isDropped)
            clauses.push_back(alterColumn(column) + "SET GENERATED "
                              + (column.identity == 'a' ? "ALWAYS" : "BY DEFAULT"));
        if (old->generated == 's' && column.generated == 0)
            clauses.push_back(alterColumn(column) + "DROP EXPRESSION");
        else if (old->generated != 0 && column.generated == old->generated && old->defaultValue != column.defaultValue)
            clauses.push_back(alterColumn(column) + "SET EXPRESSION AS (" + *column.defaultValue + ')');
    }
    add(false, clauses);
}

void ColumnWriter::addMarks(const Column &column, const Column &old, std::vector<std::string> &clauses) const
{
    const std::string prefix = alterColumn(column);
    const bool isOtherType = column.type != old.type;
    if (column.storage != old.storage || (isOtherType && column.storage != 0)) {
        if (column.storage != 0)
            clauses.push_back(prefix + "SET STORAGE " + storageName(column.storage));
        else if (!isOtherType)
            clauses.push_back(prefix + "SET STORAGE " + usualStorage(column, m_context.options.serverMajor));
    }
    if (column.compression != old.compression)
        clauses.push_back(prefix + "SET COMPRESSION "
                          + (column.compression == 'l'   ? "lz4"
                             : column.compression == 'p' ? "pglz"
                                                         : "default"));
    if (column.statisticsTarget != old.statisticsTarget)
        clauses.push_back(prefix + "SET STATISTICS " + std::to_string(column.statisticsTarget));
}

void ColumnWriter::changeOptions(const Column &column, const Column &old, std::vector<std::string> &clauses) const
{
    const auto nameOf = [](const std::string &option) { return option.substr(0, option.find('=')); };
    std::vector<std::string> gone;
    for (const std::string &option : old.options) {
        const bool isThere = std::ranges::any_of(
            column.options, [&](const std::string &other) { return nameOf(other) == nameOf(option); });
        if (!isThere)
            gone.push_back(sql::quoted(nameOf(option)));
    }
    if (!gone.empty())
        clauses.push_back(alterColumn(column) + "RESET (" + joined(gone, ", ") + ')');
    if (column.options != old.options && !column.options.empty()) {
        const std::string with = withOptions(column.options);
        clauses.push_back(alterColumn(column) + "SET " + with.substr(with.find('(')));
    }
    if (column.foreignOptions == old.foreignOptions)
        return;
    std::vector<std::string> changes;
    for (const std::string &option : old.foreignOptions)
        changes.push_back("DROP " + sql::quoted(nameOf(option)));
    const std::string added = foreignOptions(column.foreignOptions);
    if (!changes.empty())
        clauses.push_back(alterColumn(column) + "OPTIONS (" + joined(changes, ", ") + ')');
    if (!added.empty())
        clauses.push_back(alterColumn(column) + added.substr(1));
}

void ColumnWriter::changeSettings()
{
    std::vector<std::string> clauses;
    for (const Column &column : *columnsOf(m_after)) {
        const Column *old = twinOf(column);
        if (old == nullptr)
            continue;
        addMarks(column, *old, clauses);
        changeOptions(column, *old, clauses);
    }
    add(true, clauses);
}

void ColumnWriter::changeDefaults()
{
    std::vector<std::string> clauses;
    const Rebuilding &rebuilding = m_context.rebuilding;
    for (const Column &column : *columnsOf(m_after)) {
        const Column *old = twinOf(column);
        if (old == nullptr || column.generated != 0 || old->generated != 0)
            continue;
        const bool isOff = old->defaultValue
                           && (rebuilding.isIn(rebuilding.retyped, m_after.key, column.name)
                               || rebuilding.isIn(rebuilding.withoutDefault, m_after.key, column.name));
        const std::optional<std::string> now = isOff ? std::nullopt : old->defaultValue;
        // Of a column that goes, it may be no value of the type any more.
        const bool isGoing = m_context.goes(m_after.key) || contains(m_context.keptColumns(m_after.key), column.name);
        if (now == column.defaultValue || (isOff && isGoing))
            continue;
        clauses.push_back(alterColumn(column)
                          + (column.defaultValue ? "SET DEFAULT " + *column.defaultValue : "DROP DEFAULT"));
    }
    add(true, clauses);
}

} // namespace

void freeColumns(const Context &context, Script &script)
{
    for (const auto *columns : {&context.rebuilding.withoutDefault, &context.rebuilding.retyped}) {
        for (const auto &[table, names] : *columns) {
            const Object &object = *context.from.find(table);
            std::vector<std::string> clauses;
            for (const std::string &name : names) {
                const Column *column = columnOf(object, name);
                const bool isDone = columns == &context.rebuilding.retyped
                                    && context.rebuilding.isIn(context.rebuilding.withoutDefault, table, name);
                if (column->defaultValue && column->generated == 0 && !isDone)
                    clauses.push_back("ALTER COLUMN " + sql::quoted(name) + " DROP DEFAULT");
            }
            if (!clauses.empty())
                script.add(table, together(alterTable(object, true), clauses));
        }
    }
}

void dropRecomputed(const Context &context, Script &script)
{
    for (const auto &[table, names] : context.rebuilding.recomputed) {
        const Object &object = *context.from.find(table);
        std::vector<std::string> clauses;
        for (const std::string &name : names) {
            if (!comesFromParent(object, *columnOf(object, name), context.from))
                clauses.push_back("DROP COLUMN " + sql::quoted(name));
        }
        if (!clauses.empty())
            script.add(table, together(alterTable(object, false), clauses),
                       script.hazards().of(Hazard::Kind::Rewrite, table));
    }
}

void alterColumns(const Object &before, const Object &after, const Context &context, bool withDefaults, Script &script)
{
    ColumnWriter writer(before, after, context, script);
    writer.changeTypes();
    writer.addColumns(withDefaults);
    // An identity column cannot lose its NOT NULL.
    writer.changeIdentity();
    writer.changeNotNull();
    writer.changeSettings();
    if (withDefaults)
        writer.changeDefaults();
}

void alterDefaults(const Object &before, const Object &after, const Context &context, Script &script)
{
    ColumnWriter(before, after, context, script).changeDefaults();
}

} // namespace engine::migration
