// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QSortFilterProxyModel>
#include <QStringList>

namespace ui {

class ColumnModel;
class ColumnTree;

/// Lets through what is searched for in a ColumnModel, or in a ColumnTree with the tables above it; technical columns
/// only when asked, and those about which somebody decided always.
class ColumnFilter final : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    explicit ColumnFilter(ColumnModel &columns, QObject *parent = nullptr);
    ColumnFilter(ColumnModel &columns, ColumnTree &tree, QObject *parent = nullptr);

    void setWords(const QString &words);
    void setUndecidedOnly(bool undecidedOnly);
    void setWithTechnical(bool withTechnical);

protected:
    [[nodiscard]] bool filterAcceptsRow(int sourceRow, const QModelIndex &sourceParent) const override;

private:
    [[nodiscard]] bool accepts(int columnRow) const;

    const ColumnModel &m_columns;
    const ColumnTree *m_tree = nullptr;
    QStringList m_words;
    bool m_undecidedOnly = false;
    bool m_withTechnical = false;
};

} // namespace ui
