// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/progress.h"
#include "engine/catalog/comparison/schema_diff.h"
#include "engine/migration/comparison.h"
#include "engine/migration/renames.h"
#include "engine/operations/compared_sides.h"

#include <memory>
#include <stop_token>
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
    catalog::CompareOptions compare{.sequenceValues = false};
    /// What people say has another name in the source.
    std::vector<migration::Rename> renames{};
    /// Drops are part of the script, and not only named in it.
    bool mayLoseData = false;
    /// Tables are written anew where only the order of their columns differs.
    bool reordersColumns = false;
};

/// What was compared, and what only a proof or a run of the script needs of it.
struct StructuresCompared
{
    std::shared_ptr<const migration::Comparison> comparison{};
    /// Both as they were read, before anything was fitted to the other.
    std::shared_ptr<const catalog::Schema> source{};
    std::shared_ptr<const catalog::Schema> target{};
    /// What the target is once the script has run: the source, with what is held back.
    std::shared_ptr<const catalog::Schema> reached{};
    /// A live database that is no production: what is rolled back may be tried there.
    bool mayTryOnTarget = false;
};

/// Reads two structures, says what differs, and writes the script. Writes to neither; the texts of one are never run on
/// the other. Enters Preflight, Structure and Verification. Errors: those of readSides() and of migrationScript();
/// ObjectMissing for what is to be renamed and not there.
Result<StructuresCompared> compareStructures(const StructureSource &source, const StructureSource &target,
                                             const ComparisonOptions &options,
                                             const safety::ProductionRegistry &registry, const std::stop_token &stop,
                                             Progress &progress);

} // namespace engine::operations
