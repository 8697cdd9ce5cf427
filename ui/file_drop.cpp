// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/file_drop.h"

#include "ui/text.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QDropEvent>
#include <QLabel>
#include <QMimeData>
#include <QTimer>
#include <QUrl>

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

} // namespace

FileDrop::FileDrop(QWidget *window)
    : QObject(window)
    , m_window(window)
    , m_overlay(new QLabel(window))
{
    window->setAcceptDrops(true);
    m_overlay->setAlignment(Qt::AlignCenter);
    m_overlay->setWordWrap(true);
    m_overlay->setAttribute(Qt::WA_TransparentForMouseEvents);
    m_overlay->setAutoFillBackground(true);
    m_overlay->hide();
    qApp->installEventFilter(this);
}

void FileDrop::showOverlay()
{
    m_isOver = true;
    if (m_overlay->isVisible())
        return;
    QFont font = m_window->font();
    font.setPointSizeF(font.pointSizeF() * 1.5);
    m_overlay->setFont(font);
    m_overlay->setText(
        Tr::tr("Drop the file: Sosie shows what it holds.\nNothing of it runs, and nothing is changed."));
    m_overlay->setGeometry(m_window->rect());
    m_overlay->raise();
    m_overlay->show();
}

bool FileDrop::eventFilter(QObject *watched, QEvent *event)
{
    const auto type = event->type();
    if (type != QEvent::DragEnter && type != QEvent::DragMove && type != QEvent::DragLeave && type != QEvent::Drop)
        return false;
    const auto *widget = qobject_cast<QWidget *>(watched);
    if (widget == nullptr || widget->window() != m_window)
        return false;
    if (type == QEvent::DragLeave) {
        // From one widget to the next it leaves and enters.
        m_isOver = false;
        QTimer::singleShot(50, this, [this] {
            if (!m_isOver)
                m_overlay->hide();
        });
        return false;
    }
    auto *drop = static_cast<QDropEvent *>(event);
    const QStringList files = filesOf(drop->mimeData());
    if (files.isEmpty())
        return false;
    drop->setDropAction(Qt::CopyAction);
    drop->accept();
    if (type != QEvent::Drop) {
        showOverlay();
        return true;
    }
    m_isOver = false;
    m_overlay->hide();
    // Whoever dragged waits until the drop has been answered.
    QTimer::singleShot(0, this, [this, files] { emit dropped(files); });
    return true;
}

} // namespace ui
