// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/fingerprint/compared_table.h"

#include "engine/base/contains.h"
#include "engine/catalog/model/table_names.h"

#include <QString>

#include <algorithm>
#include <array>
#include <map>
#include <string_view>

namespace engine::fingerprint {

using namespace Qt::StringLiterals;
using catalog::nameOf;
using catalog::Object;
using catalog::Schema;
using pg::HashForm;

namespace {

using Parts = std::map<sql::QualifiedName, std::vector<const Object *>>;

Parts partsOf(const Schema &schema)
{
    Parts parts;
    for (const Object *table : schema.tablesWithRows())
        parts[comparedName(schema, *table)].push_back(table);
    // A partitioned table without partitions has no rows, but it is there.
    for (const Object &object : schema.objects) {
        const auto *table = object.as<catalog::Table>();
        if (table != nullptr && table->isPartitioned() && !table->isPartition())
            parts.try_emplace(nameOf(object));
    }
    return parts;
}

const Object *tableOf(const Schema &schema, const sql::QualifiedName &name)
{
    return schema.findTable(name.schema, name.name);
}

enum class NumberKind { None, Whole, Exact, Floating };

NumberKind numberKind(const catalog::Column &column)
{
    const std::string &type = column.baseType.value;
    if (type == "smallint" || type == "integer" || type == "bigint")
        return NumberKind::Whole;
    if (type == "numeric")
        return NumberKind::Exact;
    return type == "real" || type == "double precision" ? NumberKind::Floating : NumberKind::None;
}

HashForm formOf(const std::string &type)
{
    constexpr std::array<std::pair<std::string_view, HashForm>, 4> forms{
        {{"boolean", HashForm::Boolean},
         {"uuid", HashForm::Uuid},
         {"timestamp without time zone", HashForm::Instant},
         {"timestamp with time zone", HashForm::Instant}}};
    const auto *found = std::ranges::find(forms, type, &std::pair<std::string_view, HashForm>::first);
    return found == forms.end() ? HashForm::Text : found->second;
}

bool isDocument(const catalog::Column &column)
{
    return column.baseType.value == "json" || column.baseType.value == "jsonb";
}

/// How a value of both is hashed; keys as they are, whatever is no difference.
ComparedColumn comparedColumn(const catalog::Column &source, const catalog::Column &target, bool isKey,
                              const RowOptions &options)
{
    ComparedColumn column{.type = target.type, .isKey = isKey};
    column.hashed.name = source.name;
    column.hashed.mayBeNull = !source.notNull || !target.notNull;
    const NumberKind here = numberKind(source);
    const NumberKind there = numberKind(target);
    if (here == NumberKind::Whole && there == NumberKind::Whole && (isKey || options.tolerance.empty())) {
        column.hashed.form = HashForm::Integer;
        return column;
    }
    if (!isKey && !options.tolerance.empty() && here != NumberKind::None && there != NumberKind::None) {
        const bool floats = here == NumberKind::Floating || there == NumberKind::Floating;
        column.kind = ComparedColumn::Kind::Number;
        column.hashed.form = floats ? HashForm::Float : HashForm::Number;
        // By value alone: nothing to divide by.
        if (options.tolerance.find_first_not_of("0.") != std::string::npos)
            column.hashed.tolerance = options.tolerance;
        return column;
    }
    if (source.baseType.value == target.baseType.value)
        column.hashed.form = formOf(source.baseType.value);
    if (column.hashed.form != HashForm::Text || isKey)
        return column;
    if (options.normalisesJson && isDocument(source) && isDocument(target))
        column.kind = ComparedColumn::Kind::Document;
    column.hashed.withoutCase = options.ignoresCase;
    column.hashed.withoutSpace = options.ignoresSpace;
    return column;
}

const catalog::Column *columnNamed(const Object &table, const std::string &name)
{
    const std::vector<catalog::Column> &columns = table.as<catalog::Table>()->columns;
    const auto found = std::ranges::find(columns, name, &catalog::Column::name);
    return found == columns.end() || found->generated != 0 ? nullptr : &*found;
}

/// Whether "column", "table.column" or "schema.table.column" means this one.
bool means(const std::string &given, const sql::QualifiedName &table, const std::string &column)
{
    return given == column || given == table.name + '.' + column
           || given == table.schema + '.' + table.name + '.' + column;
}

bool means(const std::string &given, const sql::QualifiedName &table)
{
    return given == table.name || given == table.schema + '.' + table.name;
}

/// Reads pairs of schemas into what is compared of them.
class Pairing
{
public:
    Pairing(const Schema &source, const Schema &target, const RowOptions &options)
        : m_source(source)
        , m_target(target)
        , m_options(options)
    {}

