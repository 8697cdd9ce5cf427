// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/compare/compare_presenter.h"

#include "engine/base/files/atomic_file.h"
#include "engine/migration/choice/chosen_changes.h"
#include "engine/migration/report/comparison_json.h"
#include "engine/migration/report/comparison_report.h"
#include "engine/migration/report/object_text.h"
#include "engine/workspace/requests/compare_request.h"
#include "engine/workspace/workspace.h"
#include "ui/background.h"
#include "ui/environment_list.h"
#include "ui/text.h"

#include <QJsonDocument>

#include <algorithm>

namespace ui {

using engine::Result;
using engine::catalog::Object;
using engine::catalog::ObjectKey;
using engine::environments::Environment;
using engine::migration::Choice;
using engine::migration::Comparison;
using engine::runs::OperationKind;
using engine::runs::Outcome;
using engine::runs::Report;
using engine::workspace::CompareRequest;

namespace {

ComparePresenter::Script scriptFor(const Comparison &comparison, const Choice &choice)
{
    ComparePresenter::Script script;
    const auto chosen = engine::migration::chosenScript(comparison, choice);
    if (!chosen) {
        script.error = chosen.error();
        return script;
    }
    script.added = chosen->added;
    const Comparison part{.source = comparison.source,
                          .target = comparison.target,
                          .script = chosen->script,
                          .reverse = chosen->reverse,
                          .remarks = comparison.remarks};
    script.statements = int(part.script.statements.size());
    script.heldBack = part.script.heldBack;
    script.hazards = engine::migration::hazardsOf(part);
    if (script.statements > 0) {
        script.text = engine::migration::comparisonScript(part, false);
        script.reverse = engine::migration::comparisonScript(part, true);
    }
    return script;
}

QByteArray contentsOf(ComparePresenter::File file, const Comparison &comparison, const ComparePresenter::Script &script)
{
    using File = ComparePresenter::File;
    switch (file) {
    case File::Script:
        return script.text.toUtf8();
    case File::Reverse:
        return script.reverse.toUtf8();
    case File::Html:
        return engine::migration::comparisonHtml(comparison).toUtf8();
    case File::Markdown:
        return engine::migration::comparisonMarkdown(comparison).toUtf8() + '\n';
    case File::Json: {
        QJsonObject object = engine::migration::comparisonJson(comparison);
        object.insert(QStringLiteral("schema"), 1);
        return QJsonDocument(object).toJson();
    }
    }
    return {};
}

} // namespace

ComparePresenter::ComparePresenter(EnvironmentList &list, engine::workspace::Workspace &workspace,
                                   Background &background, OperationRunner &runner, QObject *parent)
    : QObject(parent)
    , m_list(list)
    , m_workspace(workspace)
    , m_background(background)
    , m_runner(runner)
    , m_model(this)
{
    m_settle.setSingleShot(true);
    m_settle.setInterval(settleMilliseconds);
    connect(&m_settle, &QTimer::timeout, this, &ComparePresenter::writeScript);
    connect(&m_list, &EnvironmentList::changed, this, &ComparePresenter::changed);
    connect(&m_list, &EnvironmentList::naturesChanged, this, &ComparePresenter::changed);
    connect(&m_runner, &OperationRunner::stateChanged, this, &ComparePresenter::followRunner);
    connect(&m_runner, &OperationRunner::finished, this, &ComparePresenter::takeReport);
    connect(&m_runner, &OperationRunner::failed, this, [this](const engine::Error &error) {
        if (!std::exchange(m_isRunning, false))
            return;
        emit changed();
        emit failed(error);
    });
    connect(&m_model, &ChangeModel::ticksChanged, this, [this] {
        m_isWriting = true;
        m_settle.start();
        emit scriptChanged();
    });
}

const QList<Environment> &ComparePresenter::environments() const
{
    return m_list.all();
}

const Environment *ComparePresenter::sourceEnvironment() const
{
    return m_list.find(m_source);
}

const Environment *ComparePresenter::targetEnvironment() const
{
    return m_list.find(m_target);
}

/// What was found was found of another pair, or in another way.
void ComparePresenter::forget()
{
    ++m_round;
    ++m_comparisons;
    m_found.reset();
    m_compared = {};
    m_neededBy.reset();
    m_mayLoseData = false;
    m_script = {};
    m_model.setComparison({});
    emit found();
}

void ComparePresenter::choose()
{
    if (m_isRunning)
        cancel();
    m_isStale = false;
    forget();
    emit changed();
}

void ComparePresenter::setSource(const QString &name)
{
    if (name == m_source)
        return;
    m_source = name;
    choose();
}

void ComparePresenter::setTarget(const QString &name)
{
    if (name == m_target)
        return;
    m_target = name;
    choose();
}

void ComparePresenter::swap()
{
    std::swap(m_source, m_target);
    const bool isAgain = m_found != nullptr;
    choose();
    if (isAgain)
        compare();
}

bool ComparePresenter::ignores(const std::string &part) const
{
    return m_ignored.value(pair()).contains(part);
}

void ComparePresenter::setIgnored(const std::string &part, bool isIgnored)
{
    std::set<std::string> &parts = m_ignored[pair()];
    if (isIgnored == parts.contains(part))
        return;
    if (isIgnored)
        parts.insert(part);
    else
        parts.erase(part);
    const bool isAgain = m_found != nullptr;
    choose();
    if (isAgain)
        compare();
}

std::vector<std::string> ComparePresenter::ignoredParts() const
{
    const std::set<std::string> ignored = m_ignored.value(pair());
    return {ignored.begin(), ignored.end()};
}

QString ComparePresenter::obstacle() const
{
    if (sourceEnvironment() == nullptr || targetEnvironment() == nullptr)
        return Tr::tr("Choose two environments.");
    if (m_source == m_target)
        return Tr::tr("Choose two different environments.");
    if (m_runner.state() == OperationRunner::State::Running)
        return Tr::tr("An operation is running. Wait until it has ended.");
    return {};
}

void ComparePresenter::compare()
{
    if (m_isRunning || !obstacle().isEmpty())
        return;
    forget();
    m_isStale = false;
    m_isRunning = true;
    m_taken = std::make_shared<engine::operations::ComparisonFound>();
    CompareRequest request{.source = m_source, .target = m_target};
    request.ignored = ignoredParts();
    request.take = [taken = m_taken](engine::operations::ComparisonFound found) { *taken = std::move(found); };
    m_runner.plan([&workspace = m_workspace,
                   request](std::stop_token stop) { return prepare(request, workspace, std::move(stop)); },
                  [source = m_source, target = m_target] {
                      return Tr::tr("Comparing %1 with %2").arg(isolated(source), isolated(target));
                  },
                  OperationRunner::Watching::WhereItStarted);
    emit changed();
}

void ComparePresenter::compareWhenSeen()
{
    forget();
    m_isStale = true;
    emit changed();
}

void ComparePresenter::seen()
{
    if (m_isStale)
        compare();
}

void ComparePresenter::cancel()
{
    if (m_runner.state() != OperationRunner::State::Running) {
        m_isRunning = false;
        m_runner.forgetPlan();
        emit changed();
        return;
    }
    m_runner.requestStop();
}

void ComparePresenter::followRunner()
{
    if (!m_isRunning) {
        emit changed();
        return;
    }
    const auto &plan = m_runner.plan();
    if (m_runner.state() != OperationRunner::State::Planned || !plan)
        return;
    if (plan->kind == OperationKind::Compare) {
        // Nothing is written, so nothing is asked.
        m_runner.run({});
    } else {
        // Another page wanted something else meanwhile.
        m_isRunning = false;
        emit changed();
    }
}

void ComparePresenter::takeReport(const Report &report)
{
    if (report.kind != OperationKind::Compare || !std::exchange(m_isRunning, false)) {
        emit changed();
        return;
    }
    const bool isOfThesePair = report.source == m_source && report.target == m_target;
    m_milliseconds = report.durationMilliseconds;
    if (report.outcome == Outcome::Succeeded && isOfThesePair && m_taken->compared.comparison != nullptr) {
        m_compared = std::move(m_taken->compared);
        m_found = m_compared.comparison;
        m_model.setComparison(m_found);
        findNeighbours();
        emit found();
    } else if (report.error && !report.error->isCancelled()) {
        emit failed(*report.error);
    }
    m_taken.reset();
    emit changed();
}

void ComparePresenter::findNeighbours()
{
    m_background.run(
        this,
        [comparison = m_found] {
            auto needed = std::make_shared<Needed>();
            for (const auto &schema : {comparison->sourceSchema, comparison->targetSchema}) {
                for (const Object &object : schema->objects) {
                    for (const auto *keys : {&object.dependsOn.value, &object.defaultsDependOn.value}) {
                        for (const ObjectKey &key : *keys)
                            (*needed)[key].push_back(object.key);
                    }
                }
            }
            for (auto &[key, objects] : *needed) {
                std::ranges::sort(objects);
                const auto twice = std::ranges::unique(objects);
                objects.erase(twice.begin(), twice.end());
            }
            return std::shared_ptr<const Needed>(std::move(needed));
        },
        [this, comparisons = m_comparisons](const std::shared_ptr<const Needed> &needed) {
            if (comparisons != m_comparisons)
                return;
            m_neededBy = needed;
            emit changed();
        });
}

ComparePresenter::Neighbours ComparePresenter::neighboursOf(const ObjectKey &key) const
{
    Neighbours neighbours;
    if (m_found == nullptr)
        return neighbours;
    std::set<ObjectKey> needs;
    for (const auto &schema : {m_found->sourceSchema, m_found->targetSchema}) {
        if (const Object *object = schema->find(key)) {
            needs.insert(object->dependsOn.value.begin(), object->dependsOn.value.end());
            needs.insert(object->defaultsDependOn.value.begin(), object->defaultsDependOn.value.end());
        }
    }
    std::erase_if(needs, [](const ObjectKey &needed) { return needed.kind == engine::catalog::ObjectKind::Schema; });
    neighbours.needs.assign(needs.begin(), needs.end());
    if (m_neededBy != nullptr) {
        if (const auto found = m_neededBy->find(key); found != m_neededBy->end())
            neighbours.neededBy = found->second;
    }
    return neighbours;
}

std::pair<QString, QString> ComparePresenter::textsOf(const ObjectKey &key) const
{
    if (m_found == nullptr)
        return {};
    return {engine::text(engine::migration::objectText(*m_found->sourceSchema, key)),
            engine::text(engine::migration::objectText(*m_found->targetSchema, key))};
}

void ComparePresenter::setMayLoseData(bool may)
{
    if (may == m_mayLoseData)
        return;
    m_mayLoseData = may;
    writeScript();
}

void ComparePresenter::writeScript()
{
    m_settle.stop();
    if (m_found == nullptr) {
        m_isWriting = false;
        emit scriptChanged();
        return;
    }
    m_isWriting = true;
    emit scriptChanged();
    const quint64 round = ++m_round;
    Choice choice{.ticked = m_model.ticked(), .mayLoseData = m_mayLoseData};
    m_background.run(
        this, [comparison = m_found, choice = std::move(choice)] { return scriptFor(*comparison, choice); },
        [this, round](const Script &script) {
            if (round != m_round)
                return;
            m_script = script;
            m_isWriting = false;
            m_model.setAdded(m_script.added);
            emit scriptChanged();
        });
}

void ComparePresenter::save(File file, const QString &path)
{
    if (m_found == nullptr)
        return;
    const auto work = [file, path, comparison = m_found, script = m_script]() -> Result<> {
        return engine::writeFileAtomically(path, contentsOf(file, *comparison, script));
    };
    m_background.run(this, work, [this, path](const Result<> &written) {
        if (written)
            emit saved(path);
        else
            emit failed(written.error());
    });
}

} // namespace ui
