// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/environments/environments_presenter.h"

#include <QWidget>

class QLabel;
class QProgressBar;
class QPushButton;

namespace ui {

/// What a person sees who has no environment yet: the demo, or their own.
class WelcomePanel final : public QWidget
{
    Q_OBJECT

public:
    explicit WelcomePanel(EnvironmentsPresenter &presenter, QWidget *parent = nullptr);

signals:
    void addRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    QWidget *buildDemoCard();
    QWidget *buildOwnCard();
    void refresh();

    EnvironmentsPresenter &m_presenter;
    QLabel *m_demoTitle;
    QLabel *m_demoText;
    QProgressBar *m_demoBusy;
    QPushButton *m_demoButton;
    QPushButton *m_copyCommand;
    QLabel *m_ownTitle;
    QLabel *m_ownText;
    QPushButton *m_ownButton;
};

} // namespace ui
