// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/errors/sentence.h"
#include "engine/base/progress.h"

#include <QList>
#include <QString>

namespace engine::runs {

/// A part of an operation that people can follow. Window and command line show the same list, and guess what is left
/// by its weights.
struct Stage
{
    /// By what it is seen how far the stage is.
    enum class Measure { Nothing, Rows, Steps };

    Phase phase = Phase::Preflight;
    /// Of the time of the whole, beside those of the other stages.
    double weight = 0;
    Measure measure = Measure::Nothing;
    /// A stop brings everything back as it was.
    bool isCancellable = true;
};

/// "rows": stable, for programs.
[[nodiscard]] QString phaseKey(Phase phase);
/// "Rows"
[[nodiscard]] Sentence phaseTitle(Phase phase);
/// "Copying rows"
[[nodiscard]] Sentence phaseAction(Phase phase);

/// Of an operation that says nothing else: all but the setting aside of what is there.
[[nodiscard]] QList<Stage> usualStages();

/// Null when the phase is none of them, as Done.
[[nodiscard]] const Stage *stageOf(const QList<Stage> &stages, Phase phase);
/// Whether a stop in this phase still brings everything back.
[[nodiscard]] bool isCancellableIn(const QList<Stage> &stages, Phase phase);

} // namespace engine::runs
