// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/fingerprint/table_comparison.h"

#include "engine/base/errors/error_text.h"
#include "engine/catalog/model/table_names.h"
#include "engine/fingerprint/row_descent.h"
#include "engine/fingerprint/server_side.h"
#include "engine/fingerprint/streamed_side.h"
#include "engine/fingerprint/value_equality.h"

#include <algorithm>
#include <map>
#include <memory>

namespace engine::fingerprint {

using stream::FieldValue;

namespace {

using Values = std::map<SidePlace, std::vector<FieldValue>>;

/// Turns pairs of places into rows with their values, judges them, and counts.
class Judge
{
public:
    Judge(RowSide &source, RowSide &target, TwoSides &both, const ComparedTable &table,
          const TableComparisonOptions &options, TableDifference &found)
        : m_source(source)
        , m_target(target)
        , m_both(both)
        , m_table(table)
        , m_options(options)
        , m_found(found)
    {}

    Result<> judge(std::span<const RowPair> pairs)
    {
        const size_t atOnce = std::min(m_source.rowsAtOnce(), m_target.rowsAtOnce());
        size_t first = 0;
        for (; first < pairs.size() && needsValues(); first += atOnce)
            TRY(judgeValues(pairs.subspan(first, std::min(atOnce, pairs.size() - first))));
        for (; first < pairs.size(); ++first)
            count(pairs[first].kind, pairs[first].count);
        return {};
    }

private:
    /// Hashes of what is compared as it is written are as good as the values; nobody wants to see more of those.
    [[nodiscard]] bool needsValues() const
    {
        return !m_options.rows.isExact() || m_options.take || m_found.rows.size() < m_options.keepRows;
    }

    void count(RowDifference::Kind kind, long long rows)
    {
        if (kind == RowDifference::Kind::Changed)
            m_found.changed += rows;
        else
            (kind == RowDifference::Kind::OnlySource ? m_found.onlySource : m_found.onlyTarget) += rows;
    }

    static Result<> read(RowSide &side, std::vector<SidePlace> places, Values &values)
    {
        std::ranges::sort(places);
        const auto repeated = std::ranges::unique(places);
        places.erase(repeated.begin(), repeated.end());
        if (places.empty())
            return {};
        return side.readRows(std::move(places), [&](const SidePlace &place, std::vector<FieldValue> row) {
            values.emplace(place, std::move(row));
        });
    }

    Result<> judgeValues(std::span<const RowPair> pairs)
    {
        std::vector<SidePlace> here;
        std::vector<SidePlace> there;
        for (const RowPair &pair : pairs) {
            if (pair.kind != RowDifference::Kind::OnlyTarget)
                here.push_back(pair.source);
            if (pair.kind != RowDifference::Kind::OnlySource)
                there.push_back(pair.target);
        }
        Values source;
        Values target;
        TRY(m_both.ask([&] { return read(m_source, std::move(here), source); },
                       [&] { return read(m_target, std::move(there), target); }));
        for (const RowPair &pair : pairs) {
            RowDifference row{.kind = pair.kind, .count = pair.count};
            if (pair.kind != RowDifference::Kind::OnlyTarget)
                row.source = source[pair.source];
            if (pair.kind != RowDifference::Kind::OnlySource)
                row.target = target[pair.target];
            TRY(judgeRow(std::move(row)));
        }
        return {};
    }

    Result<> judgeRow(RowDifference row)
    {
        if (row.kind != RowDifference::Kind::Changed)
            return accept(std::move(row));
        bool hasChanged = false;
        bool isOneRow = true;
        for (size_t i = 0; i < m_table.columns.size(); ++i) {
            const ComparedColumn &column = m_table.columns[i];
            const bool areSame = areEqual(column, m_options.rows, row.source[i], row.target[i]);
            row.changed.push_back(!areSame);
            hasChanged = hasChanged || !areSame;
            isOneRow = isOneRow && (areSame || !column.isKey);
        }
        if (!hasChanged)
            return {};
        if (isOneRow)
            return accept(std::move(row));
        // Two keys that hash alike.
        TRY(accept({.kind = RowDifference::Kind::OnlySource, .source = std::move(row.source)}));
        return accept({.kind = RowDifference::Kind::OnlyTarget, .target = std::move(row.target)});
    }

    Result<> accept(RowDifference row)
    {
        count(row.kind, row.count);
        if (m_options.take)
            TRY(m_options.take(m_table, row));
        if (m_found.rows.size() < m_options.keepRows)
            m_found.rows.push_back(std::move(row));
        return {};
    }

