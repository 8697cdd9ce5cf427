// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/anonymize/anonymization_presenter.h"

#include "engine/base/files/atomic_file.h"
#include "engine/base/freed_memory.h"
#include "engine/columns/kept_rules.h"
#include "engine/workspace/workspace.h"
#include "ui/background.h"
#include "ui/environment_list.h"
#include "ui/text.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

using engine::Result;
using engine::anonymize::ColumnDecision;
using engine::anonymize::Preview;
using engine::anonymize::ProjectKey;
using engine::anonymize::RuleKind;
using engine::anonymize::RuleSet;
using engine::anonymize::Verdict;
using engine::columns::ColumnOverview;
using engine::environments::End;
using engine::environments::Environment;

namespace {

/// A rule that an error of decide() speaks of is one of the person's, not one of detection's.
bool removeRule(RuleSet &rules, const QString &subject)
{
    const auto tables = rules.tables();
    for (const auto &[table, columns] : tables) {
        const bool isTable = engine::text(table.displayed()) == subject;
        for (const auto &[column, rule] : columns) {
            if (!isTable && engine::text(engine::anonymize::ColumnName{table, column}.displayed()) != subject)
                continue;
            rules.removeRule(table, column);
            if (!isTable)
                return true;
        }
        if (isTable)
            return true;
    }
    return false;
}

} // namespace

AnonymizationPresenter::AnonymizationPresenter(EnvironmentList &list, engine::workspace::Workspace &workspace,
                                               Background &background, QObject *parent)
    : QObject(parent)
    , m_list(list)
    , m_workspace(workspace)
    , m_background(background)
    , m_tree(m_columns)
{
    connect(&m_list, &EnvironmentList::changed, this, &AnonymizationPresenter::changed);
    connect(&m_columns, &ColumnModel::ruleChosen, this, &AnonymizationPresenter::chooseRule);
    m_columns.setPossibleRules([this](const ColumnDecision &decision) { return possibleRules(decision); });
    m_settle.setSingleShot(true);
    m_settle.setInterval(settleMilliseconds);
    connect(&m_settle, &QTimer::timeout, this, &AnonymizationPresenter::decide);
    connect(&m_draft, &RuleDraft::changed, this, [this] {
        if (!m_isTyping) {
            decide();
            return;
        }
        m_settle.start();
        emit changed();
    });
}

QVariantList AnonymizationPresenter::possibleRules(const ColumnDecision &decision) const
{
    // The table alone, and those whose rules it takes: rules of others are not asked about.
    std::vector<engine::anonymize::TableShape> shapes;
    const auto addShape = [this, &shapes](const engine::sql::QualifiedName &name) {
        const auto &tables = m_reading.overview->tables;
        const auto found
            = std::find_if(tables.begin(), tables.end(), [&](const auto &shape) { return shape.name == name; });
        if (found != tables.end())
            shapes.push_back(*found);
    };
    if (m_reading.overview)
        addShape(decision.table);
    for (size_t shape = 0; shape < shapes.size() && shapes[shape].parent; ++shape)
        addShape(engine::sql::QualifiedName(*shapes[shape].parent));
    QVariantList possible;
    for (const RuleKind kind : engine::anonymize::simpleRuleKinds()) {
        RuleSet one;
        one.setRule(decision.table, decision.column, {.kind = kind});
        if (shapes.empty() || one.problemsWith(shapes).isEmpty())
            possible << int(kind);
    }
    return possible;
}

void AnonymizationPresenter::setEnvironment(const QString &name)
{
    if (name == m_environment && m_state != State::Nothing)
        return;
    m_environment = name;
    m_draft.begin({});
    m_reading = {};
    m_decided = {};
    m_columns.setDecisions(std::vector<ColumnDecision>());
    select(-1);
    read();
}

void AnonymizationPresenter::read()
{
    const Environment *found = m_list.find(m_environment);
    if (found == nullptr) {
        m_state = State::Nothing;
        emit changed();
        return;
    }
    m_state = State::Reading;
    emit changed();
    const quint64 round = ++m_round;
    const auto work = [&workspace = m_workspace, stop = m_background.stopToken(), environment = *found,
                       known = m_reading]() -> Result<Reading> {
        Reading reading = known;
        TRY_ASSIGN(const auto kept,
                   engine::columns::keptRules(workspace.environmentStore().ruleFiles(), environment.name));
        reading.kept = kept ? *kept : RuleSet();
        if (!reading.end) {
            TRY_ASSIGN(auto connection, workspace.credentials().resolve(environment, stop));
            reading.end = std::make_shared<const End>(End{environment, std::move(connection)});
        }
        if (!reading.key) {
            TRY_ASSIGN(auto key, workspace.projectKey());
            reading.key = std::make_shared<const ProjectKey>(std::move(key));
        }
        TRY_ASSIGN(auto overview, engine::columns::columnOverview(*reading.end, nullptr, {}, stop));
        // They are decided about again, under the rules.
        overview.decisions = {};
        reading.overview = std::make_shared<const ColumnOverview>(std::move(overview));
        engine::giveBackFreedMemory();
        return reading;
    };
    m_background.run(this, work, [this, round](Result<Reading> reading) {
        if (round == m_round)
            take(std::move(reading));
    });
}

