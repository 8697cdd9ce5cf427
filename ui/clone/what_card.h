// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/widgets/label.h"

class QGridLayout;
class QLineEdit;

namespace ui {

class ClonePresenter;
class RowChoiceView;
class TableChoiceView;

/// What is cloned: schemas, tables, rows.
class WhatCard final : public Card
{
    Q_OBJECT

public:
    explicit WhatCard(ClonePresenter &presenter, QWidget *parent = nullptr);

    /// Takes the values of the presenter.
    void fill();
    void retranslate();

private:
    void buildLayout();

    ClonePresenter &m_presenter;
    QLabel *m_title;
    QLabel *m_schemasLabel;
    QLineEdit *m_schemas;
    QLabel *m_tablesLabel;
    TableChoiceView *m_tables;
    QLabel *m_excludedLabel;
    QLineEdit *m_excluded;
    QLabel *m_rowsLabel;
    RowChoiceView *m_rows;
    QGridLayout *m_grid;
};

} // namespace ui
