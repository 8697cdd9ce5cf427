// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QWidget>

class QLabel;
class QLineEdit;
class QMenu;
class QPushButton;
class QTableView;

namespace ui {

class NameFilter;
class TableChoiceModel;

/// Which tables are cloned with their rows: a sentence that sums it up, and a list that unfolds, with a search and a
/// tick per table.
class TableChoiceView final : public QWidget
{
    Q_OBJECT

public:
    explicit TableChoiceView(TableChoiceModel &model, QWidget *parent = nullptr);

    /// Beside the search; owned by this from then on.
    void setGroupMenu(QMenu *menu);

    /// The list, for the caller to lay out below: it needs more room than the sentence.
    [[nodiscard]] QWidget *panel() const { return m_panel; }
    [[nodiscard]] bool isUnfolded() const { return m_isUnfolded; }
    void setUnfolded(bool isUnfolded);
    void retranslate();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void buildLayout();
    void refresh();
    /// Those that the search lets through.
    void tickShown(bool isTicked);
    void toggleCurrent();

    TableChoiceModel &m_model;
    NameFilter *m_filter;
    QLabel *m_summary;
    QPushButton *m_fold;
    QWidget *m_panel;
    QLineEdit *m_search;
    QPushButton *m_all;
    QPushButton *m_none;
    QPushButton *m_groups;
    QTableView *m_list;
    QLabel *m_hint;
    bool m_isUnfolded = false;
};

} // namespace ui