    ComparedTable pair(const sql::QualifiedName &name, const std::vector<const Object *> &source,
                       const std::vector<const Object *> &target)
    {
        ComparedTable table{.name = name};
        takeParts(source, table.sourceParts, table);
        takeParts(target, table.targetParts, table);
        const Object &here = *tableOf(m_source, name);
        const Object &there = *tableOf(m_target, name);
        const std::vector<std::string> key = keyOf(name, here, there);
        table.hasKey = !key.empty();
        for (const catalog::Column &column : here.as<catalog::Table>()->columns) {
            if (column.generated != 0)
                continue;
            const catalog::Column *twin = columnNamed(there, column.name);
            const bool isLeftOut = isIgnored(name, column.name);
            if (twin == nullptr)
                table.onlySource.push_back(column.name);
            else
                (isLeftOut ? table.carried : table.columns)
                    .push_back(comparedColumn(column, *twin, contains(key, column.name), m_options));
        }
        for (const catalog::Column &column : there.as<catalog::Table>()->columns) {
            if (column.generated == 0 && columnNamed(here, column.name) == nullptr && !isIgnored(name, column.name))
                table.onlyTarget.push_back(column.name);
        }
        return table;
    }

    /// Every word of people has to have meant something.
    [[nodiscard]] Result<> requireAllMeant() const
    {
        for (const std::string &given : m_options.ignoredColumns) {
            if (!m_meant.contains(given))
                return failure({.code = ErrorCode::ObjectMissing, .subject = text(given)});
        }
        for (const auto &[table, columns] : m_options.keys) {
            if (!m_meant.contains(table + '='))
                return failure({.code = ErrorCode::ObjectMissing, .subject = text(table)});
        }
        return m_missing.empty() ? Result<>() : failure({.code = ErrorCode::ObjectMissing, .subject = text(m_missing)});
    }

private:
    static void takeParts(const std::vector<const Object *> &parts, std::vector<sql::QualifiedName> &names,
                          ComparedTable &table)
    {
        long long rows = 0;
        long long bytes = 0;
        for (const Object *part : parts) {
            names.push_back(nameOf(*part));
            const auto *found = part->as<catalog::Table>();
            // A table that was never analyzed: some eighty bytes a row.
            rows += found->rowEstimate.value >= 0 ? found->rowEstimate.value : found->heapBytes.value / 80;
            bytes += found->totalBytes.value;
        }
        table.rowEstimate = std::max(table.rowEstimate, rows);
        table.bytes = std::max(table.bytes, bytes);
    }

    bool isIgnored(const sql::QualifiedName &table, const std::string &column)
    {
        bool isIgnored = false;
        for (const std::string &given : m_options.ignoredColumns) {
            if (means(given, table, column)) {
                m_meant.insert(given);
                isIgnored = true;
            }
        }
        return isIgnored;
    }

