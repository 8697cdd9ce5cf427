// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/operations/backup/backup_rows.h"

namespace engine::operations {

class BackupRows::RowTreatment final : public transfer::Treatment
{
public:
    RowTreatment(BackupRows &rows, sql::QualifiedName table, std::unique_ptr<anonymize::AnonymizeTransform> transform)
        : m_rows(rows)
        , m_table(std::move(table))
        , m_transform(std::move(transform))
    {}

    std::vector<stream::Transform *> transforms() override
    {
        return m_transform ? std::vector<stream::Transform *>{m_transform.get()} : std::vector<stream::Transform *>();
    }
    void arrived(const stream::PumpSummary &summary) override { m_rows.add(m_table, summary, m_transform.get()); }

private:
    BackupRows &m_rows;
    const sql::QualifiedName m_table;
    std::unique_ptr<anonymize::AnonymizeTransform> m_transform;
};

BackupRows::BackupRows(const Rules &rules)
    : m_rules(rules)
    , m_shapes(anonymize::shapesByName(rules.shapes))
    , m_decisions(rules.decisions)
{}

transfer::Treatments BackupRows::treatments()
{
    return [this](const stream::RowShape &shape,
                  const transfer::Share &share) -> Result<std::unique_ptr<transfer::Treatment>> {
        std::unique_ptr<anonymize::AnonymizeTransform> transform;
        const auto found = m_shapes.find(share.table);
        if (m_rules.key != nullptr && found != m_shapes.end()) {
            std::vector<std::string> columns;
            for (const stream::RowShape::Column &column : shape.columns)
                columns.push_back(column.name);
            transform = anonymize::makeTransform(*found->second, columns, m_decisions.of(share.table), *m_rules.key,
                                                 shape.format, anonymize::Watch::EveryColumn);
        }
        if (transform)
            transform->knowValues(m_rules.declared);
        return std::make_unique<RowTreatment>(*this, share.table, std::move(transform));
    };
}

void BackupRows::add(const sql::QualifiedName &table, const stream::PumpSummary &summary,
                     const anonymize::AnonymizeTransform *transform)
{
    const std::scoped_lock lock(m_countedMutex);
    Counted &counted = m_counted[table];
    counted.sent.add(summary);
    if (transform == nullptr)
        return;
    for (const auto &[column, count] : transform->countsByColumn())
        counted.counts[column].add({.values = count.values, .changed = count.changed, .personal = count.personal});
    for (const auto &[column, paths] : transform->pathCountsByColumn()) {
        for (const auto &[path, met] : paths)
            counted.paths[column][path] += met;
    }
}

runs::TableReport BackupRows::reportOf(const sql::QualifiedName &table) const
{
    runs::TableReport report{.name = text(table.displayed()), .root = text(table.displayed())};
    const auto found = m_counted.find(table);
    if (found == m_counted.end())
        return report;
    const Counted &counted = found->second;
    report.rows = counted.sent.rows;
    report.bytes = counted.sent.bytes;
    report.anonymizedFields = counted.sent.changedFields;
    report.digest = text(counted.sent.digest.hex());
    for (const auto &[column, count] : counted.counts) {
        report.columnCounts.insert(text(column), count);
        if (count.changed > 0)
            report.anonymizedColumns.insert(text(column), count.changed);
    }
    for (const auto &[column, paths] : counted.paths) {
        for (const auto &[path, met] : paths)
            report.pathCounts[text(column)][text(path)] += met;
    }
    return report;
}

} // namespace engine::operations
