// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/backups/backup_timeline.h"

#include "ui/text.h"
#include "ui/theme/theme.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>
#include <QStyleOption>
#include <QToolTip>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

using engine::store::BackupDay;

namespace {

constexpr int cell = 12;
constexpr int gap = 3;
constexpr int barsHeight = 36;

enum class Mark { None, Complete, Proven, Failed };

Mark markOf(const BackupDay &day)
{
    // What went wrong is seen first, whatever else there was.
    if (day.damaged > 0 || (day.failed > 0 && day.completed == 0))
        return Mark::Failed;
    if (day.completed == 0)
        return Mark::None;
    return day.isProven ? Mark::Proven : Mark::Complete;
}

/// Told apart by their forms, not by colours alone.
void paintMark(QPainter &painter, const QRectF &square, Mark mark, const Colors &colors)
{
    switch (mark) {
    case Mark::None:
        painter.fillRect(QRectF(square.center().x() - 1, square.center().y() - 1, 2, 2), colors.controlLine);
        break;
    case Mark::Complete:
        painter.setPen(QPen(colors.success, 1.5));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(square.adjusted(1, 1, -1, -1), 2, 2);
        break;
    case Mark::Proven:
        painter.setPen(Qt::NoPen);
        painter.setBrush(colors.success);
        painter.drawRoundedRect(square, 2, 2);
        break;
    case Mark::Failed: {
        painter.setPen(QPen(colors.error, 2));
        const QRectF cross = square.adjusted(2, 2, -2, -2);
        painter.drawLine(cross.topLeft(), cross.bottomRight());
        painter.drawLine(cross.bottomLeft(), cross.topRight());
        break;
    }
    }
}

} // namespace

BackupTimeline::BackupTimeline(QWidget *parent)
    : QWidget(parent)
{
    setFocusPolicy(Qt::TabFocus);
    setMouseTracking(true);
    retranslate();
}

void BackupTimeline::setDays(const QList<BackupDay> &days, const QDate &today)
{
    m_days.clear();
    m_today = today;
    m_largest = 0;
    m_longest = 0;
    qint64 proven = 0;
    qint64 failed = 0;
    for (const BackupDay &day : days) {
        m_days.insert(day.day, day);
        m_largest = std::max(m_largest, day.fileBytes);
        m_longest = std::max(m_longest, day.milliseconds);
        proven += day.isProven ? 1 : 0;
        failed += day.failed + day.damaged;
    }
    setAccessibleDescription(
        Tr::tr("%1 days with a backup that can be restored, %2 backups that failed or are damaged.")
            .arg(numberText(proven), numberText(failed)));
    update();
}

void BackupTimeline::setChosen(const QDate &day)
{
    m_chosen = day;
    update();
}

void BackupTimeline::retranslate()
{
    setAccessibleName(Tr::tr("Backups of the last days"));
    update();
}

QSize BackupTimeline::sizeHint() const
{
    return {mostDays * cell, barsHeight + gap + cell + gap + fontMetrics().height()};
}

QSize BackupTimeline::minimumSizeHint() const
{
    return {20 * cell, sizeHint().height()};
}

int BackupTimeline::shownDays() const
{
    return std::clamp(width() / cell, 1, mostDays);
}

QRect BackupTimeline::rectOf(int index) const
{
    // From the right: today stands at the end, whatever the width.
    const int left = width() - (shownDays() - index) * cell;
    return {left, 0, cell, barsHeight + gap + cell};
}

QDate BackupTimeline::dayAt(const QPoint &place) const
{
    if (!m_today.isValid() || place.y() < 0 || place.y() > barsHeight + gap + cell)
        return {};
    const int fromEnd = (width() - 1 - place.x()) / cell;
    return fromEnd >= 0 && fromEnd < shownDays() ? m_today.addDays(-fromEnd) : QDate();
}

QString BackupTimeline::textOf(const QDate &day) const
{
    const QString date = QLocale().toString(day, QLocale::LongFormat);
    const auto found = m_days.constFind(day);
    if (found == m_days.cend())
        return Tr::tr("%1: no backup").arg(date);
    QStringList parts;
    if (found->completed > 0)
        parts << Tr::tr("%n complete", nullptr, int(found->completed));
    if (found->isProven)
        parts << Tr::tr("proven");
    if (found->failed > 0)
        parts << Tr::tr("%n failed", nullptr, int(found->failed));
    if (found->damaged > 0)
        parts << Tr::tr("%n found damaged", nullptr, int(found->damaged));
    if (found->completed > 0)
        parts << byteText(found->fileBytes) << clockText(std::chrono::milliseconds(found->milliseconds));
    return Tr::tr("%1: %2").arg(date, parts.join(u", "_s));
}

bool BackupTimeline::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const QDate day = dayAt(help->pos());
        if (day.isValid())
            QToolTip::showText(help->globalPos(), textOf(day), this);
        else
            QToolTip::hideText();
        return true;
    }
    return QWidget::event(event);
}

void BackupTimeline::mousePressEvent(QMouseEvent *event)
{
    const QDate day = dayAt(event->position().toPoint());
    if (event->button() == Qt::LeftButton && m_days.contains(day))
        emit dayChosen(day == m_chosen ? QDate() : day);
}

