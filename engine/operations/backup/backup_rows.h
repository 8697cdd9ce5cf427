// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/anonymize/keys/project_key.h"
#include "engine/anonymize/known/known_values.h"
#include "engine/anonymize/model/column_decision.h"
#include "engine/anonymize/model/table_shape.h"
#include "engine/anonymize/rewriting/anonymize_transform.h"
#include "engine/runs/report.h"
#include "engine/transfer/transfer.h"

#include <map>
#include <memory>
#include <mutex>
#include <vector>

namespace engine::operations {

/// What is done to the rows of a backup, and what was counted of them: complete before the file is, so that the
/// manifest inside an encrypted one can say it.
///
/// Borrows what it is given. treatments() may be used by several threads at once.
class BackupRows final
{
public:
    struct Rules
    {
        const std::vector<anonymize::TableShape> &shapes;
        const std::vector<anonymize::ColumnDecision> &decisions;
        /// Null: rows stay as they are.
        const anonymize::ProjectKey *key = nullptr;
        const anonymize::KnownValues *declared = nullptr;
    };
    explicit BackupRows(const Rules &rules);

    [[nodiscard]] transfer::Treatments treatments();

    struct Counted
    {
        stream::PumpSummary sent{};
        std::map<std::string, runs::ColumnCount> counts{};
        std::map<std::string, std::map<std::string, long long>> paths{};
    };
    /// REQUIRES: no worker is left.
    [[nodiscard]] const std::map<sql::QualifiedName, Counted> &counted() const { return m_counted; }
    /// Of one table, without the time it took.
    [[nodiscard]] runs::TableReport reportOf(const sql::QualifiedName &table) const;

private:
    class RowTreatment;

    void add(const sql::QualifiedName &table, const stream::PumpSummary &summary,
             const anonymize::AnonymizeTransform *transform);

    const Rules m_rules;
    const anonymize::ShapesByName m_shapes;
    const anonymize::DecisionsByTable m_decisions;
    std::mutex m_countedMutex;
    std::map<sql::QualifiedName, Counted> m_counted;
};

} // namespace engine::operations
