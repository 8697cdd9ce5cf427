// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/shell/empty_page.h"

#include "ui/theme/theme.h"
#include "ui/widgets/label.h"

#include <QEvent>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ui {

namespace {
constexpr int side = 72;
constexpr int glyphSide = 32;
constexpr int widest = 460;
} // namespace

EmptyPage::EmptyPage(Glyph glyph, QWidget *parent)
    : QWidget(parent)
    , m_glyph(glyph)
    , m_picture(new QLabel(this))
    , m_title(makeLabel(TextRole::Heading, this))
    , m_sentence(makeLabel(TextRole::Muted, this))
    , m_button(new QPushButton(this))
{
    m_title->setAlignment(Qt::AlignCenter);
    m_sentence->setAlignment(Qt::AlignCenter);
    m_sentence->setWordWrap(true);
    m_sentence->setFixedWidth(widest);
    m_button->setProperty("kind", u"primary"_s);
    m_button->hide();
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(space::medium);
    layout->addStretch(2);
    layout->addWidget(m_picture, 0, Qt::AlignHCenter);
    layout->addWidget(m_title, 0, Qt::AlignHCenter);
    layout->addWidget(m_sentence, 0, Qt::AlignHCenter);
    layout->addSpacing(space::small);
    layout->addWidget(m_button, 0, Qt::AlignHCenter);
    layout->addStretch(3);
    paintPicture();
}

void EmptyPage::setWords(const QString &title, const QString &sentence, const QString &button)
{
    m_title->setText(title);
    m_sentence->setText(sentence);
    // A layout that puts it in the middle does not ask how high so many words are.
    m_sentence->setMinimumHeight(m_sentence->heightForWidth(widest));
    m_button->setText(button);
    m_button->setVisible(!button.isEmpty());
}

void EmptyPage::paintPicture()
{
    const Colors &colors = colorsOf(palette());
    QPixmap picture(QSize(side, side) * devicePixelRatioF());
    picture.setDevicePixelRatio(devicePixelRatioF());
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colors.accentSoft);
    painter.drawEllipse(QRectF(0, 0, side, side));
    constexpr int inset = (side - glyphSide) / 2;
    icon(m_glyph, colors.accent).paint(&painter, {inset, inset, glyphSide, glyphSide});
    m_picture->setPixmap(picture);
}

void EmptyPage::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        paintPicture();
    QWidget::changeEvent(event);
}

} // namespace ui
