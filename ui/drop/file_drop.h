// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QObject>
#include <QStringList>

#include <functional>
#include <utility>

class QLabel;
class QWidget;

namespace ui {

class DropPlace;

/// Files dragged over a window, whatever is under the pointer: fields would take their addresses for text. While they
/// are over it, one sentence covers the window; where there are places to choose from (DropPlace), it stands below
/// them, and the one under the pointer says what a drop would do to it. Owned by the window.
class FileDrop final : public QObject
{
    Q_OBJECT

public:
    /// What becomes of these files, as a sentence.
    using Words = std::function<QString(const QStringList &files)>;
    FileDrop(QWidget *window, Words words);

signals:
    /// `target`: the environment on which they were dropped; empty for none.
    void dropped(const QStringList &files, const QString &target);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void showOverlay(const QStringList &files, const QPoint &position);
    void hideOverlay();
    [[nodiscard]] bool hasPlaces() const;
    /// The place at a point of the window, and its widget; null without one.
    [[nodiscard]] std::pair<DropPlace *, QWidget *> placeAt(const QPoint &position) const;

    QWidget *m_window;
    Words m_words;
    QLabel *m_overlay;
    QLabel *m_place;
    bool m_isOver = false;
};

} // namespace ui