void AnonymizationPresenter::take(Result<Reading> reading)
{
    if (!reading) {
        m_state = m_decided.overview ? State::Shown : State::Nothing;
        emit changed();
        emit failed(reading.error());
        return;
    }
    m_reading = *std::move(reading);
    takeFamilies();
    // What somebody is changing stays as they have it; keeping it will say if it was changed elsewhere.
    if (!m_draft.isChanged())
        m_draft.begin(m_reading.kept);
    decide();
}

void AnonymizationPresenter::takeFamilies()
{
    ColumnModel::Parents parents;
    for (const engine::anonymize::TableShape &table : m_reading.overview->tables) {
        if (table.parent)
            parents.emplace(table.name, *table.parent);
    }
    m_columns.setParents(std::move(parents));
}

Result<AnonymizationPresenter::Decided> AnonymizationPresenter::decided(const Overview &overview, const RuleSet &rules,
                                                                        const std::stop_token &stop)
{
    Decided decided{.overview = {}, .fitting = rules, .unfit = {}};
    for (;;) {
        auto again
            = engine::columns::decidedAgain(*overview, decided.fitting.isEmpty() ? nullptr : &decided.fitting, stop);
        if (again) {
            decided.overview = std::make_shared<const ColumnOverview>(*std::move(again));
            return decided;
        }
        bool isRemoved = false;
        for (const engine::Error &cause : again.error().causes) {
            isRemoved = removeRule(decided.fitting, cause.subject) || isRemoved;
            decided.unfit.append(cause);
        }
        if (!isRemoved)
            return engine::failure(again.error());
    }
}

void AnonymizationPresenter::decide()
{
    if (!m_reading.overview)
        return;
    // Takes a moment: what is shown stays.
    m_settle.stop();
    m_state = m_decided.overview ? State::Shown : State::Reading;
    emit changed();
    const quint64 round = ++m_round;
    const auto work = [overview = m_reading.overview, rules = m_draft.rules(), stop = m_background.stopToken()] {
        return decided(overview, rules, stop);
    };
    m_background.run(this, work, [this, round](Result<Decided> answer) {
        if (round == m_round)
            takeDecided(std::move(answer));
    });
}

void AnonymizationPresenter::takeDecided(Result<Decided> answer)
{
    m_state = State::Shown;
    if (!answer) {
        m_columns.retranslate();
        emit changed();
        emit failed(answer.error());
        return;
    }
    // A rule that the last step brought and that does not fit is no step: what was shown before stays.
    const bool isMoreUnfit = answer->unfit.size() > m_decided.unfit.size();
    if (isMoreUnfit && m_decided.overview && m_draft.steps().canUndo() && !m_draft.steps().canRedo()) {
        engine::Error error = answer->unfit.last();
        error.causes = answer->unfit.size() > 1 ? answer->unfit : QList<engine::Error>();
        m_draft.takeBack();
        emit failed(error);
        return;
    }
    m_decided = *std::move(answer);
    m_columns.setDecisions(ColumnModel::Decisions(m_decided.overview, &m_decided.overview->decisions));
    m_previewTable = {};
    emit changed();
    if (m_selected >= 0)
        select(m_selected);
}

void AnonymizationPresenter::chooseRule(int row, int kind)
{
    const ColumnDecision &decision = m_columns.decisions()[size_t(row)];
    if (kind < 0) {
        m_draft.setRule(decision.table, decision.column, std::nullopt);
        return;
    }
    engine::anonymize::Rule rule{.kind = RuleKind(kind)};
    if (rule.isKeep())
        rule.decidedBy = accountName();
    m_draft.setRule(decision.table, decision.column, std::move(rule));
}

const engine::anonymize::Rule *AnonymizationPresenter::ruleOf(int row) const
{
    if (row < 0 || row >= m_columns.rowCount())
        return nullptr;
    const ColumnDecision &decision = m_columns.decisions()[size_t(row)];
    return m_draft.rules().rule(decision.table, decision.column);
}

void AnonymizationPresenter::setReason(int row, const QString &reason)
{
    if (row < 0 || row >= m_columns.rowCount())
        return;
    const ColumnDecision &decision = m_columns.decisions()[size_t(row)];
    m_isTyping = true;
    m_draft.setReason(decision.table, decision.column, reason);
    m_isTyping = false;
}

QStringList AnonymizationPresenter::keptWithoutReason() const
{
    QStringList columns;
    for (int row = 0; row < m_columns.rowCount(); ++row) {
        const ColumnDecision &decision = m_columns.decisions()[size_t(row)];
        const engine::anonymize::Rule *rule = ruleOf(row);
        if (rule != nullptr && rule->isKeep() && rule->reason.empty() && decision.detected != Verdict::Technical)
            columns << engine::text(decision.table.displayed()) + u'.' + engine::text(decision.column);
    }
    return columns;
}

