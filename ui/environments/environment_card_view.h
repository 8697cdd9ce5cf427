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
    /// It is being backed up, or not.
    void setBackingUp(bool isBackingUp);
    [[nodiscard]] const QString &name() const { return m_card.environment.name; }

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
    void refreshBackup();
    void askBeforeRemoving();

    EnvironmentsPresenter &m_presenter;
    EnvironmentCard m_card;
    EnvironmentBand *m_band;
    ElidedLabel *m_where;
    QLabel *m_stateIcon;
    QLabel *m_state;
    QLabel *m_size;
    /// The biggest of all: from when what can be brought back is.
    QLabel *m_proven;
    /// What else there is to say of backups.
    QLabel *m_backup;
    QPushButton *m_backUp;
    bool m_isBackingUp = false;
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
