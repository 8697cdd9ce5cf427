// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/anonymize/model/rule_set.h"
#include "engine/anonymize/rewriting/proof.h"
#include "engine/columns/column_preview.h"
#include "ui/anonymize/column_model.h"
#include "ui/anonymize/column_tree.h"
#include "ui/anonymize/rule_draft.h"

#include <QObject>
#include <QTimer>

#include <memory>

namespace engine::workspace {
class Workspace;
}

namespace ui {

class Background;
class EnvironmentList;

/// The anonymization page without its widgets: reads the columns of an environment, changes the rules that are kept for
/// it, shows real rows before and after, reads and writes rule files.
class AnonymizationPresenter final : public QObject
{
    Q_OBJECT

public:
    enum class State { Nothing, Reading, Shown };

    AnonymizationPresenter(EnvironmentList &list, engine::workspace::Workspace &workspace, Background &background,
                           QObject *parent = nullptr);

    [[nodiscard]] const EnvironmentList &list() const { return m_list; }
    [[nodiscard]] QString environment() const { return m_environment; }
    /// Reads the columns of another environment and the rules kept for it; what was not kept of the last is lost.
    void setEnvironment(const QString &name);
    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] ColumnModel &columns() { return m_columns; }
    /// The same below their tables.
    [[nodiscard]] ColumnTree &tree() { return m_tree; }
    [[nodiscard]] PreviewModel &preview() { return m_preview; }
    [[nodiscard]] bool isPreviewing() const { return m_isPreviewing; }
    [[nodiscard]] RuleDraft &draft() { return m_draft; }
    /// Rules were changed since they were last kept.
    [[nodiscard]] bool hasUnsavedRules() const { return m_draft.isChanged(); }
    /// Rules of the draft that do not fit the columns there are: a clone would be refused. They take part in nothing.
    [[nodiscard]] const QList<engine::Error> &unfit() const { return m_decided.unfit; }
    /// "9 tables, 64 columns: 38 replaced, 2 to decide, 24 in clear." Those of partitions are those of their tables.
    [[nodiscard]] QString summary() const;
    /// Columns that are kept although they look personal, without a word why.
    [[nodiscard]] QStringList keptWithoutReason() const;

    /// Another rule for the column in this row of columns(): a RuleKind, or -1 for what detection says.
    void chooseRule(int row, int kind);
    /// Shows values of the column in this row of columns(); -1: none.
    void select(int row);
    /// Asks the environment again.
    void read();
    /// The rules as they are kept now, in place of the draft.
    void readAgain();
    /// The rule of the draft for the column in this row; null when there is none, or no such row.
    [[nodiscard]] const engine::anonymize::Rule *ruleOf(int row) const;
    /// Why the column in this row may stay as it is.
    void setReason(int row, const QString &reason);
    /// Takes the rules out that do not fit; one step back brings them again.
    void removeUnfit();
    /// Keeps the draft for the environment.
    void save();
    /// Back to what is kept.
    void discard();
    /// The rules of a file in place of the draft.
    void importRules(const QString &path);
    /// Everything shown, as a rule file.
    void exportRules(const QString &path);

signals:
    void changed();
    void previewChanged();
    /// The rules of this environment are others now.
    void saved(const QString &environment);
    void exported(const QString &path);
    /// Not saved: somebody else saved other rules since these were read.
    void changedElsewhere();
    void failed(const engine::Error &error);

private:
    using Overview = std::shared_ptr<const engine::columns::ColumnOverview>;
    struct Reading
    {
        std::shared_ptr<const engine::environments::End> end;
        Overview overview;
        std::shared_ptr<const engine::anonymize::ProjectKey> key;
        engine::anonymize::RuleSet kept;
    };
    /// The columns under the rules of the draft, as far as those fit.
    struct Decided
    {
        Overview overview;
        engine::anonymize::RuleSet fitting;
        QList<engine::Error> unfit;
    };
    /// Which rules without options fit the type of the column.
    [[nodiscard]] QVariantList possibleRules(const engine::anonymize::ColumnDecision &decision) const;
    static engine::Result<Decided> decided(const Overview &overview, const engine::anonymize::RuleSet &rules,
                                           const std::stop_token &stop);
    void take(engine::Result<Reading> reading);
    void takeFamilies();
    void decide();
    void takeDecided(engine::Result<Decided> answer);
    void askWhetherOthersChangedThem(const engine::Error &error);
    void showValues();
    void readPreview();

    static constexpr int previewRows = 20;
    // A letter of a reason must not decide about every column anew.
    static constexpr int settleMilliseconds = 250;

    EnvironmentList &m_list;
    engine::workspace::Workspace &m_workspace;
    Background &m_background;
    QString m_environment;
    State m_state = State::Nothing;
    /// Answers of an older round are out of date.
    quint64 m_round = 0;
    quint64 m_previewRound = 0;
    Reading m_reading;
    Decided m_decided;
    RuleDraft m_draft;
    QTimer m_settle;
    bool m_isTyping = false;
    ColumnModel m_columns;
    ColumnTree m_tree;
    PreviewModel m_preview;
    int m_selected = -1;
    bool m_isPreviewing = false;
    engine::sql::QualifiedName m_previewTable;
    engine::anonymize::Preview m_values;
};

} // namespace ui
