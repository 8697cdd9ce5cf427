// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/environments/environments_presenter.h"

#include <QAbstractTableModel>
#include <QSortFilterProxyModel>
#include <QWidget>

class QLineEdit;
class QMenu;
class QPushButton;
class QTableView;
class QToolButton;

namespace ui {

/// The environments as rows: what the cards say, for whoever has many.
class EnvironmentModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { NameColumn, TypeColumn, StateColumn, ProvenColumn, ContentsColumn, LastWriteColumn, ColumnCount };
    /// What a column is sorted by.
    static constexpr int SortRole = Qt::UserRole;

    explicit EnvironmentModel(const EnvironmentsPresenter &presenter, QObject *parent = nullptr);

    [[nodiscard]] const EnvironmentCard &card(int row) const;
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    void retranslate();

private:
    const EnvironmentsPresenter &m_presenter;
};

/// Lets through the environments in whose row every word is, accents and capitals aside.
class EnvironmentFilter final : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    using QSortFilterProxyModel::QSortFilterProxyModel;

    void setWords(const QString &words);

protected:
    [[nodiscard]] bool filterAcceptsRow(int sourceRow, const QModelIndex &sourceParent) const override;

private:
    QStringList m_words;
};

/// The table with its search and the buttons for the row that is chosen.
class EnvironmentTable final : public QWidget
{
    Q_OBJECT

public:
    EnvironmentTable(EnvironmentsPresenter &presenter, QWidget *parent = nullptr);

    /// Of the row that is chosen; empty without one.
    [[nodiscard]] QString currentEnvironment() const;
    void select(const QString &name);

signals:
    void editRequested(const QString &name);
    void removeRequested(const QString &name);

protected:
    void changeEvent(QEvent *event) override;

private:
    void buildLayout();
    [[nodiscard]] const EnvironmentCard *current() const;
    void refresh();
    void buildMenu();
    void retranslate();

    EnvironmentsPresenter &m_presenter;
    EnvironmentModel m_model;
    EnvironmentFilter m_shown;
    QLineEdit *m_search;
    QTableView *m_table;
    QPushButton *m_backUp;
    QPushButton *m_clone;
    QToolButton *m_more;
    QMenu *m_menu;
};

} // namespace ui
