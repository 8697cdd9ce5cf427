// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QStringList>

#include <vector>

namespace engine::migration {

/// One row of two texts side by side.
struct AlignedLine
{
    enum class Kind { Same, Changed, OnlyLeft, OnlyRight };
    Kind kind = Kind::Same;
    /// Numbers of the lines, from 0; -1 where a side has none.
    int left = -1;
    int right = -1;

    bool operator==(const AlignedLine &) const = default;
};

/// Both texts from top to bottom, each line once. Texts of many thousand lines that differ everywhere are not searched
/// for what they share: then one comes after the other.
[[nodiscard]] std::vector<AlignedLine> alignedLines(const QStringList &left, const QStringList &right);

/// Only what differs, each line with "- " or "+ " before it: what must happen to `from`.
[[nodiscard]] QStringList differingLines(const QString &from, const QString &to);

} // namespace engine::migration
