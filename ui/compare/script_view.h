// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/compare/compare_presenter.h"

#include <QWidget>

class QCheckBox;
class QLabel;
class QListWidget;
class QPlainTextEdit;
class QPushButton;

namespace ui {

class LineView;

/// The script for what is ticked, what it costs, and what can be done with it.
class ScriptView final : public QWidget
{
    Q_OBJECT

public:
    explicit ScriptView(ComparePresenter &presenter, QWidget *parent = nullptr);

    void refresh();
    void retranslate();
    /// To the statement that begins like this.
    void goTo(const QString &sql);

signals:
    void saveRequested(ui::ComparePresenter::File file);

private:
    void fillHazards();
    void fillText();

    ComparePresenter &m_presenter;
    QLabel *m_summary;
    QLabel *m_hazardTitle;
    QListWidget *m_hazards;
    QCheckBox *m_mayLoseData;
    LineView *m_text;
    QPushButton *m_copy;
    QPushButton *m_save;
    QPushButton *m_reverse;
};

} // namespace ui
