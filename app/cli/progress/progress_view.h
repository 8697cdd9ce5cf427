// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/progress.h"

#include <QString>

namespace app::cli {

/// How the progress of an operation is shown on standard error. Called by the main thread about ten times a second.
class ProgressView
{
public:
    ProgressView() = default;
    ProgressView(const ProgressView &) = delete;
    ProgressView &operator=(const ProgressView &) = delete;
    virtual ~ProgressView() = default;

    virtual void show(const engine::Progress &progress) = 0;
    /// Something else is about to be written.
    virtual void makeWay() {}
    /// The operation has ended; nothing is shown afterwards.
    virtual void finish(const engine::Progress &progress) = 0;
};

/// Translated: "Copying rows".
[[nodiscard]] QString phaseName(engine::Phase phase);
/// "rows": stable, for programs.
[[nodiscard]] QString phaseKey(engine::Phase phase);

/// The sums over all tables.
struct ProgressTotals
{
    qint64 rows = 0;
    qint64 bytes = 0;
    qint64 expectedRows = 0;
    qint64 expectedBytes = 0;
    int tablesDone = 0;
    int tables = 0;

    /// 0 to 1 of the rows phase, by bytes where they are known.
    [[nodiscard]] double share() const;
};
[[nodiscard]] ProgressTotals totalsOf(const engine::Progress &progress);

} // namespace app::cli
