// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/runs/stage.h"

#include <algorithm>

namespace engine::runs {

using namespace Qt::StringLiterals;

QString phaseKey(Phase phase)
{
    switch (phase) {
    case Phase::Preflight:
        return u"preflight"_s;
    case Phase::SettingAside:
        return u"settingAside"_s;
    case Phase::Structure:
        return u"structure"_s;
    case Phase::Rows:
        return u"rows"_s;
    case Phase::Indexes:
        return u"indexes"_s;
    case Phase::Verification:
        return u"verification"_s;
    case Phase::Commit:
        return u"commit"_s;
    case Phase::Done:
        return u"done"_s;
    }
    Q_UNREACHABLE();
}

Sentence phaseTitle(Phase phase)
{
    switch (phase) {
    case Phase::Preflight:
        return Tr::sentence("Checks");
    case Phase::SettingAside:
        return Tr::sentence("Setting aside");
    case Phase::Structure:
        return Tr::sentence("Structure");
    case Phase::Rows:
        return Tr::sentence("Rows");
    case Phase::Indexes:
        return Tr::sentence("Indexes");
    case Phase::Verification:
        return Tr::sentence("Verification");
    case Phase::Commit:
        return Tr::sentence("Commit");
    case Phase::Done:
        return Tr::sentence("Done");
    }
    Q_UNREACHABLE();
}

Sentence phaseAction(Phase phase)
{
    switch (phase) {
    case Phase::Preflight:
        return Tr::sentence("Checking both sides");
    case Phase::SettingAside:
        return Tr::sentence("Setting the old contents aside");
    case Phase::Structure:
        return Tr::sentence("Making the structure");
    case Phase::Rows:
        return Tr::sentence("Copying rows");
    case Phase::Indexes:
        return Tr::sentence("Making indexes and constraints");
    case Phase::Verification:
        return Tr::sentence("Verifying");
    case Phase::Commit:
        return Tr::sentence("Making it final");
    case Phase::Done:
        return Tr::sentence("Done");
    }
    Q_UNREACHABLE();
}

QList<Stage> usualStages()
{
    using Measure = Stage::Measure;
    return {{.phase = Phase::Preflight, .weight = 2},
            {.phase = Phase::Structure, .weight = 3},
            {.phase = Phase::Rows, .weight = 54, .measure = Measure::Rows},
            {.phase = Phase::Indexes, .weight = 28, .measure = Measure::Steps},
            {.phase = Phase::Verification, .weight = 10, .measure = Measure::Steps},
            {.phase = Phase::Commit, .weight = 2, .isCancellable = false}};
}

const Stage *stageOf(const QList<Stage> &stages, Phase phase)
{
    const auto found = std::ranges::find(stages, phase, &Stage::phase);
    return found == stages.end() ? nullptr : &*found;
}

bool isCancellableIn(const QList<Stage> &stages, Phase phase)
{
    // Between the end and the report there is nothing left to stop.
    const Stage *stage = stageOf(stages, phase);
    return stage != nullptr ? stage->isCancellable : phase < Phase::Commit;
}

} // namespace engine::runs
