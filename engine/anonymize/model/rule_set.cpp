// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/anonymize/model/rule_set.h"

#include "engine/anonymize/model/rule_fit.h"
#include "engine/base/errors/sentence.h"

#include <QFile>

#include <algorithm>

namespace engine::anonymize {

namespace {

using namespace Qt::StringLiterals;

// A rule file is written by hand; more is a mistake.
constexpr qint64 maxFileSize = qint64{16} * 1024 * 1024;

Error columnMissing(const QString &subject, const std::string &suggestion)
{
    Error error{.code = ErrorCode::RuleColumnMissing, .subject = subject};
    if (!suggestion.empty())
        error.detail = Tr::tr("did you mean %1?").arg(text(suggestion));
    return error;
}

} // namespace

Result<RuleSet::Reading> RuleSet::readFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return failure({.code = ErrorCode::FileUnreadable, .subject = path, .detail = file.errorString()});
    if (file.size() > maxFileSize)
        return Reading{
            .mistakes
            = {{.code = ErrorCode::RuleFileInvalid, .subject = path, .detail = Tr::tr("larger than 16 MiB")}}};
    const QByteArray bytes = file.read(maxFileSize);
    return read({bytes.constData(), static_cast<size_t>(bytes.size())}, path);
}

Result<RuleSet> RuleSet::parse(std::string_view toml, const QString &fileName)
{
    Reading reading = read(toml, fileName);
    TRY(oneFailure(reading.mistakes));
    return std::move(reading.rules);
}

Result<RuleSet> RuleSet::load(const QString &path)
{
    TRY_ASSIGN(Reading reading, readFile(path));
    TRY(oneFailure(reading.mistakes));
    return std::move(reading.rules);
}

Result<> oneFailure(const QList<Error> &problems)
{
    if (problems.isEmpty())
        return {};
    Error error = problems.first();
    if (problems.size() > 1)
        error.causes = problems;
    return failure(std::move(error));
}

const Rule *RuleSet::rule(const sql::QualifiedName &table, std::string_view column) const
{
    const auto columns = m_tables.find(table);
    if (columns == m_tables.end())
        return nullptr;
    const auto found = columns->second.find(column);
    return found == columns->second.end() ? nullptr : &found->second;
}

void RuleSet::setRule(const sql::QualifiedName &table, const std::string &column, Rule rule)
{
    m_tables[table].insert_or_assign(column, std::move(rule));
}

void RuleSet::removeRule(const sql::QualifiedName &table, const std::string &column)
{
    const auto columns = m_tables.find(table);
    if (columns == m_tables.end())
        return;
    columns->second.erase(column);
    if (columns->second.empty())
        m_tables.erase(columns);
}

QList<Error> RuleSet::problemsWith(const std::vector<TableShape> &tables) const
{
    QList<Error> problems;
    std::vector<std::string> tableNames;
    for (const TableShape &table : tables)
        tableNames.push_back(table.name.displayed());
    const ShapesByName shapes = shapesByName(tables);
    for (const auto &[name, columns] : m_tables) {
        const auto found = shapes.find(name);
        if (found == shapes.end()) {
            problems.append(columnMissing(text(name.displayed()), nearest(name.displayed(), tableNames)));
            continue;
        }
        const TableShape *table = found->second;
        std::vector<std::string> columnNames;
        for (const ColumnShape &column : table->columns)
            columnNames.push_back(column.name);
        for (const auto &[columnName, rule] : columns) {
            const QString subject = text(ColumnName{name, columnName}.displayed());
            const ColumnShape *column = table->column(columnName);
            if (column == nullptr) {
                problems.append(columnMissing(subject, nearest(columnName, columnNames)));
                continue;
            }
            const QString why = whyItDoesNotFit(*column, rule, column->maxLength, column->isUnique);
            if (!why.isEmpty())
                problems.append({.code = ErrorCode::RuleDoesNotFit, .subject = subject, .detail = why});
        }
    }
    return problems;
}

} // namespace engine::anonymize
