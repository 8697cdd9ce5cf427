// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/store/backup_figures.h"

#include <QHash>
#include <QWidget>

namespace ui {

/// The last days, one beside the other: how large the largest backup of a day is and how long one took, and below what
/// came of them. What it shows is in words in its tool tips; a day that is clicked is shown in the list. Time runs from
/// left to right in every language.
class BackupTimeline final : public QWidget
{
    Q_OBJECT

public:
    /// As many as may ever be shown.
    static constexpr int mostDays = 120;

    explicit BackupTimeline(QWidget *parent = nullptr);

    void setDays(const QList<engine::store::BackupDay> &days, const QDate &today);
    /// The one the list is of; null: none.
    void setChosen(const QDate &day);
    void retranslate();
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

signals:
    void dayChosen(const QDate &day);

protected:
    bool event(QEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    [[nodiscard]] int shownDays() const;
    [[nodiscard]] QRect rectOf(int index) const;
    /// Null where there is none.
    [[nodiscard]] QDate dayAt(const QPoint &place) const;
    [[nodiscard]] QString textOf(const QDate &day) const;
    void paintBars(QPainter &painter) const;
    void paintStrip(QPainter &painter) const;
    void paintWords(QPainter &painter) const;

    QHash<QDate, engine::store::BackupDay> m_days;
    QDate m_today;
    QDate m_chosen;
    qint64 m_largest = 0;
    qint64 m_longest = 0;
};

} // namespace ui
