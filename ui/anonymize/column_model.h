// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/anonymize/decision/decision.h"

#include <QAbstractTableModel>
#include <QHash>
#include <QStringList>
#include <QVariant>

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace ui {

/// Every column of an environment with what will happen to it. The rule can be edited (EditRole: a RuleKind as int, or
/// -1 for what detection says); the model asks for the change and shows it when it has been made.
class ColumnModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { NameColumn, CategoryColumn, RuleColumn, NatureColumn, ColumnCount };
    enum Role { PossibleRulesRole = Qt::UserRole, TableRole, SortRole };
    using QAbstractTableModel::QAbstractTableModel;

    /// Shared with whoever made them: tens of thousands are not kept twice.
    using Decisions = std::shared_ptr<const std::vector<engine::anonymize::ColumnDecision>>;
    void setDecisions(Decisions decisions);
    void setDecisions(std::vector<engine::anonymize::ColumnDecision> decisions)
    {
        setDecisions(std::make_shared<const std::vector<engine::anonymize::ColumnDecision>>(std::move(decisions)));
    }
    /// Of partitions, and of tables that inherit: whose rules they take. Set before the decisions.
    using Parents = std::map<engine::sql::QualifiedName, engine::sql::QualifiedName>;
    void setParents(Parents parents) { m_parents = std::move(parents); }
    [[nodiscard]] const Parents &parents() const { return m_parents; }
    /// Which rules without options may stand for the column, of PossibleRulesRole (a list of RuleKind as int).
    using PossibleRules = std::function<QVariantList(const engine::anonymize::ColumnDecision &)>;
    void setPossibleRules(PossibleRules possible) { m_possible = std::move(possible); }
    [[nodiscard]] const std::vector<engine::anonymize::ColumnDecision> &decisions() const { return *m_decisions; }
    /// What is looked for in a row as one looks for it, without asking for texts: there may be tens of thousands.
    [[nodiscard]] bool hasWords(int row, const QStringList &plainWords) const;
    /// What detection says; of what somebody decided about, never that it is technical.
    [[nodiscard]] engine::anonymize::Verdict shownVerdict(int row) const;
    void retranslate();

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;

signals:
    void ruleChosen(int row, int kind);

private:
    void replace(Decisions decisions);
    [[nodiscard]] QString text(const engine::anonymize::ColumnDecision &decision, int column) const;
    [[nodiscard]] QVariant look(const engine::anonymize::ColumnDecision &decision, int column, int role) const;

    void rememberWords();

    Decisions m_decisions = std::make_shared<const std::vector<engine::anonymize::ColumnDecision>>();
    /// Names in small letters without accents, one for each.
    QStringList m_plainNames;
    /// Of categories and rules, by their numbers, in the language of the moment.
    mutable QHash<int, QString> m_plainCategories;
    mutable QHash<int, QString> m_plainRules;
    Parents m_parents;
    PossibleRules m_possible;
};

/// One column's values before and after the rules; real values are covered on both sides until they are uncovered.
class PreviewModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { BeforeColumn, AfterColumn, ColumnCount };
    using Values = std::vector<std::optional<std::string>>;
    using QAbstractTableModel::QAbstractTableModel;

    void setValues(Values before, Values after);
    void setUncovered(bool isUncovered);
    [[nodiscard]] bool isUncovered() const { return m_isUncovered; }
    void retranslate() { emit headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1); }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    Values m_before;
    Values m_after;
    bool m_isUncovered = false;
};

} // namespace ui
