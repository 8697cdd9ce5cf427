// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/drop/drop_place.h"
#include "ui/environments/environments_presenter.h"
#include "ui/widgets/label.h"

class QMenu;
class QPainter;
class QPushButton;
class QToolButton;

namespace ui {

class Note;
class Chip;

/// One environment on the home page: its name, what it is for, what can be brought back, what it holds and from where;
/// its state only where something is to be said of it. One thing to do stands out, the others are in the menu.
class EnvironmentCardView final : public Card, public DropPlace
{
    Q_OBJECT

public:
    EnvironmentCardView(EnvironmentsPresenter &presenter, const EnvironmentCard &card, QWidget *parent = nullptr);

    void setCard(const EnvironmentCard &card);
    /// It is being backed up, or not.
    void setBackingUp(bool isBackingUp);
    /// The first thing that can be done with it gets the focus.
    void focusFirst();
    [[nodiscard]] const QString &name() const { return m_card.environment.name; }
    /// A production is never a target.
    [[nodiscard]] QString dropTarget() const override;
    [[nodiscard]] QString dropWords() const override;

signals:
    void editRequested(const QString &name);

protected:
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void buildLayout();
    void refresh();
    void refreshState();
    void refreshBackup();
    void refreshActions();
    void askBeforeRemoving();
    /// The shape of the type and of the card as one: its leading edge.
    void paintEdge(QPainter &painter) const;

    EnvironmentsPresenter &m_presenter;
    EnvironmentCard m_card;
    /// The biggest of all.
    ElidedLabel *m_name;
    Chip *m_type;
    Chip *m_badge;
    ElidedLabel *m_where;
    /// From when what can be brought back is.
    QLabel *m_proven;
    /// What else there is to say of backups.
    QLabel *m_backup;
    QLabel *m_state;
    QLabel *m_size;
    QLabel *m_lastWrite;
    Note *m_clearData;
    QPushButton *m_putBack;
    QPushButton *m_clone;
    QPushButton *m_backUp;
    bool m_isBackingUp = false;
    QPushButton *m_look;
    QToolButton *m_more;
    QMenu *m_menu;
    QWidget *m_removeQuestion;
    QLabel *m_removeText;
    QPushButton *m_removeButton;
    QPushButton *m_keepButton;
};

} // namespace ui
