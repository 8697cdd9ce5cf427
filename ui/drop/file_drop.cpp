// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/drop/file_drop.h"

#include "ui/drop/drop_place.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QDropEvent>
#include <QLabel>
#include <QMimeData>
#include <QPainter>
#include <QTimer>
#include <QUrl>

#include <algorithm>
#include <utility>

namespace ui {

using namespace Qt::StringLiterals;

namespace {

QStringList filesOf(const QMimeData *data)
{
    QStringList files;
    for (const QUrl &url : data->urls()) {
        if (url.isLocalFile())
            files << url.toLocalFile();
    }
    return files;
}

/// A sentence on a ground of its own, over what is there; the pointer goes through it.
class DropLabel final : public QLabel
{
public:
    using QLabel::QLabel;

protected:
    void paintEvent(QPaintEvent *event) override
    {
        const Colors &colors = colorsOf(palette());
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(colors.accent, 2, Qt::DashLine));
        painter.setBrush(colors.accentSoft);
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), space::cardRadius, space::cardRadius);
        painter.end();
        QLabel::paintEvent(event);
    }
};

QLabel *makeDropLabel(QWidget *window)
{
    auto *label = new DropLabel(window);
    label->setAlignment(Qt::AlignCenter);
    label->setWordWrap(true);
    label->setMargin(space::large);
    label->setAttribute(Qt::WA_TransparentForMouseEvents);
    label->hide();
    return label;
}

} // namespace

FileDrop::FileDrop(QWidget *window, Words words)
    : QObject(window)
    , m_window(window)
    , m_words(std::move(words))
    , m_overlay(makeDropLabel(window))
    , m_place(makeDropLabel(window))
{
    window->setAcceptDrops(true);
    qApp->installEventFilter(this);
}

bool FileDrop::hasPlaces() const
{
    const auto widgets = m_window->findChildren<QWidget *>();
    return std::any_of(widgets.begin(), widgets.end(), [](const QWidget *widget) {
        return widget->isVisible() && dynamic_cast<const DropPlace *>(widget) != nullptr;
    });
}

std::pair<DropPlace *, QWidget *> FileDrop::placeAt(const QPoint &position) const
{
    for (QWidget *widget = m_window->childAt(position); widget != nullptr; widget = widget->parentWidget()) {
        if (auto *place = dynamic_cast<DropPlace *>(widget))
            return {place, widget};
    }
    return {};
}

void FileDrop::showOverlay(const QStringList &files, const QPoint &position)
{
    m_isOver = true;
    if (!m_overlay->isVisible()) {
        QFont font = m_window->font();
        font.setPointSizeF(font.pointSizeF() * 1.3);
        m_overlay->setFont(font);
        m_place->setFont(font);
        m_overlay->setText(m_words(files));
        const QRect whole = m_window->rect().adjusted(space::large, space::large, -space::large, -space::large);
        constexpr int strip = 110;
        m_overlay->setGeometry(hasPlaces() ? QRect(whole.left(), whole.bottom() - strip, whole.width(), strip) : whole);
        m_overlay->raise();
        m_overlay->show();
    }
    const auto [place, widget] = placeAt(position);
    m_place->setVisible(place != nullptr);
    if (place == nullptr)
        return;
    m_place->setText(place->dropWords());
    m_place->setGeometry(QRect(widget->mapTo(m_window, QPoint()), widget->size()));
    m_place->raise();
}

void FileDrop::hideOverlay()
{
    m_isOver = false;
    m_overlay->hide();
    m_place->hide();
}

bool FileDrop::eventFilter(QObject *watched, QEvent *event)
{
    const auto type = event->type();
    if (type != QEvent::DragEnter && type != QEvent::DragMove && type != QEvent::DragLeave && type != QEvent::Drop)
        return false;
    auto *widget = qobject_cast<QWidget *>(watched);
    if (widget == nullptr || widget->window() != m_window)
        return false;
    if (type == QEvent::DragLeave) {
        // From one widget to the next it leaves and enters.
        m_isOver = false;
        QTimer::singleShot(50, this, [this] {
            if (!m_isOver)
                hideOverlay();
        });
        return false;
    }
    auto *drop = static_cast<QDropEvent *>(event);
    const QStringList files = filesOf(drop->mimeData());
    if (files.isEmpty())
        return false;
    drop->setDropAction(Qt::CopyAction);
    drop->accept();
    const QPoint position = widget->mapTo(m_window, drop->position().toPoint());
    if (type != QEvent::Drop) {
        showOverlay(files, position);
        return true;
    }
    const DropPlace *place = placeAt(position).first;
    const QString target = place == nullptr ? QString() : place->dropTarget();
    hideOverlay();
    // Whoever dragged waits until the drop has been answered.
    QTimer::singleShot(0, this, [this, files, target] { emit dropped(files, target); });
    return true;
}

} // namespace ui
