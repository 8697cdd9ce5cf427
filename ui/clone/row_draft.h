// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/errors/error.h"
#include "engine/selection/row_choice.h"

#include <QString>

#include <optional>
#include <string>
#include <vector>

namespace ui {

/// The words of a field that holds several, separated by commas, semicolons or blanks.
[[nodiscard]] std::vector<std::string> wordsIn(const QString &field);

/// Which rows are cloned and which of the target stay, as it stands in the fields: perhaps half typed.
struct RowDraft
{
    /// Patterns of the tables whose rows are copied; empty: of all.
    QString tables{};
    /// TABLE=CONDITION, one per line.
    QString conditions{};
    /// COLUMN>=DATE, separated by commas.
    QString since{};
    /// 0: every row.
    double samplePercent = 0;
    bool dropsOrphans = true;
    /// Patterns of the tables of the target whose rows stay.
    QString keptTables{};

    bool operator==(const RowDraft &) const = default;

    /// What cannot be understood, the first if there are several. No server is needed to know.
    [[nodiscard]] std::optional<engine::Error> problem() const;
    /// What there is; a condition that cannot be understood is in it as one that never will.
    [[nodiscard]] engine::selection::RowChoice choice() const;
    /// "A part: 2 conditions; since created_at>=2026-10-01.", in the language of the window.
    [[nodiscard]] QString summary() const;
};

} // namespace ui
