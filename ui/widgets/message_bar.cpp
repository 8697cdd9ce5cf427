// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/widgets/message_bar.h"

#include "engine/base/errors/error_text.h"
#include "ui/text.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QAccessible>
#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

struct Look
{
    Glyph glyph;
    QColor ink;
    QColor ground;
};

Look lookOf(Message::Severity severity, const QPalette &palette)
{
    const Colors &colors = colorsOf(palette);
    switch (severity) {
    case Message::Severity::Success:
        return {Glyph::Check, colors.success, colors.successGround};
    case Message::Severity::Warning:
        return {Glyph::Warning, colors.warning, colors.warningGround};
    case Message::Severity::Error:
        return {Glyph::Error, colors.error, colors.errorGround};
    case Message::Severity::Information:
        break;
    }
    return {Glyph::Information, colors.information, colors.informationGround};
}

QString joinedSentences(const Message &message)
{
    QStringList sentences{message.why, message.state, message.next};
    sentences.removeAll(QString());
    return sentences.join(u' ');
}

} // namespace

QString technicalDetails(const engine::Error &error)
{
    QStringList lines;
    QStringList head{engine::errorId(error.code)};
    if (!error.sqlState.isEmpty())
        head << u"SQLSTATE %1"_s.arg(error.sqlState);
    if (!error.subject.isEmpty())
        head << error.subject;
    lines << head.join(u" · "_s);
    if (!error.steps.isEmpty())
        lines << error.steps.join(u" › "_s);
    if (const QString detail = detailText(error); !detail.isEmpty())
        lines << detail;
    for (const engine::Error &cause : error.causes)
        lines << technicalDetails(cause);
    return lines.join(u'\n');
}

Message messageFor(const engine::Error &error)
{
    const engine::ErrorText text = engine::describe(error);
    return {.severity = error.isCancelled() ? Message::Severity::Information : Message::Severity::Error,
            .what = text.what,
            .why = text.why,
            .state = text.state,
            .next = text.next,
            .details = technicalDetails(error),
            .again = [error] { return messageFor(error); }};
}

MessageBar::MessageBar(QWidget *parent)
    : QFrame(parent)
    , m_icon(new QLabel(this))
    , m_what(new QLabel(this))
    , m_body(new QLabel(this))
    , m_details(new QLabel(this))
    , m_action(new QPushButton(this))
    , m_detailsToggle(new QPushButton(this))
    , m_copy(new QPushButton(this))
    , m_close(new QToolButton(this))
{
    buildLayout();
    hide();
    connect(m_close, &QToolButton::clicked, this, &QWidget::hide);
    connect(m_detailsToggle, &QPushButton::clicked, this, [this] { setDetailsVisible(m_details->isHidden()); });
    connect(m_copy, &QPushButton::clicked, this, [this] {
        QGuiApplication::clipboard()->setText(m_message.what + u'\n' + joinedSentences(m_message) + u'\n'
                                              + m_message.details);
    });
    connect(m_action, &QPushButton::clicked, this, [this] {
        if (const auto action = m_message.action)
            action();
    });
    retranslate();
}

void MessageBar::buildLayout()
{
    setObjectName(u"messageBar"_s);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    for (QLabel *label : {m_what, m_body, m_details}) {
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
        label->setMinimumWidth(0);
        label->setFocusPolicy(Qt::NoFocus);
    }
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    m_what->setFont(bold);
    m_details->setLayoutDirection(Qt::LeftToRight);
    m_close->setAutoRaise(true);

    auto *texts = new QVBoxLayout;
    texts->setSpacing(space::hair);
    texts->addWidget(m_what);
    texts->addWidget(m_body);
    texts->addWidget(m_details);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(space::medium, space::small, space::small, space::small);
    row->setSpacing(space::small);
    row->addWidget(m_icon, 0, Qt::AlignTop);
    row->addLayout(texts, 1);
    for (QWidget *button : {static_cast<QWidget *>(m_copy), static_cast<QWidget *>(m_detailsToggle),
                            static_cast<QWidget *>(m_action), static_cast<QWidget *>(m_close)})
        row->addWidget(button, 0, Qt::AlignTop);
}

void MessageBar::showMessage(const Message &message)
{
    m_message = message;
    fill();
    m_detailsToggle->setVisible(!message.details.isEmpty());
    setDetailsVisible(false);
    show();
    updateGeometry();
    QAccessibleEvent event(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

void MessageBar::fill()
{
    const Look look = lookOf(m_message.severity, palette());
    m_icon->setPixmap(icon(look.glyph, look.ink).pixmap(QSize(22, 22), devicePixelRatioF()));
    m_what->setText(m_message.what);
    m_body->setText(joinedSentences(m_message));
    m_body->setVisible(!m_body->text().isEmpty());
    m_details->setText(m_message.details);
    m_action->setText(m_message.actionText);
    m_action->setVisible(!m_message.actionText.isEmpty());
    setAccessibleName(m_message.what);
    setAccessibleDescription(m_body->text());
}

void MessageBar::setDetailsVisible(bool isVisible)
{
    m_details->setVisible(isVisible && !m_message.details.isEmpty());
    m_copy->setVisible(!m_details->isHidden());
    retranslate();
}

void MessageBar::retranslate()
{
    m_detailsToggle->setText(m_details->isHidden() ? Tr::tr("&Details") : Tr::tr("Hide &details"));
    m_copy->setText(Tr::tr("Cop&y"));
    m_close->setIcon(icon(Glyph::Close));
    m_close->setToolTip(Tr::tr("Close this message"));
    m_close->setAccessibleName(Tr::tr("Close this message"));
}

void MessageBar::sayAgain()
{
    if (!m_message.again)
        return;
    Message message = m_message.again();
    message.severity = m_message.severity;
    m_message = std::move(message);
    fill();
}

void MessageBar::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) {
        sayAgain();
        retranslate();
    }
    if (event->type() == QEvent::PaletteChange)
        fill();
    QFrame::changeEvent(event);
}

void MessageBar::paintEvent(QPaintEvent *)
{
    const Look look = lookOf(m_message.severity, palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(look.ink, 1));
    painter.setBrush(look.ground);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), space::radius, space::radius);
}

} // namespace ui
