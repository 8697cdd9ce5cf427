// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/progress/progress_lines.h"

#include "app/cli/output/error_output.h"
#include "app/cli/output/numbers.h"
#include "app/tr.h"
#include "engine/runs/estimates.h"

#include <functional>

namespace app::cli {

using namespace Qt::StringLiterals;
using engine::Phase;
using engine::Progress;
using engine::TableProgress;

namespace {

constexpr qint64 totalsEveryMilliseconds = 1000;

/// Calls `say` for each table that is done and was not said yet.
void eachNewTable(const Progress &progress, QSet<QString> &said, const std::function<void(const TableProgress &)> &say)
{
    const auto tables = progress.tables();
    if (!tables)
        return;
    for (const auto &table : *tables) {
        if (table->state.load(std::memory_order_acquire) != TableProgress::State::Done || said.contains(table->name))
            continue;
        said.insert(table->name);
        say(*table);
    }
}

} // namespace

QList<Phase> PhasesSaid::takeNew(const Progress &progress)
{
    QList<Phase> phases;
    for (int number = 0; number <= static_cast<int>(Phase::Done); ++number) {
        const auto phase = static_cast<Phase>(number);
        // Which phases there are, the operation says; every one begins with checks, and ends.
        const bool isOne = phase == Phase::Preflight || phase == Phase::Done
                           || engine::runs::stageOf(m_stages, phase) != nullptr;
        if (!isOne || !progress.hasEntered(phase) || m_said.contains(number))
            continue;
        m_said.insert(number);
        phases.append(phase);
    }
    return phases;
}

ProgressLines::ProgressLines(const Terminal &terminal, const QString &title, const QList<engine::runs::Stage> &stages)
    : m_terminal(terminal)
    , m_phases(stages)
{
    if (!title.isEmpty())
        m_terminal.say(title);
}

void ProgressLines::show(const Progress &progress)
{
    for (const Phase phase : m_phases.takeNew(progress)) {
        if (phase != Phase::Done)
            m_terminal.say(engine::runs::phaseAction(phase).text());
    }
    eachNewTable(progress, m_tablesSaid, [this](const TableProgress &table) {
        m_terminal.say(
            Tr::tr("  %1: %2 rows, %3").arg(table.name, number(table.rows.load()), size(table.bytes.load())));
    });
}

void ProgressLines::finish(const Progress &progress)
{
    show(progress);
}

ProgressJson::ProgressJson(const Terminal &terminal, const QList<engine::runs::Stage> &stages)
    : m_terminal(terminal)
    , m_phases(stages)
{
    m_sinceTotals.start();
}

void ProgressJson::show(const Progress &progress)
{
    for (const Phase phase : m_phases.takeNew(progress))
        write({{u"event"_s, u"phase"_s}, {u"phase"_s, engine::runs::phaseKey(phase)}});
    eachNewTable(progress, m_tablesSaid, [this](const TableProgress &table) {
        write({{u"event"_s, u"table"_s},
               {u"name"_s, table.name},
               {u"rows"_s, table.rows.load()},
               {u"bytes"_s, table.bytes.load()},
               {u"milliseconds"_s, table.milliseconds.load()},
               {u"anonymizedFields"_s, table.anonymizedFields.load()}});
    });
    if (m_sinceTotals.elapsed() >= totalsEveryMilliseconds) {
        m_sinceTotals.restart();
        writeTotals(progress);
    }
}

void ProgressJson::finish(const Progress &progress)
{
    show(progress);
    writeTotals(progress);
}

void ProgressJson::write(const QJsonObject &event) const
{
    m_terminal.say(eventLine(event));
}

void ProgressJson::writeTotals(const Progress &progress) const
{
    const engine::runs::RowTotals totals = engine::runs::totalsOf(progress);
    write({{u"event"_s, u"progress"_s},
           {u"phase"_s, engine::runs::phaseKey(progress.phase())},
           {u"rows"_s, totals.rows},
           {u"expectedRows"_s, totals.expectedRows},
           {u"bytes"_s, totals.bytes},
           {u"expectedBytes"_s, totals.expectedBytes},
           {u"tablesDone"_s, totals.tablesDone},
           {u"tables"_s, totals.tables},
           {u"stepsDone"_s, progress.stepsDone.load()},
           {u"stepsExpected"_s, progress.stepsExpected.load()}});
}

} // namespace app::cli
