// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/operations/sample_rows.h"

#include "engine/base/contains.h"
#include "engine/sql/identifier.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>
#include <set>

namespace engine::operations {

using catalog::Column;
using catalog::Object;
using catalog::ObjectKey;
using catalog::ObjectKind;
using catalog::Schema;

namespace {

constexpr int rowsPerTable = 3;
constexpr int mostTries = 40;

/// NULL, or a constant that takes the type of its column.
using Value = std::optional<std::string>;

bool startsWithAny(std::string_view text, std::initializer_list<std::string_view> words)
{
    return std::ranges::any_of(words, [&](std::string_view word) { return text.starts_with(word); });
}

/// The longest text that fits into `character varying(20)`; 0: any.
size_t longest(const std::string &type)
{
    const size_t open = type.find('(');
    if (!type.starts_with("character") || open == std::string::npos)
        return 0;
    return static_cast<size_t>(std::strtoul(type.c_str() + open + 1, nullptr, 10));
}

/// Texts and numbers that a constraint names, and what is near them.
void addConstants(std::string_view words, std::vector<std::string> &values)
{
    constexpr long longestText = 64;
    for (size_t i = 0; i < words.size(); ++i) {
        if (words[i] == '\'') {
            std::string constant;
            for (++i; i < words.size() && (words[i] != '\'' || (i + 1 < words.size() && words[i + 1] == '\'')); ++i) {
                if (words[i] == '\'')
                    ++i;
                constant += words[i];
            }
            values.push_back(std::move(constant));
        } else if (std::isdigit(static_cast<unsigned char>(words[i])) != 0
                   && (i == 0
                       || (std::isalnum(static_cast<unsigned char>(words[i - 1])) == 0 && words[i - 1] != '_'
                           && words[i - 1] != '"'))) {
            std::string digits;
            for (; i < words.size() && std::isdigit(static_cast<unsigned char>(words[i])) != 0 && digits.size() < 9;
                 ++i)
                digits += words[i];
            const long number = std::strtol(digits.c_str(), nullptr, 10);
            for (const long near : {number, number + 1, number - 1})
                values.push_back(std::to_string(near));
            if (number > 0 && number <= longestText) {
                for (const char letter : {'a', 'A', '7'})
                    values.emplace_back(static_cast<size_t>(number), letter);
            }
        }
    }
}

bool names(std::string_view words, const std::string &column)
{
    const auto isPartOfName
        = [](char letter) { return std::isalnum(static_cast<unsigned char>(letter)) != 0 || letter == '_'; };
    for (size_t at = words.find(column); at != std::string_view::npos; at = words.find(column, at + 1)) {
        const size_t end = at + column.size();
        const bool isWhole
            = (at == 0 || !isPartOfName(words[at - 1])) && (end == words.size() || !isPartOfName(words[end]));
        if (isWhole)
            return true;
    }
    return false;
}

std::string padded(int row)
{
    return (row < 10 ? "0" : "") + std::to_string(row);
}

/// Usual values of a type, the one of this row first.
std::vector<std::string> usualValues(const std::string &type, int row)
{
    const std::string number = std::to_string(row);
    if (type.ends_with("[]"))
        return {"{}"};
    if (startsWithAny(type, {"smallint", "integer", "bigint", "numeric", "real", "double precision", "money"}))
        return {number, std::to_string(row * 10), "0", "100", "5", "2024"};
    if (type == "boolean")
        return {row % 2 == 1 ? "true" : "false", row % 2 == 1 ? "false" : "true"};
    if (startsWithAny(type, {"timestamp", "date"}))
        return {"2024-01-" + padded(row), "2030-06-" + padded(row), "1990-05-" + padded(row)};
    if (startsWithAny(type, {"time"}))
        return {padded(row) + ":00:00"};
    if (type.starts_with("interval"))
        return {number + " days"};
    if (type == "uuid")
        return {"00000000-0000-4000-8000-0000000000" + padded(row)};
    if (startsWithAny(type, {"json"}))
        return {"{\"n\": " + number + "}", "[]", "{}"};
    if (startsWithAny(type, {"inet", "cidr"}))
        return {"10.0.0." + number};
    if (type.starts_with("macaddr8"))
        return {"08:00:2b:01:02:03:04:" + padded(row)};
    if (type.starts_with("macaddr"))
        return {"08:00:2b:01:02:" + padded(row)};
    if (startsWithAny(type, {"text", "character", "citext", "name", "\"char\""}))
        return {"s" + number,
                "S" + number,
                "user" + number + "@example.com",
                "+2135500000" + padded(row),
                number,
                "ABC",
                "FR",
                "https://example.com/" + number,
                "2024-01-" + padded(row),
                "A",
                "0550000" + padded(row),
                "abc-" + number};
    if (startsWithAny(type, {"int4range", "int8range", "numrange"}))
        return {"[" + number + "," + std::to_string(row + 1) + ")", "empty"};
    if (startsWithAny(type, {"tsrange", "tstzrange", "daterange"}))
        return {"[2024-01-" + padded(row) + ",2024-01-" + padded(row + 1) + ")", "empty"};
    if (type == "point")
        return {"(" + number + ",0)"};
    if (type == "xml")
        return {"<a>" + number + "</a>"};
    if (startsWithAny(type, {"bit"}))
        return {"1", "0", "101"};
    return {number, "", "{}", "empty", "()"};
}

class Sampler final
{
public:
    Sampler(pg::Connection &session, const Schema &schema, const std::stop_token &stop)
        : m_session(session)
        , m_schema(schema)
        , m_stop(stop)
    {
        for (const Object &object : schema.objects) {
            if (object.as<catalog::Constraint>() != nullptr)
                m_constraints[{object.key.schema, object.key.parent}].push_back(object.as<catalog::Constraint>());
        }
    }
    Result<SampledRows> make();

private:
    using Name = std::pair<std::string, std::string>;
    using Row = std::map<std::string, Value>;