    /// The primary key of one side, else a uniqueness that lets no NULL through, whose columns both have.
    std::vector<std::string> keyOf(const sql::QualifiedName &name, const Object &here, const Object &there)
    {
        for (const auto &[table, columns] : m_options.keys) {
            if (!means(table, name))
                continue;
            m_meant.insert(table + '=');
            for (const std::string &column : columns) {
                if (columnNamed(here, column) == nullptr || columnNamed(there, column) == nullptr)
                    m_missing = name.displayed() + '.' + column;
            }
            return columns;
        }
        for (const char type : {'p', 'u'}) {
            for (const Schema *schema : {&m_source, &m_target}) {
                for (const Object &object : schema->objects) {
                    const auto *constraint = object.as<catalog::Constraint>();
                    if (constraint != nullptr && constraint->type == type && object.key.schema == name.schema
                        && object.key.parent == name.name && isUsable(name, *constraint, here, there))
                        return constraint->columns;
                }
            }
        }
        return {};
    }

    bool isUsable(const sql::QualifiedName &name, const catalog::Constraint &constraint, const Object &here,
                  const Object &there)
    {
        return !constraint.columns.empty() && std::ranges::all_of(constraint.columns, [&](const std::string &column) {
            const catalog::Column *source = columnNamed(here, column);
            const catalog::Column *target = columnNamed(there, column);
            return source != nullptr && target != nullptr && source->notNull && target->notNull
                   && !isIgnored(name, column);
        });
    }

    const Schema &m_source;
    const Schema &m_target;
    const RowOptions &m_options;
    std::set<std::string> m_meant{};
    std::string m_missing{};
};

} // namespace

std::vector<std::string> ComparedTable::keyNames() const
{
    std::vector<std::string> names;
    for (const ComparedColumn &column : columns) {
        if (column.isKey)
            names.push_back(column.name());
    }
    return names;
}

pg::HashedRows ComparedTable::hashedRows(const sql::QualifiedName &part) const
{
    pg::HashedRows rows{.table = part};
    for (const ComparedColumn &column : columns) {
        rows.columns.push_back(column.hashed);
        if (column.isKey)
            rows.key.push_back(column.hashed);
    }
    for (const ComparedColumn &column : carried)
        rows.carried.push_back(column.name());
    return rows;
}

sql::QualifiedName comparedName(const Schema &schema, const Object &table)
{
    const Object *outermost = &table;
    for (int depth = 0; depth < 64; ++depth) {
        const auto *found = outermost->as<catalog::Table>();
        if (found == nullptr || !found->isPartition() || found->parents.empty())
            break;
        const Object *parent = tableOf(schema, found->parents.front());
        if (parent == nullptr)
            break;
        outermost = parent;
    }
    return nameOf(*outermost);
}

Result<ComparedTables> comparedTables(const Schema &source, const Schema &target,
                                      const std::set<sql::QualifiedName> *wanted, const RowOptions &options)
{
    if (!options.tolerance.empty()) {
        bool isNumber = false;
        const double tolerance = text(options.tolerance).toDouble(&isNumber);
        if (!isNumber || tolerance < 0 || options.tolerance.find_first_not_of("0123456789.") != std::string::npos)
            return failure({.code = ErrorCode::Usage, .subject = u"--tolerance "_s + text(options.tolerance)});
    }
    const Parts here = partsOf(source);
    const Parts there = partsOf(target);
    ComparedTables tables;
    Pairing pairing(source, target, options);
    const auto isWanted = [&](const sql::QualifiedName &name) { return wanted == nullptr || wanted->contains(name); };
    for (const auto &[name, parts] : here) {
        if (!isWanted(name))
            continue;
        if (const auto twin = there.find(name); twin != there.end())
            tables.both.push_back(pairing.pair(name, parts, twin->second));
        else
            tables.onlySource.push_back(tableOf(source, name));
    }
    for (const auto &[name, parts] : there) {
        if (isWanted(name) && !here.contains(name))
            tables.onlyTarget.push_back(tableOf(target, name));
    }
    TRY(pairing.requireAllMeant());
    return tables;
}

} // namespace engine::fingerprint
