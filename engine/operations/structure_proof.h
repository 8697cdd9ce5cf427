// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/progress.h"
#include "engine/catalog/comparison/schema_diff.h"
#include "engine/migration/choice/chosen_changes.h"
#include "engine/migration/migration.h"
#include "engine/operations/row_checks.h"
#include "engine/operations/structure_comparison.h"
#include "engine/operations/structure_copy.h"

#include <QJsonObject>
#include <QList>
#include <QString>

#include <memory>
#include <optional>
#include <stop_token>
#include <vector>

namespace engine::operations {

/// A script, and what it is to make of what.
struct ScriptToProve
{
    std::vector<migration::Statement> statements{};
    std::vector<migration::Statement> reverse{};
    /// As the server has it, and as the script's own structures have it (names changed already).
    std::shared_ptr<const catalog::Schema> target{};
    std::shared_ptr<const catalog::Schema> renamed{};
    std::shared_ptr<const catalog::Schema> reached{};
    std::vector<migration::Rename> renames{};
    /// Columns of some tables come in another order than in the source, which no statement changes.
    bool hasOtherOrder = false;
    /// Where no copy can be made, it is run on the target itself and rolled back.
    bool mayTryOnTarget = false;
    catalog::CompareOptions compare{};
    /// Who works in the target.
    std::string worker{};
    /// Of both sides as they were read: what the proof is for.
    QString sourceFingerprint{};
    QString targetFingerprint{};
    QString targetName{};
};

/// What became of one thing that a proof does.
struct ProofStep
{
    enum class Outcome { Good, Bad, NotTried };
    Outcome outcome = Outcome::Good;
    Sentence what{};
    qint64 milliseconds = 0;
};

/// What running a script on a copy has shown.
struct StructureProof
{
    enum class State {
        /// It did on a copy what it should, there and back, and no rows are in its way.
        Proven,
        /// It was run on the target, in a transaction that was rolled back, and nothing refused it.
        Simulated,
        /// The copy refused it, or is not what it should be, or rows are in the way.
        Failed,
        /// There is no copy to try it on, or a part of it cannot be tried there.
        NotPossible,
    };
    State state = State::NotPossible;
    QList<ProofStep> steps{};
    QList<RowCheck> checks{};
    /// What the copy does not have, and says nothing about.
    QList<Sentence> notTried{};
    /// The statement that was refused, from 1 on; 0: none.
    int failedStatement = 0;
    QString failedSql{};
    QString answer{};

    /// The proof is for these two and for no others.
    QString sourceFingerprint{};
    QString targetFingerprint{};
    /// What the script should make, what it made, and what the reverse made of that beside what was there.
    QString wantedFingerprint{};
    QString resultFingerprint{};
    QString beforeFingerprint{};
    QString backFingerprint{};
    QString serverVersion{};
    qint64 sampleRows = 0;
    qint64 sampleTables = 0;

    [[nodiscard]] bool isProven() const { return state == State::Proven; }
    /// Neither side has changed since.
    [[nodiscard]] bool isFor(const QString &source, const QString &target) const
    {
        return sourceFingerprint == source && targetFingerprint == target;
    }
    /// "Proven on a copy of …", for people.
    [[nodiscard]] Sentence verdict() const;
};

/// What a comparison found, for who asked.
struct ComparisonFound
{
    StructuresCompared compared{};
    /// Where one was wanted and there is something to prove.
    std::optional<StructureProof> proof{};
};

/// The whole script of a comparison, and one for a choice.
[[nodiscard]] ScriptToProve wholeScript(const StructuresCompared &compared);
[[nodiscard]] ScriptToProve scriptOfChoice(const StructuresCompared &compared, const migration::ChosenScript &chosen);

/// Runs the script on a copy of the target's structure in a private server of the same version, with rows made up for
/// it, compares, and runs the reverse. `live`: the target, of which rows that would be in the way are counted by
/// reading; null where it is no live database. That something is not proven is no error.
/// Errors: Cancelled, LocalDiskFull, those of reading the target.
Result<StructureProof> proveScript(const ScriptToProve &script, const environments::End *live, const ProofPlace &place,
                                   const std::stop_token &stop, Progress &progress);

/// A proof is for the two structures that it was made with: looks at a live side again, and does nothing for a file.
/// Errors: ProofExpired when it is another structure `then`; those of reading it.
Result<> checkProofHolds(const StructureSource &side, const catalog::Schema &then, const std::stop_token &stop);

/// resources/schema/comparison.schema.json, "proof".
[[nodiscard]] QJsonObject toJson(const StructureProof &proof);

} // namespace engine::operations
