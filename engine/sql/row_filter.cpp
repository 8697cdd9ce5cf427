// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/sql/row_filter.h"

#include <cmath>
#include <utility>
#include <variant>

namespace engine::sql {

namespace {

constexpr long long sampleSteps = 1'000'000;

struct Sample
{
    long long step = 0;
    std::vector<std::string> key{};
};

struct KeptBy
{
    std::shared_ptr<const RowPlaces> places;
    size_t index = 0;
};

struct IsAmong
{
    std::string column{};
    std::vector<RowFilter::Values> values{};
};

struct Both
{
    RowFilter left{};
    RowFilter right{};
};

std::string sqlOf(const RowCondition &condition, const std::string &alias)
{
    return condition.sql(alias);
}

std::string sqlOf(const Sample &sample, const std::string &alias)
{
    std::string row;
    for (const std::string &column : sample.key)
        row += (row.empty() ? "" : ", ") + alias + '.' + quoted(column);
    if (sample.key.empty())
        row = alias + ".*";
    return "(pg_catalog.hashtextextended(ROW(" + row + ")::pg_catalog.text, 0) & 9223372036854775807) % "
           + std::to_string(sampleSteps) + " < " + std::to_string(sample.step);
}

std::string sqlOf(const KeptBy &kept, const std::string &alias)
{
    return "EXISTS (SELECT FROM (" + kept.places->placesOfKept(kept.index)
           + ") AS kept WHERE kept.sosie_part = " + alias + ".tableoid AND kept.sosie_place = " + alias + ".ctid)";
}

// One query for all of them: the server joins with it, where several conditions would each be asked for every row.
std::string sqlOf(const IsAmong &among, const std::string &alias)
{
    std::string values;
    for (const RowFilter::Values &of : among.values)
        values += (values.empty() ? "SELECT v." : " UNION ALL SELECT v.") + quoted(of.column) + " FROM ONLY "
                  + of.table.quoted() + " AS v WHERE " + of.filter.sql("v");
    return values.empty() ? "FALSE" : alias + '.' + quoted(among.column) + " IN (" + values + ')';
}

std::string sqlOf(const Both &both, const std::string &alias)
{
    return both.left.sql(alias) + " AND " + both.right.sql(alias);
}

void addTables(const KeptBy &kept, std::set<QualifiedName> &tables)
{
    tables.merge(kept.places->tables());
}

void addTables(const IsAmong &among, std::set<QualifiedName> &tables)
{
    for (const RowFilter::Values &of : among.values) {
        tables.insert(of.table);
        tables.merge(of.filter.tables());
    }
}

void addTables(const Both &both, std::set<QualifiedName> &tables)
{
    tables.merge(both.left.tables());
    tables.merge(both.right.tables());
}

void addTables(const RowCondition &, std::set<QualifiedName> &) {}

void addTables(const Sample &, std::set<QualifiedName> &) {}

} // namespace

struct RowFilter::Node
{
    std::variant<RowCondition, Sample, KeptBy, IsAmong, Both> what;
};

RowFilter RowFilter::condition(RowCondition condition)
{
    return RowFilter(std::make_shared<const Node>(Node{std::move(condition)}));
}

RowFilter RowFilter::sample(double percent, std::vector<std::string> key)
{
    const long long step = std::llround(percent / 100 * static_cast<double>(sampleSteps));
    return RowFilter(std::make_shared<const Node>(Node{Sample{.step = step, .key = std::move(key)}}));
}

RowFilter RowFilter::keptBy(std::shared_ptr<const RowPlaces> places, size_t index)
{
    return RowFilter(std::make_shared<const Node>(Node{KeptBy{.places = std::move(places), .index = index}}));
}

RowFilter RowFilter::isAmong(std::string column, std::vector<Values> values)
{
    return RowFilter(
        std::make_shared<const Node>(Node{IsAmong{.column = std::move(column), .values = std::move(values)}}));
}

RowFilter RowFilter::both(const RowFilter &left, const RowFilter &right)
{
    if (left.isAll())
        return right;
    if (right.isAll())
        return left;
    return RowFilter(std::make_shared<const Node>(Node{Both{.left = left, .right = right}}));
}

std::set<QualifiedName> RowFilter::tables() const
{
    std::set<QualifiedName> tables;
    if (m_node != nullptr)
        std::visit([&](const auto &what) { addTables(what, tables); }, m_node->what);
    return tables;
}

std::string RowFilter::sql(std::string_view alias) const
{
    if (m_node == nullptr)
        return "TRUE";
    return '(' + std::visit([&](const auto &what) { return sqlOf(what, std::string(alias)); }, m_node->what) + ')';
}

} // namespace engine::sql