    [[nodiscard]] std::vector<const Object *> parentsFirst() const;
    [[nodiscard]] std::vector<std::string> valuesOf(const Object &table, const Column &column, int row) const;
    [[nodiscard]] const std::vector<const catalog::Constraint *> &constraintsOf(const Object &table) const;
    Result<bool> referTo(const catalog::Constraint &key, int row, Row &values);
    Result<bool> insert(const Object &table, int row, int tried);
    static bool isFilledByItself(const Column &column);

    pg::Connection &m_session;
    const Schema &m_schema;
    const std::stop_token &m_stop;
    std::map<Name, std::vector<const catalog::Constraint *>> m_constraints;
};

const std::vector<const catalog::Constraint *> &Sampler::constraintsOf(const Object &table) const
{
    static const std::vector<const catalog::Constraint *> none;
    const auto found = m_constraints.find({table.key.schema, table.key.name});
    return found == m_constraints.end() ? none : found->second;
}

std::vector<const Object *> Sampler::parentsFirst() const
{
    std::vector<const Object *> waiting;
    for (const Object &object : m_schema.objects) {
        const auto *table = object.as<catalog::Table>();
        if (table != nullptr && table->holdsRows && !table->isForeign())
            waiting.push_back(&object);
    }
    std::vector<const Object *> order;
    std::set<Name> left;
    for (const Object *table : waiting)
        left.insert({table->key.schema, table->key.name});
    while (!waiting.empty()) {
        const size_t before = waiting.size();
        std::erase_if(waiting, [&](const Object *table) {
            const bool mustWait = std::ranges::any_of(constraintsOf(*table), [&](const catalog::Constraint *key) {
                const Name there{key->referenced.schema, key->referenced.name};
                return key->type == 'f' && there != Name{table->key.schema, table->key.name} && left.contains(there);
            });
            if (mustWait)
                return false;
            order.push_back(table);
            return true;
        });
        // In a circle: whoever is first goes without what it refers to.
        if (waiting.size() == before) {
            order.push_back(waiting.front());
            waiting.erase(waiting.begin());
        }
        left.clear();
        for (const Object *table : waiting)
            left.insert({table->key.schema, table->key.name});
    }
    return order;
}

bool Sampler::isFilledByItself(const Column &column)
{
    return column.generated != 0 || column.identity != 0
           || (column.defaultValue && column.defaultValue->starts_with("nextval("));
}

std::vector<std::string> Sampler::valuesOf(const Object &object, const Column &column, int row) const
{
    std::vector<std::string> values;
    for (const catalog::Constraint *check : constraintsOf(object)) {
        if (check->type == 'c' && names(check->definition, column.name))
            addConstants(check->definition, values);
    }
    const auto &table = *object.as<catalog::Table>();
    if (table.isPartition() && !table.parents.empty()) {
        const Object *parent = m_schema.findTable(table.parents.front().schema, table.parents.front().name);
        if (parent != nullptr && names(parent->as<catalog::Table>()->partitionKey, column.name))
            addConstants(table.partitionBound, values);
    }
    std::string type = column.type;
    for (const Object &other : m_schema.objects) {
        if (other.key.kind > ObjectKind::Domain)
            break;
        const bool isIts = column.type == sql::displayed(other.key.schema) + '.' + sql::displayed(other.key.name);
        if (!isIts)
            continue;
        if (const auto *labels = other.as<catalog::EnumType>(); labels != nullptr && !labels->labels.empty()) {
            for (size_t i = 0; i < labels->labels.size(); ++i)
                values.push_back(labels->labels[(static_cast<size_t>(row) + i) % labels->labels.size()]);
            return values;
        }
        if (const auto *domain = other.as<catalog::Domain>()) {
            type = domain->baseType;
            for (const catalog::DomainConstraint &check : domain->constraints)
                addConstants(check.definition, values);
        }
    }
    for (std::string &value : usualValues(type, row))
        values.push_back(std::move(value));
    if (const size_t most = longest(type); most > 0) {
        for (std::string &value : values)
            value = value.substr(0, most);
    }
    return values;
}

/// Values of a row that is there; false where there is none.
Result<bool> Sampler::referTo(const catalog::Constraint &key, int row, Row &values)
{
    std::string columns;
    for (const std::string &column : key.referencedColumns)
        columns += (columns.empty() ? "" : ", ") + sql::quoted(column) + "::pg_catalog.text";
    const Result<pg::QueryResult> found = m_session.query("SELECT " + columns + " FROM " + key.referenced.quoted()
                                                          + " ORDER BY 1 LIMIT " + std::to_string(rowsPerTable));
    if (!found)
        return m_session.isUsable() ? Result<bool>(false) : failure(found.error());
    if (found->rowCount() == 0 || found->columnCount() != static_cast<int>(key.columns.size()))
        return false;
    const int chosen = (row - 1) % found->rowCount();
    for (size_t i = 0; i < key.columns.size(); ++i)
        values[key.columns[i]] = found->string(chosen, static_cast<int>(i));
    return true;
}

Result<bool> Sampler::insert(const Object &object, int row, int tried)
{
    Row values;
    std::set<std::string> settled;
    for (const catalog::Constraint *key : constraintsOf(object)) {
        if (key->type != 'f')
            continue;
        TRY_ASSIGN(const bool isThere, referTo(*key, row, values));
        for (const std::string &column : key->columns) {
            settled.insert(column);
            if (!isThere)
                values[column] = std::nullopt;
        }
    }
    std::string columns;
    std::string list;
    unsigned seed = static_cast<unsigned>(row) * 7919U + static_cast<unsigned>(tried) * 104729U;
    for (const Column &column : object.as<catalog::Table>()->columns) {
        if (isFilledByItself(column) && !settled.contains(column.name))
            continue;
        if (!settled.contains(column.name)) {
            const std::vector<std::string> possible = valuesOf(object, column, row);
            seed = seed * 1664525U + 1013904223U;
            // First the usual value of this row, then what constraints name, then any of them.
            const size_t usual = possible.size() - std::min(possible.size(), usualValues(column.type, row).size());
            const size_t place = tried == 0   ? (usual < possible.size() ? usual : 0)
                                 : tried == 1 ? static_cast<size_t>(row - 1) % possible.size()
                                              : (seed >> 8U) % possible.size();
            values[column.name] = possible[place];
        }
        const Value &value = values[column.name];
        columns += (columns.empty() ? "" : ", ") + sql::quoted(column.name);
        list += (list.empty() ? "" : ", ") + (value ? sql::literal(*value) : "NULL");
    }
    const std::string into = "INSERT INTO " + object.key.quoted();
    const std::string statement = columns.empty()
                                      ? into + " DEFAULT VALUES"
                                      : into + " (" + columns + ") OVERRIDING SYSTEM VALUE VALUES (" + list + ')';
    TRY(m_session.execute("SAVEPOINT sosie_row"));
    const Result<> done = m_session.execute(statement);
    if (!m_session.isUsable())
        return failure(done.error());
    TRY(m_session.execute(done ? "RELEASE SAVEPOINT sosie_row"
                               : "ROLLBACK TO SAVEPOINT sosie_row; RELEASE SAVEPOINT sosie_row"));
    return done.has_value();
}

Result<SampledRows> Sampler::make()
{
    SampledRows sampled;
    TRY(m_session.execute("BEGIN"));
    // Older servers lend this to nobody: then triggers fire.
    TRY(m_session.execute("SAVEPOINT sosie_role"));
    if (!m_session.execute("SET LOCAL session_replication_role = replica"))
        TRY(m_session.execute("ROLLBACK TO SAVEPOINT sosie_role"));
    std::vector<const Object *> filled;
    for (const Object *table : parentsFirst()) {
        int made = 0;
        int tried = 0;
        while (made < rowsPerTable && tried < mostTries) {
            if (m_stop.stop_requested())
                return failure({.code = ErrorCode::Cancelled});
            TRY_ASSIGN(const bool isMade, insert(*table, made + 1, tried));
            made += isMade ? 1 : 0;
            tried = isMade && tried < 2 ? tried : tried + 1;
        }
        if (made == 0)
            sampled.without.push_back(table->key);
        else
            filled.push_back(table);
    }
    TRY(m_session.execute("COMMIT"));
    for (const Object *table : filled) {
        std::vector<std::string> columns;
        for (const Column &column : table->as<catalog::Table>()->columns)
            columns.push_back(column.name);
        TRY_ASSIGN(SampledTable seen, lookAtRows(m_session, table->key, columns));
        sampled.tables.push_back(std::move(seen));
    }
    return sampled;
}

} // namespace

long long SampledRows::rows() const
{
    long long all = 0;
    for (const SampledTable &table : tables)
        all += table.rows;
    return all;
}

Result<SampledRows> makeSampleRows(pg::Connection &session, const Schema &schema, const std::stop_token &stop)
{
    return Sampler(session, schema, stop).make();
}

Result<SampledTable> lookAtRows(pg::Connection &session, const ObjectKey &table,
                                const std::vector<std::string> &columns, bool withPartitions)
{
    std::string list = "pg_catalog.count(*)";
    for (const std::string &column : columns) {
        const std::string value = "coalesce(" + sql::quoted(column) + "::pg_catalog.text, '<NULL>')";
        list += ", pg_catalog.md5(coalesce(pg_catalog.string_agg(" + value + ", E'\\n' ORDER BY " + value
                + " COLLATE \"C\"), ''))";
    }
    TRY_ASSIGN(const pg::QueryResult found,
               session.query("SELECT " + list + " FROM " + (withPartitions ? "" : "ONLY ") + table.quoted()));
    SampledTable seen{.table = table, .rows = found.integer(0, 0)};
    for (size_t i = 0; i < columns.size(); ++i)
        seen.columns[columns[i]] = found.string(0, static_cast<int>(i) + 1);
    return seen;
}

} // namespace engine::operations
