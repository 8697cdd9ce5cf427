// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/errors/sentence.h"
#include "engine/catalog/ddl/ddl.h"
#include "engine/catalog/model/schema.h"

#include <string>
#include <vector>

namespace engine::migration {

/// What a statement may cost or take, as the target's catalog tells: a value beside the statement.
struct Hazard
{
    enum class Kind {
        /// Values that nothing brings back.
        DataLost,
        /// The table is written anew.
        Rewrite,
        /// Nobody else can use the table meanwhile.
        Lock,
        /// Every row is looked at, and the table is locked.
        ValidationScan,
        /// Nobody can write to the table until the index is there.
        IndexBuild,
        AccessWidened,
        AccessNarrowed,
        /// Rows that are there decide whether it succeeds.
        MayFail,
        /// It is dropped and made again because of what it needs.
        MadeAgain,
        /// It stays when a later statement fails.
        OutsideTransaction,
    };
    enum class Severity { Note, Warning, Danger };

    Kind kind = Kind::Lock;
    Severity severity = Severity::Note;
    /// What it happens to.
    catalog::ObjectKey object{};
    /// Of that object in the target; -1 when the server has no estimate.
    long long rows = -1;
    long long bytes = 0;

    [[nodiscard]] Sentence sentence() const;
    bool operator==(const Hazard &) const = default;
};

/// Stable English words for programs: "dataLost", "warning".
[[nodiscard]] const char *hazardKey(Hazard::Kind kind);
[[nodiscard]] const char *severityKey(Hazard::Severity severity);

/// Makes hazards with the sizes that a schema tells.
class HazardSource final
{
public:
    /// Borrows the schema for its lifetime.
    explicit HazardSource(const catalog::Schema &target)
        : m_target(target)
    {}

    /// Weighed by the size of the table; a table that the schema does not have is new, and has no hazards.
    [[nodiscard]] std::vector<Hazard> of(Hazard::Kind kind, const catalog::ObjectKey &object) const;
    /// Of a part of a table: it happens to the table.
    [[nodiscard]] std::vector<Hazard> ofTable(Hazard::Kind kind, const catalog::ObjectKey &part) const;

private:
    const catalog::Schema &m_target;
};

} // namespace engine::migration
