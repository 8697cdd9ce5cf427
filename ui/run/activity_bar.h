// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QFrame>

class QLabel;
class QProgressBar;
class QPushButton;

namespace ui {

class RunMonitor;

/// The line at the bottom of the window while an operation runs and another page than its own is shown.
class ActivityBar final : public QFrame
{
    Q_OBJECT

public:
    explicit ActivityBar(RunMonitor &monitor, QWidget *parent = nullptr);

    /// The page of the run is the one shown: it says the same, larger.
    void setRunShown(bool isShown);

signals:
    void viewRequested();

protected:
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void refresh();

    RunMonitor &m_monitor;
    bool m_isRunShown = false;
    QLabel *m_title;
    QProgressBar *m_bar;
    QLabel *m_percent;
    QLabel *m_timeLeft;
    QPushButton *m_view;
    QPushButton *m_cancel;
};

} // namespace ui
