// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/anonymize/proof.h"
#include "engine/anonymize/rule_set.h"
#include "engine/operations/column_preview.h"
#include "ui/anonymize/column_model.h"

#include <QObject>

#include <memory>

namespace ui {

class Backend;
class Background;
class EnvironmentList;

/// The anonymization page without its widgets: reads the columns of an environment, changes rules, shows real rows
/// before and after, reads and writes the rule file.
class AnonymizationPresenter final : public QObject
{
    Q_OBJECT

public:
    enum class State { Nothing, Reading, Shown };

    AnonymizationPresenter(EnvironmentList &list, Backend &backend, Background &background, QObject *parent = nullptr);

    [[nodiscard]] const EnvironmentList &list() const { return m_list; }
    [[nodiscard]] QString environment() const { return m_environment; }
    /// Reads the columns of another environment; rules that were changed are kept if it is the same.
    void setEnvironment(const QString &name);
    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] ColumnModel &columns() { return m_columns; }
    [[nodiscard]] PreviewModel &preview() { return m_preview; }
    [[nodiscard]] bool isPreviewing() const { return m_isPreviewing; }
    /// Rules were changed since they were last saved or loaded.
    [[nodiscard]] bool hasUnsavedRules() const { return m_isChanged; }
    [[nodiscard]] const QString &ruleFile() const { return m_ruleFile; }
    /// "64 columns: 38 replaced, 2 to decide, 24 in clear."
    [[nodiscard]] QString summary() const;

    /// Shows values of the column in this row of columns(); -1: none.
    void select(int row);
    void read();
    void loadRules(const QString &path);
    /// Everything shown, as a rule file.
    void saveRules(const QString &path);

signals:
    void changed();
    void previewChanged();
    void saved(const QString &path);
    void failed(const engine::Error &error);

private:
    struct Reading
    {
        std::shared_ptr<const engine::operations::End> end;
        std::shared_ptr<const engine::operations::ColumnOverview> overview;
        std::shared_ptr<const engine::anonymize::ProjectKey> key;
    };
    void take(engine::Result<Reading> reading);
    void chooseRule(int row, engine::anonymize::RuleKind kind);
    void showValues();
    void readPreview();

    static constexpr int previewRows = 20;

    EnvironmentList &m_list;
    Backend &m_backend;
    Background &m_background;
    QString m_environment;
    State m_state = State::Nothing;
    /// Answers of an older round are out of date.
    quint64 m_round = 0;
    quint64 m_previewRound = 0;
    Reading m_reading;
    engine::anonymize::RuleSet m_rules;
    engine::anonymize::RuleSet m_rulesThatWork;
    QString m_ruleFile;
    bool m_isChanged = false;
    ColumnModel m_columns;
    PreviewModel m_preview;
    int m_selected = -1;
    bool m_isPreviewing = false;
    engine::pg::QualifiedName m_previewTable;
    engine::anonymize::Preview m_values;
};

} // namespace ui
