// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/merge/outside_references.h"

#include "engine/anonymize/rewriting/anonymize_transform.h"
#include "engine/catalog/model/table_names.h"
#include "engine/merge/absent_keys.h"
#include "engine/target/session/readable_tables.h"

#include <algorithm>
#include <map>
#include <memory>
#include <set>
#include <utility>

namespace engine::merge {

using namespace Qt::StringLiterals;

namespace {

using Clock = std::chrono::steady_clock;

constexpr pg::Statement limitTime = "SELECT pg_catalog.set_config('statement_timeout', $1, true)";

bool leadsToUsers(const catalog::Constraint &key)
{
    return key.referenced == sql::QualifiedName{"auth", "users"}
           && key.referencedColumns == std::vector<std::string>{"id"};
}

/// Whether what is equal before a kept value is converted is equal afterwards, and nothing else is.
bool staysEqual(const KeptTable::Column &column)
{
    static const std::set<std::string> integers{"smallint", "integer", "bigint"};
    static const std::set<std::string> texts{"text", "character varying"};
    const auto areBoth = [&](const std::set<std::string> &types) {
        return types.contains(column.baseType) && types.contains(column.newBaseType);
    };
    return column.type == column.newType || areBoth(integers) || areBoth(texts);
}

/// Whether values can be looked up in kept rows before these are converted.
bool keepsColumns(const KeptTables &kept, const sql::QualifiedName &name, const std::vector<std::string> &columns)
{
    const auto table = std::find_if(kept.tables.begin(), kept.tables.end(),
                                    [&](const KeptTable &candidate) { return candidate.name == name; });
    if (table == kept.tables.end() || !kept.problems.isEmpty())
        return false;
    return std::all_of(columns.begin(), columns.end(), [&](const std::string &wanted) {
        return std::any_of(table->columns.begin(), table->columns.end(), [&](const KeptTable::Column &column) {
            return column.name == wanted && staysEqual(column);
        });
    });
}

std::vector<OutsideReference> outsideReferences(const CopiedRows &rows)
{
    std::vector<OutsideReference> references;
    for (const catalog::Object &object : rows.schema.objects) {
        const auto *key = object.as<catalog::Constraint>();
        if (key == nullptr || key->type != 'f' || leadsToUsers(*key))
            continue;
        const bool isInside = rows.schema.findTable(key->referenced.schema, key->referenced.name) != nullptr;
        if (isInside && !keepsColumns(rows.kept, key->referenced, key->referencedColumns))
            continue;
        OutsideReference reference{.constraint = object.key.name,
                                   .table = {object.key.schema, object.key.parent},
                                   .referenced = key->referenced,
                                   .columns = key->columns,
                                   .referencedColumns = key->referencedColumns,
                                   .isChecked = key->isValidated,
                                   .isTemporal = key->isTemporal};
        for (const catalog::Object *table : rows.schema.tablesWithRows()) {
            if (!rows.selection.excluded.contains(nameOf(*table))
                && selection::belongsTo(rows.schema, *table, reference.table))
                reference.withRows.push_back(nameOf(*table));
        }
        references.push_back(std::move(reference));
    }
    return references;
}

/// What the rules make of the columns of the key; null when they leave them alone.
std::unique_ptr<anonymize::AnonymizeTransform> replacing(const CopiedRows &rows, const OutsideReference &reference)
{
    // Partitions of one table have the same rules.
    const auto shape
        = std::find_if(rows.shapes.begin(), rows.shapes.end(), [&](const anonymize::TableShape &candidate) {
              return candidate.name == reference.withRows.front();
          });
    if (shape == rows.shapes.end() || rows.key == nullptr)
        return nullptr;
    return anonymize::makeTransform(*shape, reference.columns, rows.decisions, *rows.key, pg::CopyFormat::Text);
}

class Finder final
{
public:
    Finder(pg::ReadOnlyConnection &source, pg::ReadOnlyConnection &target, const CopiedRows &rows,
           std::chrono::milliseconds most)
        : m_source(source)
        , m_target(target)
        , m_rows(rows)
        , m_deadline(Clock::now() + most)
    {}
    Result<OutsideRows> run();

private:
    Result<> findHidden(const std::vector<OutsideReference> &references);
    Result<> look(const OutsideReference &reference);
    Result<bool> leadsSomewhere(const OutsideReference &reference);
    Result<> count(const OutsideReference &reference, stream::Transform *transform, long long &absent);
    Result<> beginAgain();

