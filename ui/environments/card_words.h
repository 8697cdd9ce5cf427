// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/environments/environments_presenter.h"
#include "ui/widgets/chip.h"

namespace ui {

// What is said of an environment, on its card as in the table.

/// In which state it is. Nothing where all is well.
struct CardState
{
    /// Two words for a chip.
    QString badge{};
    Chip::Tone tone = Chip::Tone::Quiet;
    /// The same as a sentence, and what to do.
    QString sentence{};
    QString next{};

    [[nodiscard]] bool isWell() const { return badge.isEmpty(); }
};
[[nodiscard]] CardState stateOf(const EnvironmentCard &card);
/// "Restorable: 3 hours ago".
[[nodiscard]] QString provenText(const EnvironmentCard &card);
/// How that is known, or what is newer; may be empty.
[[nodiscard]] QString backupText(const EnvironmentCard &card);
/// "23 tables, 31 MiB, PostgreSQL 15.20"; empty while it is not known.
[[nodiscard]] QString contentsText(const EnvironmentCard &card);
/// Where its contents come from: the last operation that wrote to it.
[[nodiscard]] QString lastWriteText(const EnvironmentCard &card);
/// What its database is, and not what it is called.
[[nodiscard]] bool countsAsProduction(const EnvironmentCard &card);

} // namespace ui