void BackupTimeline::mouseMoveEvent(QMouseEvent *event)
{
    setCursor(m_days.contains(dayAt(event->position().toPoint())) ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

/// From one day with a backup to the next.
void BackupTimeline::keyPressEvent(QKeyEvent *event)
{
    const bool isBack = event->key() == Qt::Key_Left;
    if ((!isBack && event->key() != Qt::Key_Right) || !m_today.isValid()) {
        QWidget::keyPressEvent(event);
        return;
    }
    const QDate oldest = m_today.addDays(1 - shownDays());
    QDate day = m_chosen.isValid() ? m_chosen : (isBack ? m_today.addDays(1) : oldest.addDays(-1));
    do {
        day = day.addDays(isBack ? -1 : 1);
    } while (day >= oldest && day <= m_today && !m_days.contains(day));
    if (m_days.contains(day) && day >= oldest)
        emit dayChosen(day);
}

void BackupTimeline::paintBars(QPainter &painter) const
{
    const Colors &colors = colorsOf(palette());
    QPolygonF line;
    for (int index = 0; index < shownDays(); ++index) {
        const auto day = m_days.constFind(m_today.addDays(index + 1 - shownDays()));
        if (day == m_days.cend() || day->completed == 0)
            continue;
        const QRect place = rectOf(index);
        const qreal share = m_largest > 0 ? qreal(day->fileBytes) / qreal(m_largest) : 0;
        const qreal height = std::max<qreal>(2, share * barsHeight);
        painter.fillRect(QRectF(place.left() + 1.5, barsHeight - height, cell - 3, height), colors.accentSoft);
        const qreal time = m_longest > 0 ? qreal(day->milliseconds) / qreal(m_longest) : 0;
        line << QPointF(place.left() + cell / 2.0, barsHeight - 1.5 - time * (barsHeight - 4));
    }
    painter.setPen(QPen(colors.accent, 1.5));
    painter.setBrush(colors.accent);
    painter.drawPolyline(line);
    for (const QPointF &point : line)
        painter.drawEllipse(point, 1.5, 1.5);
}

void BackupTimeline::paintStrip(QPainter &painter) const
{
    const Colors &colors = colorsOf(palette());
    for (int index = 0; index < shownDays(); ++index) {
        const QDate day = m_today.addDays(index + 1 - shownDays());
        const QRectF square(rectOf(index).left() + 1, barsHeight + gap + 1, cell - 2, cell - 2);
        if (day == m_chosen) {
            painter.setPen(QPen(colors.accent, 1));
            painter.setBrush(Qt::NoBrush);
            painter.drawRoundedRect(QRectF(rectOf(index)).adjusted(0.5, 0.5, -0.5, -0.5), 2, 2);
        }
        const auto found = m_days.constFind(day);
        paintMark(painter, square, found == m_days.cend() ? Mark::None : markOf(*found), colors);
    }
}

void BackupTimeline::paintWords(QPainter &painter) const
{
    const Colors &colors = colorsOf(palette());
    const int top = barsHeight + gap + cell + gap;
    const int line = fontMetrics().height();
    const int left = rectOf(0).left();
    const QString from = QLocale().toString(m_today.addDays(1 - shownDays()), QLocale::ShortFormat);
    painter.setPen(colors.mutedText);
    painter.drawText(QRect(left, top, width() - left, line), Qt::AlignLeft | Qt::AlignVCenter, from);
    painter.drawText(QRect(left, top, width() - left, line), Qt::AlignRight | Qt::AlignVCenter, Tr::tr("today"));
    struct Entry
    {
        Mark mark;
        QString words;
    };
    const Entry legend[] = {{Mark::Proven, Tr::tr("proven")},
                            {Mark::Complete, Tr::tr("complete")},
                            {Mark::Failed, Tr::tr("failed or damaged")}};
    int wide = 0;
    for (const Entry &entry : legend)
        wide += cell + gap + fontMetrics().horizontalAdvance(entry.words) + space::large;
    const int ends = fontMetrics().horizontalAdvance(from + Tr::tr("today")) + 2 * space::large;
    if (wide > width() - left - ends)
        return;
    int x = left + (width() - left - wide) / 2;
    for (const Entry &entry : legend) {
        paintMark(painter, QRectF(x, top + (line - cell) / 2.0 + 1, cell - 2, cell - 2), entry.mark, colors);
        x += cell + gap;
        painter.setPen(colors.mutedText);
        const int words = fontMetrics().horizontalAdvance(entry.words);
        painter.drawText(QRect(x, top, words + 1, line), Qt::AlignLeft | Qt::AlignVCenter, entry.words);
        x += words + space::large;
    }
}

void BackupTimeline::paintEvent(QPaintEvent *)
{
    if (!m_today.isValid())
        return;
    QPainter painter(this);
    // An axis of time is not mirrored.
    painter.setLayoutDirection(Qt::LeftToRight);
    painter.setRenderHint(QPainter::Antialiasing);
    paintBars(painter);
    paintStrip(painter);
    paintWords(painter);
    if (hasFocus()) {
        QStyleOptionFocusRect option;
        option.initFrom(this);
        style()->drawPrimitive(QStyle::PE_FrameFocusRect, &option, &painter, this);
    }
}

} // namespace ui