    pg::ReadOnlyConnection &m_source;
    pg::ReadOnlyConnection &m_target;
    const CopiedRows &m_rows;
    Clock::time_point m_deadline;
    std::set<QString> m_hidden;
    std::map<std::pair<sql::QualifiedName, std::vector<std::string>>, bool> m_exists;
    OutsideRows m_found;
};

Result<> Finder::findHidden(const std::vector<OutsideReference> &references)
{
    std::set<sql::QualifiedName> tables;
    for (const OutsideReference &reference : references)
        tables.insert(reference.referenced);
    TRY_ASSIGN(const QList<Error> hidden, target::unreadableTables(m_target, {tables.begin(), tables.end()}));
    for (const Error &error : hidden)
        m_hidden.insert(error.subject);
    return {};
}

Result<bool> Finder::leadsSomewhere(const OutsideReference &reference)
{
    const auto [known, isNew] = m_exists.try_emplace({reference.referenced, reference.referencedColumns}, true);
    if (!isNew)
        return known->second;
    const Result<long long> looked
        = m_target.countAbsent({.table = reference.referenced, .columns = reference.referencedColumns}, {});
    if (!looked && looked.error().code != ErrorCode::ObjectMissing)
        return failure(looked.error());
    known->second = looked.has_value();
    return known->second;
}

Result<> Finder::count(const OutsideReference &reference, stream::Transform *transform, long long &absent)
{
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(m_deadline - Clock::now());
    const std::string limit = std::to_string(std::max<long long>(left.count(), 1));
    TRY(m_source.query(limitTime, {limit}));
    TRY(m_target.query(limitTime, {limit}));
    std::vector<pg::KeyColumns> values;
    for (const sql::QualifiedName &table : reference.withRows)
        values.push_back({.table = table, .columns = reference.columns, .filter = m_rows.selection.filterOf(table)});
    TRY(m_source.startCopyOfKeys(values));
    return countAbsent(m_source, m_target, {.table = reference.referenced, .columns = reference.referencedColumns},
                       absent, transform);
}

/// After an error no transaction is of use.
Result<> Finder::beginAgain()
{
    for (pg::ReadOnlyConnection *connection : {&m_source, &m_target}) {
        TRY(connection->end());
        TRY(connection->begin());
    }
    return {};
}

Result<> Finder::look(const OutsideReference &reference)
{
    const bool hasRows = reference.isChecked && !reference.withRows.empty();
    if (m_hidden.contains(text(reference.referenced.displayed()))) {
        if (hasRows)
            m_found.hidden.push_back(reference);
        return {};
    }
    TRY_ASSIGN(const bool leadsSomewhere, this->leadsSomewhere(reference));
    if (!leadsSomewhere)
        m_found.leadNowhere.push_back(reference);
    if (!leadsSomewhere || !hasRows)
        return {};
    if (reference.isTemporal || Clock::now() >= m_deadline) {
        m_found.notCounted.push_back(reference);
        return {};
    }
    const auto transform = replacing(m_rows, reference);
    long long absent = 0;
    const Result<> counted = count(reference, transform.get(), absent);
    if (absent > 0)
        m_found.missing.push_back(
            {.reference = reference, .count = absent, .isAtLeast = !counted, .isReplaced = transform != nullptr});
    if (counted)
        return {};
    const ErrorCode code = counted.error().code;
    if (code == ErrorCode::Cancelled || code == ErrorCode::ConnectionLost)
        return counted;
    // What the server says of a value that does not fit would quote it.
    if (absent == 0)
        m_found.notCounted.push_back(reference);
    return beginAgain();
}

Result<OutsideRows> Finder::run()
{
    const std::vector<OutsideReference> references = outsideReferences(m_rows);
    if (references.empty())
        return OutsideRows{};
    TRY(findHidden(references));
    for (const OutsideReference &reference : references)
        TRY(look(reference));
    // What follows may take its time.
    TRY(m_source.query(limitTime, {"0"}));
    TRY(m_target.query(limitTime, {"0"}));
    return std::move(m_found);
}

} // namespace

QString OutsideReference::displayed() const
{
    return text(sql::displayed(constraint) + " → " + referenced.displayed());
}

Result<OutsideRows> findOutsideRows(pg::ReadOnlyConnection &source, pg::ReadOnlyConnection &target,
                                    const CopiedRows &rows, std::chrono::milliseconds most)
{
    return Finder(source, target, rows, most).run();
}

} // namespace engine::merge
