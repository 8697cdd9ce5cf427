// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/widgets/note.h"

#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/label.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>

namespace ui {

Note::Note(Weight weight, QWidget *parent)
    : QFrame(parent)
    , m_weight(weight)
    , m_icon(new QLabel(this))
    , m_first(makeLabel(TextRole::Strong, this))
    , m_others(makeLabel(TextRole::Body, this))
{
    for (QLabel *label : {m_first, m_others}) {
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    auto *texts = new QVBoxLayout;
    texts->setSpacing(space::tight);
    texts->addWidget(m_first);
    texts->addWidget(m_others);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(space::medium, space::small, space::medium, space::small);
    layout->setSpacing(space::small);
    layout->addWidget(m_icon, 0, Qt::AlignTop);
    layout->addLayout(texts, 1);
    refresh();
    hide();
}

void Note::setSentences(const QStringList &sentences)
{
    m_first->setText(sentences.value(0));
    m_others->setText(sentences.mid(1).join(u'\n'));
    m_others->setVisible(sentences.size() > 1);
    setAccessibleName(sentences.join(u' '));
    setVisible(!sentences.isEmpty());
}

QColor Note::ink() const
{
    const Colors &colors = colorsOf(palette());
    return m_weight == Weight::Danger ? colors.error : colors.warning;
}

void Note::refresh()
{
    m_icon->setPixmap(icon(Glyph::Warning, ink()).pixmap(QSize(20, 20), devicePixelRatioF()));
}

void Note::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        refresh();
    QFrame::changeEvent(event);
}

void Note::paintEvent(QPaintEvent *)
{
    const Colors &colors = colorsOf(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(ink(), 1));
    painter.setBrush(m_weight == Weight::Danger ? colors.errorGround : colors.warningGround);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), space::radius, space::radius);
}

} // namespace ui
