// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/compare/rows/rows_presenter.h"

#include "engine/base/errors/error_text.h"
#include "engine/catalog/model/schema.h"
#include "engine/workspace/workspace.h"
#include "ui/background.h"
#include "ui/compare/compare_presenter.h"
#include "ui/text.h"

#include <QRegularExpression>

#include <chrono>
#include <utility>

using namespace Qt::StringLiterals;

namespace ui {

using engine::Result;
using engine::fingerprint::RowComparison;
using engine::runs::OperationKind;
using engine::runs::Outcome;
using engine::workspace::CompareRowsRequest;

namespace {

constexpr std::chrono::minutes shownFor{5};
// Per table; what more there is the file of the command line has.
constexpr size_t rowsKept = 2'000;

RowsPresenter::Script scriptOf(const RowComparison &found, const engine::workspace::ChosenRows &rows,
                               const engine::workspace::Workspace &workspace)
{
    RowsPresenter::Script script{.rows = int(rows.size())};
    auto forth = engine::workspace::scriptOfRows(found, rows, false, workspace);
    auto back = engine::workspace::scriptOfRows(found, rows, true, workspace);
    if (!forth || !back) {
        script.error = forth ? back.error() : forth.error();
        return script;
    }
    script.text = *std::move(forth);
    script.reverse = *std::move(back);
    return script;
}

} // namespace

RowsPresenter::RowsPresenter(ComparePresenter &ends, engine::workspace::Workspace &workspace, Background &background,
                             OperationRunner &runner, QObject *parent)
    : QObject(parent)
    , m_ends(ends)
    , m_workspace(workspace)
    , m_background(background)
    , m_runner(runner)
    , m_tables(this)
    , m_rows(this)
{
    m_settle.setSingleShot(true);
    m_settle.setInterval(settleMilliseconds);
    m_hide.setSingleShot(true);
    m_hide.setInterval(shownFor);
    connect(&m_settle, &QTimer::timeout, this, &RowsPresenter::writeScript);
    connect(&m_hide, &QTimer::timeout, this, [this] { showValues(false); });
    connect(&m_ends, &ComparePresenter::changed, this, &RowsPresenter::followEnds);
    connect(&m_ends, &ComparePresenter::found, this, &RowsPresenter::findTables);
    connect(&m_runner, &OperationRunner::stateChanged, this, &RowsPresenter::followRunner);
    connect(&m_runner, &OperationRunner::finished, this, &RowsPresenter::takeReport);
    connect(&m_runner, &OperationRunner::failed, this, [this](const engine::Error &error) {
        if (!std::exchange(m_isRunning, false))
            return;
        emit changed();
        emit failed(error);
    });
    connect(&m_rows, &RowModel::ticksChanged, this, [this] {
        m_isWriting = true;
        m_settle.start();
        emit scriptChanged();
    });
}

void RowsPresenter::forget()
{
    ++m_round;
    m_hide.stop();
    m_found.reset();
    m_script = {};
    m_tables.setComparison({});
    m_rows.setComparison({});
    emit found();
}

void RowsPresenter::followEnds()
{
    if (m_source == m_ends.source() && m_target == m_ends.target()) {
        emit changed();
        return;
    }
    m_source = m_ends.source();
    m_target = m_ends.target();
    if (m_isRunning)
        cancel();
    forget();
    emit changed();
}

void RowsPresenter::setTablesWanted(const QString &names)
{
    m_wanted = names;
}

void RowsPresenter::findTables()
{
    m_known.clear();
    const auto &compared = m_ends.compared();
    if (compared.target == nullptr || compared.source == nullptr)
        return;
    for (const auto &object : compared.target->objects) {
        if (object.as<engine::catalog::Table>() != nullptr && compared.source->find(object.key) != nullptr)
            m_known << engine::text(object.key.display());
    }
}

void RowsPresenter::setTreatsAsEqual(const std::string &word, bool does)
{
    if (does)
        m_equalities.insert(word);
    else
        m_equalities.erase(word);
}

QString RowsPresenter::obstacle() const
{
    return m_ends.isRunning() ? Tr::tr("The structures are being compared.") : m_ends.obstacle();
}

CompareRowsRequest RowsPresenter::request() const
{
    CompareRowsRequest request{.source = m_source,
                               .target = m_target,
                               .equalities = {m_equalities.begin(), m_equalities.end()},
                               .keepRows = rowsKept,
                               .mayLoseData = true};
    static const QRegularExpression between(u"[,;\\s]+"_s);
    for (const QString &name : m_wanted.split(between, Qt::SkipEmptyParts))
        request.tables.push_back(name.toStdString());
    return request;
}

void RowsPresenter::compare()
{
    if (m_isRunning || !obstacle().isEmpty())
        return;
    forget();
    m_isRunning = true;
    m_taken = std::make_shared<std::shared_ptr<const RowComparison>>();
    CompareRowsRequest asked = request();
    asked.take = [taken = m_taken](std::shared_ptr<const RowComparison> found) { *taken = std::move(found); };
    m_runner.plan(
        [&workspace = m_workspace, asked](std::stop_token stop) {
            return engine::workspace::prepare(asked, workspace, std::move(stop));
        },
        [source = m_source, target = m_target] {
            return Tr::tr("Comparing the rows of %1 with those of %2").arg(isolated(source), isolated(target));
        },
        OperationRunner::Watching::WhereItStarted);
    emit changed();
}

void RowsPresenter::cancel()
{
    if (!m_isRunning)
        return;
    if (m_runner.state() == OperationRunner::State::Running) {
        m_runner.requestStop();
        return;
    }
    m_isRunning = false;
    m_runner.forgetPlan();
    emit changed();
}

void RowsPresenter::followRunner()
{
    if (m_isRunning && m_runner.state() == OperationRunner::State::Planned) {
        // Nothing is written, so nothing is asked; unless another page wanted something else meanwhile.
        if (m_runner.plan() && m_runner.plan()->kind == OperationKind::Compare)
            m_runner.run({});
        else
            m_isRunning = false;
    }
    emit changed();
}

void RowsPresenter::takeReport(const engine::runs::Report &report)
{
    if (report.kind != OperationKind::Compare || !std::exchange(m_isRunning, false)) {
        emit changed();
        return;
    }
    m_milliseconds = report.durationMilliseconds;
    const bool isOfThesePair = report.source == m_source && report.target == m_target;
    if (report.outcome == Outcome::Succeeded && isOfThesePair && *m_taken != nullptr) {
        m_found = *m_taken;
        m_tables.setComparison(m_found);
        m_rows.setComparison(m_found);
        emit found();
    } else if (report.error && !report.error->isCancelled()) {
        emit failed(*report.error);
    }
    m_taken.reset();
    emit changed();
}

void RowsPresenter::showValues(bool isShown)
{
    if (m_found == nullptr)
        return;
    m_rows.setHidden(!isShown);
    if (isShown && m_found->hidesValues)
        m_hide.start();
    else
        m_hide.stop();
    emit changed();
    emit scriptChanged();
}

void RowsPresenter::writeScript()
{
    m_settle.stop();
    const quint64 round = ++m_round;
    const engine::workspace::ChosenRows rows = m_rows.ticked();
    if (m_found == nullptr || rows.empty()) {
        m_script = {};
        m_isWriting = false;
        emit scriptChanged();
        return;
    }
    m_isWriting = true;
    emit scriptChanged();
    m_background.run(
        this, [found = m_found, rows, &workspace = m_workspace] { return scriptOf(*found, rows, workspace); },
        [this, round](const Script &script) {
            if (round != m_round)
                return;
            m_script = script;
            m_isWriting = false;
            emit scriptChanged();
        });
}

void RowsPresenter::save(File file, const QString &path)
{
    const QByteArray text = file == File::Script ? m_script.text : m_script.reverse;
    if (m_found == nullptr || text.isEmpty())
        return;
    CompareRowsRequest asked = request();
    asked.scriptPath = path;
    m_background.run(
        this,
        [asked, text, &workspace = m_workspace, stop = m_background.stopToken()] {
            return engine::workspace::saveRowScript(asked, text, workspace, stop);
        },
        [this, path](const Result<> &written) {
            if (written)
                emit saved(path);
            else
                emit failed(written.error());
        });
}

} // namespace ui
