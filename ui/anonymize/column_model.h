// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/anonymize/decision/decision.h"

#include <QAbstractTableModel>
#include <QSortFilterProxyModel>
#include <QVariant>

#include <functional>
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
    enum Role { VerdictRole = Qt::UserRole, SearchRole, PossibleRulesRole };
    using QAbstractTableModel::QAbstractTableModel;

    void setDecisions(std::vector<engine::anonymize::ColumnDecision> decisions);
    /// Which rules without options may stand for the column, of PossibleRulesRole (a list of RuleKind as int).
    using PossibleRules = std::function<QVariantList(const engine::anonymize::ColumnDecision &)>;
    void setPossibleRules(PossibleRules possible) { m_possible = std::move(possible); }
    [[nodiscard]] const std::vector<engine::anonymize::ColumnDecision> &decisions() const { return m_decisions; }
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
    [[nodiscard]] QString text(const engine::anonymize::ColumnDecision &decision, int column) const;
    [[nodiscard]] QVariant look(const engine::anonymize::ColumnDecision &decision, int column, int role) const;

    std::vector<engine::anonymize::ColumnDecision> m_decisions;
    PossibleRules m_possible;
};

/// Lets through what is searched for; technical columns only when asked, and those about which somebody decided always.
class ColumnFilter final : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    using QSortFilterProxyModel::QSortFilterProxyModel;

    void setWords(const QString &words);
    void setUndecidedOnly(bool undecidedOnly);
    void setWithTechnical(bool withTechnical);

protected:
    [[nodiscard]] bool filterAcceptsRow(int sourceRow, const QModelIndex &sourceParent) const override;

private:
    QStringList m_words;
    bool m_undecidedOnly = false;
    bool m_withTechnical = false;
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
