// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/restore/plan_lines.h"

#include "engine/base/errors/error_text.h"
#include "ui/report/report_model.h"
#include "ui/text.h"
#include "ui/theme/theme.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/tables.h"

#include <QHBoxLayout>
#include <QProgressBar>
#include <QScrollArea>

using namespace Qt::StringLiterals;

namespace ui {

using engine::runs::Notice;

PlanLines::PlanLines(QWidget *parent)
    : Card(parent)
    , m_content(new QWidget(this))
    , m_lines(new QVBoxLayout(m_content))
{
    m_lines->setContentsMargins(space::large, space::medium, space::large, space::medium);
    m_lines->setSpacing(space::small);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(1, 1, 1, 1);
    layout->addWidget(scrolled(m_content, this));
}

void PlanLines::clear()
{
    while (QLayoutItem *item = m_lines->takeAt(0)) {
        if (QLayout *row = item->layout())
            while (QLayoutItem *part = row->takeAt(0)) {
                delete part->widget();
                delete part;
            }
        delete item->widget();
        delete item;
    }
}

void PlanLines::addHeading(const QString &text)
{
    addSentence(text, TextRole::Heading);
}

void PlanLines::addSentence(const QString &text, TextRole role)
{
    QLabel *sentence = makeLabel(role, m_content);
    sentence->setText(text);
    sentence->setWordWrap(true);
    sentence->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_lines->addWidget(sentence);
}

void PlanLines::addMarked(Glyph glyph, const QColor &color, const QString &text, const QString &toolTip)
{
    auto *row = new QHBoxLayout;
    row->setSpacing(space::small);
    auto *picture = new QLabel(m_content);
    picture->setPixmap(icon(glyph, color).pixmap(QSize(20, 20), devicePixelRatioF()));
    row->addWidget(picture, 0, Qt::AlignTop);
    QLabel *sentence = makeLabel(TextRole::Body, m_content);
    sentence->setText(text);
    sentence->setToolTip(toolTip);
    sentence->setWordWrap(true);
    sentence->setTextInteractionFlags(Qt::TextSelectableByMouse);
    row->addWidget(sentence, 1);
    m_lines->addLayout(row);
}

void PlanLines::addList(const QString &heading, const QStringList &lines)
{
    // What a label can hold without a wait; the report has all.
    constexpr int longestList = 300;
    if (lines.isEmpty())
        return;
    addHeading(heading);
    QStringList shown = lines.mid(0, longestList);
    if (lines.size() > longestList)
        shown << Tr::tr("… and %n more: see the report.", nullptr, int(lines.size() - longestList));
    addSentence(shown.join(u'\n'), TextRole::Muted);
}

void PlanLines::showSentence(const QString &heading, const QString &sentence, bool isAwaited)
{
    clear();
    addHeading(heading);
    if (isAwaited) {
        auto *busy = new QProgressBar(m_content);
        busy->setRange(0, 0);
        busy->setTextVisible(false);
        busy->setAccessibleName(heading);
        m_lines->addWidget(busy);
    }
    addSentence(sentence, TextRole::Muted);
    m_lines->addStretch(1);
}

void PlanLines::showPlan(const engine::runs::Plan *plan, const QList<engine::Error> &objections)
{
    clear();
    const Colors &colors = colorsOf(palette());
    if (!objections.isEmpty())
        addHeading(Tr::tr("%n problems stand in the way", nullptr, int(objections.size())));
    for (const engine::Error &error : objections) {
        const engine::ErrorText text = engine::describe(error);
        QStringList sentences{text.what, text.why, text.next};
        sentences.removeAll(QString());
        // What a server said stands at the end of a sentence, without a full stop.
        for (QString &sentence : sentences) {
            if (!sentence.endsWith(u'.'))
                sentence += u'.';
        }
        addMarked(Glyph::Error, colors.error, sentences.join(u' '), technicalDetails(error));
    }
    if (plan != nullptr) {
        addHeading(Tr::tr("What will happen"));
        for (qsizetype step = 0; step < plan->steps.size(); ++step)
            addSentence(Tr::tr("%1.").arg(step + 1) + u' ' + plan->steps.at(step).text(), TextRole::Body);
        for (const Notice &notice : plan->notices) {
            const bool isWarning = notice.severity == Notice::Severity::Warning;
            addMarked(isWarning ? Glyph::Warning : Glyph::Information, isWarning ? colors.warning : colors.information,
                      notice.sentence.text());
        }
        const QStringList notCarried = objectsNotCarried(plan->notCarried);
        addList(Tr::tr("%n objects will not be carried", nullptr, int(notCarried.size())), notCarried);
    }
    m_lines->addStretch(1);
}

} // namespace ui
