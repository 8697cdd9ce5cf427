// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/widgets/wheel.h"

#include <QEvent>
#include <QWidget>

namespace ui {

namespace {

class WheelGuard final : public QObject
{
public:
    explicit WheelGuard(QWidget &field)
        : QObject(&field)
        , m_field(field)
    {}

protected:
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() != QEvent::Wheel || m_field.hasFocus())
            return QObject::eventFilter(watched, event);
        // Not accepted, it goes on to the parent.
        event->ignore();
        return true;
    }

private:
    QWidget &m_field;
};

} // namespace

void leaveWheelToPage(QWidget &field)
{
    field.setFocusPolicy(Qt::StrongFocus);
    field.installEventFilter(new WheelGuard(field));
}

} // namespace ui
