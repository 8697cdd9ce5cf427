// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/catalog/comparison/schema_diff.h"
#include "engine/migration/migration.h"
#include "engine/migration/renames.h"

#include <QList>
#include <QString>

#include <memory>
#include <vector>

namespace engine::migration {

/// What differs between two databases, and what would make the target like the source: a value, of which window,
/// command line and reports are views.
struct Comparison
{
    QString source{};
    QString target{};
    /// From the target to the source: what is created is only in the source.
    std::vector<catalog::Change> changes{};
    /// Makes the target like the source, and brings it back.
    Migration script{};
    Migration reverse{};
    /// What the target has to get first, and what of either side was not compared.
    QList<Sentence> remarks{};

    /// Both structures as they were compared; null where nobody keeps them.
    std::shared_ptr<const catalog::Schema> targetSchema{};
    std::shared_ptr<const catalog::Schema> sourceSchema{};
    /// Of the script.
    MigrationOptions options{};
    /// Names that the script changes first, and the way back.
    std::vector<Statement> renames{};
    std::vector<Statement> renamesBack{};
    /// What people said has another name.
    std::vector<Rename> renamed{};

    [[nodiscard]] bool areEqual() const { return changes.empty() && renames.empty(); }
};

} // namespace engine::migration
