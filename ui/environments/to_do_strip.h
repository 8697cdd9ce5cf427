// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/environments/environments_presenter.h"
#include "ui/widgets/label.h"

#include <functional>

class QPushButton;
class QVBoxLayout;

namespace ui {

/// One thing that waits for somebody.
struct ToDo
{
    enum class Weight { Notice, Warning, Danger };

    Weight weight = Weight::Notice;
    QString words{};
    QString buttonText{};
    std::function<void()> go{};
};

/// What waits in the environments, the gravest first. What a demo lacks is nobody's work.
[[nodiscard]] QList<ToDo> whatIsToDo(const QList<EnvironmentCard> &cards, EnvironmentsPresenter &presenter,
                                     const QDateTime &now = QDateTime::currentDateTimeUtc());

/// « To be dealt with », above the environments: a line and a button for each; hidden when there is nothing.
class ToDoStrip final : public Card
{
    Q_OBJECT

public:
    explicit ToDoStrip(QWidget *parent = nullptr);

    void setThings(const QList<ToDo> &things);

private:
    void fill();
    QWidget *row(const ToDo &thing);

    QList<ToDo> m_things;
    QLabel *m_title;
    QVBoxLayout *m_rows;
    QPushButton *m_all;
    bool m_showsAll = false;
};

} // namespace ui