void AnonymizationPresenter::removeUnfit()
{
    m_draft.replace(m_decided.fitting);
}

void AnonymizationPresenter::save()
{
    const auto work = [&workspace = m_workspace, environment = m_environment, rules = m_draft.rules(),
                       known = m_draft.kept()]() -> Result<RuleSet> {
        TRY(engine::columns::keepRules(workspace.environmentStore().ruleFiles(), environment, rules, known));
        return rules;
    };
    m_background.run(this, work, [this, environment = m_environment](Result<RuleSet> kept) {
        if (!kept) {
            askWhetherOthersChangedThem(kept.error());
            return;
        }
        if (environment == m_environment)
            m_draft.setKept(*std::move(kept));
        emit changed();
        emit saved(environment);
    });
}

void AnonymizationPresenter::askWhetherOthersChangedThem(const engine::Error &error)
{
    const auto work = [&workspace = m_workspace, environment = m_environment] {
        return engine::columns::keptRules(workspace.environmentStore().ruleFiles(), environment);
    };
    m_background.run(this, work, [this, error](const Result<std::shared_ptr<const RuleSet>> &now) {
        const bool isOther = now && (*now ? **now : RuleSet()) != m_draft.kept();
        if (isOther)
            emit changedElsewhere();
        else
            emit failed(error);
    });
}

void AnonymizationPresenter::readAgain()
{
    m_draft.begin({});
    read();
}

void AnonymizationPresenter::discard()
{
    m_draft.begin(m_draft.kept());
    decide();
}

void AnonymizationPresenter::select(int row)
{
    m_selected = row;
    m_preview.setUncovered(false);
    if (row < 0 || row >= m_columns.rowCount() || !m_decided.overview) {
        m_preview.setValues({}, {});
        emit previewChanged();
        return;
    }
    if (m_columns.decisions()[size_t(row)].table == m_previewTable)
        showValues();
    else
        readPreview();
}

void AnonymizationPresenter::readPreview()
{
    const quint64 round = ++m_previewRound;
    m_isPreviewing = true;
    m_preview.setValues({}, {});
    emit previewChanged();
    const auto table = m_columns.decisions()[size_t(m_selected)].table;
    const auto work = [stop = m_background.stopToken(), reading = m_reading, overview = m_decided.overview,
                       table]() -> Result<Preview> {
        return engine::columns::previewTable(*reading.end, *overview, table, *reading.key, previewRows, stop);
    };
    m_background.run(this, work, [this, round, table](Result<Preview> values) {
        if (round != m_previewRound)
            return;
        m_isPreviewing = false;
        if (values) {
            m_values = *std::move(values);
            m_previewTable = table;
            showValues();
            return;
        }
        emit previewChanged();
        emit failed(values.error());
    });
}

void AnonymizationPresenter::showValues()
{
    if (m_selected < 0 || m_selected >= m_columns.rowCount())
        return;
    const std::string &name = m_columns.decisions()[size_t(m_selected)].column;
    const auto found = std::find(m_values.columns.begin(), m_values.columns.end(), name);
    PreviewModel::Values before;
    PreviewModel::Values after;
    if (found != m_values.columns.end()) {
        const auto column = size_t(found - m_values.columns.begin());
        for (const auto &row : m_values.before)
            before.push_back(row[column]);
        for (const auto &row : m_values.after)
            after.push_back(row[column]);
    }
    m_preview.setValues(std::move(before), std::move(after));
    emit previewChanged();
}

QString AnonymizationPresenter::summary() const
{
    if (m_state != State::Shown)
        return {};
    const ColumnTree::Counts counts = m_tree.counts();
    const int inClear = counts.columns - counts.replaced - counts.undecided;
    //: %1 "9 tables", %2 "64 columns", the rest numbers of columns.
    QString summary
        = Tr::tr("%1, %2: %3 replaced, %4 to decide, %5 in clear.")
              .arg(Tr::tr("%n tables", nullptr, m_tree.rowCount()), Tr::tr("%n columns", nullptr, counts.columns),
                   numberText(counts.replaced), numberText(counts.undecided), numberText(inClear));
    if (hasUnsavedRules())
        summary += u' ' + Tr::tr("Changes are not saved yet.");
    return summary;
}

void AnonymizationPresenter::importRules(const QString &path)
{
    Result<RuleSet> rules = RuleSet::load(path);
    if (rules)
        m_draft.replace(*std::move(rules));
    else
        emit failed(rules.error());
}

void AnonymizationPresenter::exportRules(const QString &path)
{
    const std::string toml = ruleSetOf(m_columns.decisions()).toToml();
    const auto written = engine::writeFileAtomically(path, QByteArrayView(toml.data(), qsizetype(toml.size())));
    if (written)
        emit exported(path);
    else
        emit failed(written.error());
}

} // namespace ui
