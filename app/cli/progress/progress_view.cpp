// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/progress/progress_view.h"

#include "app/tr.h"

namespace app::cli {

using namespace Qt::StringLiterals;
using engine::Phase;
using engine::Progress;
using engine::TableProgress;

QString phaseName(Phase phase)
{
    switch (phase) {
    case Phase::Preflight:
        return Tr::tr("Checking both sides");
    case Phase::SettingAside:
        return Tr::tr("Setting the old contents aside");
    case Phase::Structure:
        return Tr::tr("Making the structure");
    case Phase::Rows:
        return Tr::tr("Copying rows");
    case Phase::Indexes:
        return Tr::tr("Making indexes and constraints");
    case Phase::Verification:
        return Tr::tr("Verifying");
    case Phase::Commit:
        return Tr::tr("Making it final");
    case Phase::Done:
        return Tr::tr("Done");
    }
    Q_UNREACHABLE();
}

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

double ProgressTotals::share() const
{
    if (expectedBytes > 0)
        return std::min(1.0, static_cast<double>(bytes) / static_cast<double>(expectedBytes));
    if (expectedRows > 0)
        return std::min(1.0, static_cast<double>(rows) / static_cast<double>(expectedRows));
    return 0;
}

ProgressTotals totalsOf(const Progress &progress)
{
    ProgressTotals totals;
    const auto tables = progress.tables();
    if (!tables)
        return totals;
    for (const auto &table : *tables) {
        totals.rows += table->rows.load(std::memory_order_relaxed);
        totals.bytes += table->bytes.load(std::memory_order_relaxed);
        totals.expectedRows += std::max<qint64>(0, table->expectedRows);
        totals.expectedBytes += std::max<qint64>(0, table->expectedBytes);
        ++totals.tables;
        if (table->state.load(std::memory_order_acquire) == TableProgress::State::Done)
            ++totals.tablesDone;
    }
    return totals;
}

} // namespace app::cli
