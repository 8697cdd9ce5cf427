// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/catalog/comparison/schema_diff.h"
#include "engine/migration/comparison.h"
#include "engine/migration/renames.h"
#include "engine/operations/operation.h"
#include "engine/safety/guard.h"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace engine::safety {
class ProductionRegistry;
}

namespace engine::operations {

struct ComparisonOptions
{
    /// Empty: every schema of people's.
    std::vector<std::string> schemas{};
    catalog::CompareOptions compare{.sequenceValues = false, .members = true};
    /// What people say has another name in the source.
    std::vector<migration::Rename> renames{};
    /// Drops are part of the script, and not only named in it.
    bool mayLoseData = false;
    /// Tables are written anew where only the order of their columns differs.
    bool reordersColumns = false;
    /// Gets what was found, before the report.
    std::function<void(std::shared_ptr<const migration::Comparison>)> take{};
};

/// Reads the structure of two databases, says what differs, and writes the script. Writes to neither; the texts of one
/// are never run on the other.
class Compare final : public Operation
{
public:
    /// Borrows the registry.
    Compare(End source, End target, ComparisonOptions options, const safety::ProductionRegistry &registry);

    /// Reads both and changes neither: there is nothing to look at first.
    Result<runs::Plan> plan(std::stop_token stop, Progress &progress) override;
    [[nodiscard]] QList<runs::Stage> stages() const override;
    /// Outcome Succeeded whether they differ or not; `warnings` says what does.
    runs::Report run(const safety::Permit &permit, std::stop_token stop, Progress &progress) override;

private:
    Result<std::shared_ptr<const migration::Comparison>> compare(const std::stop_token &stop, Progress &progress);

    End m_source;
    End m_target;
    ComparisonOptions m_options;
    const safety::ProductionRegistry &m_registry;
    runs::Plan m_plan{};
};

} // namespace engine::operations
