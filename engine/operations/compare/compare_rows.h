// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/environments/settings/table_groups.h"
#include "engine/fingerprint/row_report.h"
#include "engine/fingerprint/script/row_script.h"
#include "engine/operations/operation.h"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace engine::safety {
class ProductionRegistry;
}

namespace engine::operations {

struct RowComparisonOptions
{
    /// Empty: every schema of people's.
    std::vector<std::string> schemas{};
    /// As people name tables ("table", "schema.table", *, ?, @group); empty: all.
    std::vector<std::string> tables{};
    environments::TableGroups groups{};
    fingerprint::RowOptions rows{};
    /// How many of a table's rows that differ are kept with their values.
    size_t keepRows = 100;
    /// Files for SQL that makes the target's rows like the source's, and that brings them back; empty: none.
    QString scriptPath{};
    QString reversePath{};
    fingerprint::RowScriptOptions script{};
    /// Gets what was found, before the report.
    std::function<void(std::shared_ptr<const fingerprint::RowComparison>)> take{};
};

/// Compares the rows of tables that two databases have, each in one snapshot. Writes to neither, and runs code of
/// neither. The files it writes hold clear rows: the guard judges them.
class CompareRows final : public Operation
{
public:
    /// Borrows the registry.
    CompareRows(End source, End target, RowComparisonOptions options, const safety::ProductionRegistry &registry);

    /// Looks at both only where a file is written, so that the guard knows what of.
    Result<runs::Plan> plan(std::stop_token stop, Progress &progress) override;
    [[nodiscard]] QList<runs::Stage> stages() const override;
    /// Outcome Succeeded whether they differ or not; `warnings` says what does.
    runs::Report run(const safety::Permit &permit, std::stop_token stop, Progress &progress) override;

private:
    Result<std::shared_ptr<const fingerprint::RowComparison>> compare(const std::stop_token &stop, Progress &progress,
                                                                      runs::Report &report);

    End m_source;
    End m_target;
    RowComparisonOptions m_options;
    const safety::ProductionRegistry &m_registry;
    runs::Plan m_plan{};
};

} // namespace engine::operations
