// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QObject>
#include <QStringList>

class QLabel;
class QWidget;

namespace ui {

/// Files dragged over a window, whatever is under the pointer: fields would take their addresses for text. While they
/// are over it, one sentence covers the window. Owned by the window.
class FileDrop final : public QObject
{
    Q_OBJECT

public:
    explicit FileDrop(QWidget *window);

signals:
    void dropped(const QStringList &files);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void showOverlay();

    QWidget *m_window;
    QLabel *m_overlay;
    bool m_isOver = false;
};

} // namespace ui
