// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/anonymize/anonymization_presenter.h"

#include "engine/base/atomic_file.h"
#include "ui/backend.h"
#include "ui/background.h"
#include "ui/environments/environment_list.h"
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
using engine::environments::Environment;
using engine::operations::ColumnOverview;
using engine::operations::End;

AnonymizationPresenter::AnonymizationPresenter(EnvironmentList &list, Backend &backend, Background &background,
                                               QObject *parent)
    : QObject(parent)
    , m_list(list)
    , m_backend(backend)
    , m_background(background)
{
    connect(&m_list, &EnvironmentList::changed, this, &AnonymizationPresenter::changed);
    connect(&m_columns, &ColumnModel::ruleChosen, this, &AnonymizationPresenter::chooseRule);
}

void AnonymizationPresenter::setEnvironment(const QString &name)
{
    if (name == m_environment && m_state != State::Nothing)
        return;
    m_environment = name;
    m_rules = {};
    m_rulesThatWork = {};
    m_ruleFile.clear();
    m_isChanged = false;
    m_reading = {};
    m_columns.setDecisions({});
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
    const auto work = [&backend = m_backend, stop = m_background.stopToken(), environment = *found, rules = m_rules,
                       known = m_reading]() -> Result<Reading> {
        Reading reading = known;
        if (!reading.end) {
            TRY_ASSIGN(auto connection, backend.credentials().resolve(environment, stop));
            reading.end = std::make_shared<const End>(End{environment, std::move(connection)});
        }
        if (!reading.key) {
            TRY_ASSIGN(auto key, backend.projectKey());
            reading.key = std::make_shared<const ProjectKey>(std::move(key));
        }
        TRY_ASSIGN(auto overview,
                   engine::operations::columnOverview(*reading.end, rules.isEmpty() ? nullptr : &rules, {}, stop));
        reading.overview = std::make_shared<const ColumnOverview>(std::move(overview));
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
        // Rules that do not fit are taken back; what was shown before stays.
        m_rules = m_rulesThatWork;
        m_state = m_reading.overview ? State::Shown : State::Nothing;
        m_columns.retranslate();
        emit changed();
        emit failed(reading.error());
        return;
    }
    m_reading = *std::move(reading);
    m_rulesThatWork = m_rules;
    m_state = State::Shown;
    m_columns.setDecisions(m_reading.overview->decisions);
    m_previewTable = {};
    emit changed();
    if (m_selected >= 0)
        select(m_selected);
}

void AnonymizationPresenter::chooseRule(int row, RuleKind kind)
{
    const ColumnDecision &decision = m_columns.decisions()[size_t(row)];
    m_rules.setRule(decision.table, decision.column, {.kind = kind});
    m_isChanged = true;
    read();
}

void AnonymizationPresenter::select(int row)
{
    m_selected = row;
    m_preview.setUncovered(false);
    if (row < 0 || row >= m_columns.rowCount() || !m_reading.overview) {
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
    const auto work = [stop = m_background.stopToken(), reading = m_reading, table]() -> Result<Preview> {
        return engine::operations::previewTable(*reading.end, *reading.overview, table, *reading.key, previewRows,
                                                stop);
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
    int replaced = 0;
    int undecided = 0;
    for (const ColumnDecision &decision : m_columns.decisions()) {
        replaced += decision.changesValues() ? 1 : 0;
        undecided += decision.verdict == Verdict::Undecided ? 1 : 0;
    }
    const int total = m_columns.rowCount();
    return Tr::tr("%1: %2 replaced, %3 to decide, %4 in clear.")
        .arg(Tr::tr("%n columns", nullptr, total))
        .arg(replaced)
        .arg(undecided)
        .arg(total - replaced);
}

void AnonymizationPresenter::loadRules(const QString &path)
{
    Result<RuleSet> rules = RuleSet::load(path);
    if (!rules) {
        emit failed(rules.error());
        return;
    }
    m_rules = *std::move(rules);
    m_ruleFile = path;
    m_isChanged = false;
    read();
}

void AnonymizationPresenter::saveRules(const QString &path)
{
    const std::string toml = ruleSetOf(m_columns.decisions()).toToml();
    const auto written = engine::writeFileAtomically(path, QByteArrayView(toml.data(), qsizetype(toml.size())));
    if (!written) {
        emit failed(written.error());
        return;
    }
    m_ruleFile = path;
    m_isChanged = false;
    emit changed();
    emit saved(path);
}

} // namespace ui
