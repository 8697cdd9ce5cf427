// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace app::cli {

enum class Align { Left, Right };

/// Lines of aligned cells, two blanks apart, no blanks at the end of a line. `header` may be empty; so may `aligns`
/// (all left). Widths are those of the terminal, not of bytes.
[[nodiscard]] QString textTable(const QStringList &header, const QList<QStringList> &rows,
                                const QList<Align> &aligns = {}, const QString &indent = {});

} // namespace app::cli
