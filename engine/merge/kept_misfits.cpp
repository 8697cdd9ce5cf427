// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/merge/kept_misfits.h"

#include "engine/sql/identifier.h"

#include <algorithm>
#include <map>
#include <string>
#include <vector>

namespace engine::merge {

using namespace Qt::StringLiterals;

namespace {

/// What the type of the same name does not have in the source.
struct LostLabels
{
    std::string type{};
    std::vector<std::string> labels{};
    bool isArray = false;
};

/// By the OID that the type, or an array of it, has in the target.
using LostLabelsByType = std::map<unsigned, LostLabels>;

/// Something to count in the rows of one table.
struct Question
{
    std::string condition{};
    QString what{};
};

std::vector<std::string> lostLabels(const catalog::EnumType &before, const catalog::EnumType &after)
{
    std::vector<std::string> lost;
    for (const std::string &label : before.labels) {
        if (std::find(after.labels.begin(), after.labels.end(), label) == after.labels.end())
            lost.push_back(label);
    }
    return lost;
}

Result<LostLabelsByType> findLostLabels(pg::Connection &target, const catalog::Schema &source,
                                        const catalog::Schema &before)
{
    LostLabelsByType all;
    for (const catalog::Object &object : before.objects) {
        const auto *old = object.as<catalog::EnumType>();
        const catalog::Object *twin = old == nullptr ? nullptr : source.find(object.key);
        const auto *made = twin == nullptr ? nullptr : twin->as<catalog::EnumType>();
        if (made == nullptr)
            continue;
        LostLabels lost{.type = object.key.display(), .labels = lostLabels(*old, *made)};
        if (lost.labels.empty())
            continue;
        TRY_ASSIGN(const pg::QueryResult array,
                   target.query("SELECT typarray FROM pg_catalog.pg_type WHERE oid = $1::oid",
                                {std::to_string(object.oid.value)}));
        all.emplace(object.oid.value, lost);
        lost.isArray = true;
        if (array.rowCount() > 0)
            all.emplace(static_cast<unsigned>(array.integer(0, 0)), std::move(lost));
    }
    return all;
}

const catalog::Column *columnOf(const catalog::Object *table, const std::string &name)
{
    const auto *definition = table == nullptr ? nullptr : table->as<catalog::Table>();
    if (definition == nullptr)
        return nullptr;
    const auto found = std::find_if(definition->columns.begin(), definition->columns.end(),
                                    [&](const catalog::Column &column) { return column.name == name; });
    return found == definition->columns.end() ? nullptr : &*found;
}

std::vector<Question> questionsAbout(const KeptTable::Column &column, const catalog::Column &before,
                                     const catalog::Column &after, const LostLabelsByType &lostByType)
{
    std::vector<Question> questions;
    const std::string value = "r." + sql::quoted(column.name);
    const QString name = text(sql::displayed(column.name));
    if (after.notNull && !before.notNull)
        questions.push_back({.condition = value + " IS NULL", .what = name + u": NULL ≠ NOT NULL"_s});
    const auto lost = lostByType.find(before.baseTypeOid.value);
    if (lost == lostByType.end() || column.type != column.newType)
        return questions;
    std::string labels;
    QStringList said;
    for (const std::string &label : lost->second.labels) {
        labels += (labels.empty() ? "" : ", ") + sql::literal(label);
        said.append(u'\'' + text(label) + u'\'');
    }
    questions.push_back({.condition = lost->second.isArray ? value + "::text[] && ARRAY[" + labels + ']'
                                                           : value + "::text IN (" + labels + ')',
                         .what = name + u": "_s + said.join(u", "_s) + u" ≠ "_s + text(lost->second.type)});
    return questions;
}

Result<> countMisfits(pg::Connection &target, const KeptTable &table, const std::vector<Question> &questions,
                      QList<Error> &misfits)
{
    std::string counts;
    for (const Question &question : questions)
        counts += (counts.empty() ? "" : ", ") + ("count(*) FILTER (WHERE " + question.condition + ')');
    TRY_ASSIGN(const pg::QueryResult rows,
               target.query("SELECT " + counts + " FROM " + (table.isPartitioned ? "" : "ONLY ") + table.name.quoted()
                            + " AS r"));
    for (size_t i = 0; i < questions.size(); ++i) {
        const long long count = rows.integer(0, static_cast<int>(i));
        if (count > 0)
            misfits.append({.code = ErrorCode::TableNotKeepable,
                            .subject = text(table.name.displayed()),
                            .detail = questions[i].what + u": "_s + QString::number(count)});
    }
    return {};
}

} // namespace

Result<QList<Error>> findKeptMisfits(pg::Connection &target, const catalog::Schema &source,
                                     const catalog::Schema &before, const KeptTables &kept)
{
    QList<Error> misfits;
    if (kept.isEmpty())
        return misfits;
    TRY_ASSIGN(const LostLabelsByType lostByType, findLostLabels(target, source, before));
    for (const KeptTable &table : kept.tables) {
        const catalog::Object *old = before.findTable(table.name.schema, table.name.name);
        const catalog::Object *made = source.findTable(table.name.schema, table.name.name);
        std::vector<Question> questions;
        for (const KeptTable::Column &column : table.columns) {
            const catalog::Column *from = columnOf(old, column.name);
            // A table that only the target has still uses types of the source.
            const catalog::Column *to = table.isOnlyInTarget ? from : columnOf(made, column.name);
            if (from != nullptr && to != nullptr)
                std::ranges::move(questionsAbout(column, *from, *to, lostByType), std::back_inserter(questions));
        }
        if (!questions.empty())
            TRY(countMisfits(target, table, questions, misfits));
    }
    return misfits;
}

} // namespace engine::merge