    RowSide &m_source;
    RowSide &m_target;
    TwoSides &m_both;
    const ComparedTable &m_table;
    const TableComparisonOptions &m_options;
    TableDifference &m_found;
};

/// Empty when both servers may be asked.
Result<Sentence> whyReadWhole(const ComparedDatabases &databases, const ComparedTable &table)
{
    if (!databases.hashAlike)
        return Tr::sentence("The two servers do not compute the same hashes.");
    const std::pair<pg::ReadOnlyConnection *, const std::vector<sql::QualifiedName> *> sides[]
        = {{&databases.source, &table.sourceParts}, {&databases.target, &table.targetParts}};
    for (const auto &[connection, parts] : sides) {
        TRY_ASSIGN(const pg::UntrustedTables *untrusted, connection->untrustedTables());
        for (const sql::QualifiedName &part : *parts) {
            if (const auto found = untrusted->find(part); found != untrusted->end())
                return Tr::sentence("A query would run code of somebody in the database: %1.")
                    .arg(text(found->second.displayed()));
        }
    }
    return Sentence();
}

Result<long long> countParts(pg::ReadOnlyConnection &connection, const std::vector<sql::QualifiedName> &parts)
{
    long long rows = 0;
    for (const sql::QualifiedName &part : parts) {
        TRY_ASSIGN(const long long count, connection.countRows(part, {}));
        rows += count;
    }
    return rows;
}

void orderByKey(TableDifference &found)
{
    const auto keyOf = [&](const RowDifference &row) {
        std::vector<FieldValue> key;
        const std::vector<FieldValue> &values = row.source.empty() ? row.target : row.source;
        for (size_t i = 0; i < found.table.columns.size(); ++i) {
            if (found.table.columns[i].isKey || !found.table.hasKey)
                key.push_back(values[i]);
        }
        return key;
    };
    const auto isBefore = [](const FieldValue &left, const FieldValue &right) {
        const bool areNumbers = left && right && !left->empty() && !right->empty() && left->size() < 19
                                && right->size() < 19 && left->find_first_not_of("0123456789") == std::string::npos
                                && right->find_first_not_of("0123456789") == std::string::npos;
        if (areNumbers && left->size() != right->size())
            return left->size() < right->size();
        return left < right;
    };
    std::ranges::stable_sort(found.rows, [&](const RowDifference &left, const RowDifference &right) {
        const std::vector<FieldValue> here = keyOf(left);
        const std::vector<FieldValue> there = keyOf(right);
        return std::ranges::lexicographical_compare(here, there, isBefore);
    });
}

} // namespace

Result<TableDifference> compareTable(const ComparedDatabases &databases, const ComparedTable &table,
                                     const TableComparisonOptions &options, TableProgress &progress)
{
    TableDifference found{.table = table};
    if (table.columns.empty()) {
        TRY_ASSIGN(found.sourceRows, countParts(databases.source, table.sourceParts));
        TRY_ASSIGN(found.targetRows, countParts(databases.target, table.targetParts));
        found.onlySource = std::max(0LL, found.sourceRows - found.targetRows);
        found.onlyTarget = std::max(0LL, found.targetRows - found.sourceRows);
        return found;
    }
    TRY_ASSIGN(found.readWholeBecause, whyReadWhole(databases, table));
    // Nobody can put a view with code in the place of a table that is locked, nor move its rows elsewhere meanwhile.
    TRY(databases.both.ask([&] { return databases.source.lockTables(table.sourceParts); },
                           [&] { return databases.target.lockTables(table.targetParts); }));
    std::unique_ptr<RowSide> source;
    std::unique_ptr<RowSide> target;
    const std::stop_token stop = databases.both.stopToken();
    if (found.readWholeBecause.isEmpty()) {
        source = std::make_unique<ServerSide>(databases.source, table, table.sourceParts, stop, &progress);
        target = std::make_unique<ServerSide>(databases.target, table, table.targetParts, stop, nullptr);
    } else {
        source
            = std::make_unique<StreamedSide>(databases.source, table, table.sourceParts, options.rows, stop, &progress);
        target
            = std::make_unique<StreamedSide>(databases.target, table, table.targetParts, options.rows, stop, nullptr);
    }
    Judge judge(*source, *target, databases.both, table, options, found);
    RowDescent descent(*source, *target, databases.both, table.hasKey, RowDescent::bitsFor(table.rowEstimate));
    TRY_ASSIGN(const DescentSummary summary,
               descent.run([&](std::span<const RowPair> pairs) { return judge.judge(pairs); }));
    found.sourceRows = summary.sourceRows;
    found.targetRows = summary.targetRows;
    found.blocks = summary.blocks;
    found.equalBlocks = summary.equalBlocks;
    found.isKeyShared = summary.isKeyShared;
    orderByKey(found);
    return found;
}

Result<TableDifference> countTable(pg::ReadOnlyConnection &connection, const catalog::Schema &schema,
                                   const catalog::Object &table, bool isSource)
{
    TableDifference found{.state = isSource ? TableDifference::State::OnlySource : TableDifference::State::OnlyTarget};
    found.table.name = catalog::nameOf(table);
    std::vector<sql::QualifiedName> parts;
    for (const catalog::Object *part : schema.tablesWithRows()) {
        if (comparedName(schema, *part) == found.table.name)
            parts.push_back(catalog::nameOf(*part));
    }
    long long &rows = isSource ? found.sourceRows : found.targetRows;
    TRY_ASSIGN(rows, countParts(connection, parts));
    (isSource ? found.onlySource : found.onlyTarget) = rows;
    return found;
}

} // namespace engine::fingerprint
