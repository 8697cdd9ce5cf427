// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/environments/environments_presenter.h"
#include "ui/widgets/label.h"

class QMenu;
class QPushButton;
class QToolButton;

namespace ui {

class Note;
class EnvironmentBand;

/// One environment on the home page: what it is, whether it answers, how big it is, what was done to it last.
class EnvironmentCardView final : public Card
{
    Q_OBJECT

public:
    EnvironmentCardView(EnvironmentsPresenter &presenter, const EnvironmentCard &card, QWidget *parent = nullptr);

    void setCard(const EnvironmentCard &card);

signals:
    void editRequested(const QString &name);

protected:
    void changeEvent(QEvent *event) override;

private:
    void buildLayout();
    void buildMenu();
    void refresh();
    void refreshState();
    [[nodiscard]] QString lastWriteText() const;
    [[nodiscard]] QString backupText() const;
    void askBeforeRemoving();

    EnvironmentsPresenter &m_presenter;
    EnvironmentCard m_card;
    EnvironmentBand *m_band;
    ElidedLabel *m_where;
    QLabel *m_stateIcon;
    QLabel *m_state;
    QLabel *m_size;
    /// The biggest after the name: from when what can be brought back is.
    QLabel *m_backup;
    QLabel *m_lastWrite;
    Note *m_clearData;
    QPushButton *m_clone;
    QPushButton *m_putBack;
    QPushButton *m_look;
    QToolButton *m_more;
    QMenu *m_menu;
    QWidget *m_removeQuestion;
    QLabel *m_removeText;
    QPushButton *m_removeButton;
    QPushButton *m_keepButton;
};

} // namespace ui
