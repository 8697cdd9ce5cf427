// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/report/plan_lines.h"

#include "engine/base/errors/error_text.h"
#include "engine/columns/column_fates.h"
#include "ui/report/report_model.h"
#include "ui/text.h"
#include "ui/theme/theme.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/note.h"
#include "ui/widgets/tables.h"

#include <QHBoxLayout>
#include <QProgressBar>
#include <QScrollArea>
#include <QToolButton>

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

void PlanLines::end()
{
    m_lines->addStretch(1);
}

void PlanLines::add(QWidget *widget, Qt::Alignment alignment)
{
    m_lines->addWidget(widget, 0, alignment);
}

void PlanLines::addHeading(const QString &text)
{
    QLabel *heading = makeLabel(TextRole::Heading, m_content);
    heading->setText(text);
    heading->setWordWrap(true);
    m_lines->addWidget(heading);
}

void PlanLines::addSentence(const QString &mark, const QString &text, TextRole role)
{
    auto *row = new QHBoxLayout;
    row->setSpacing(space::small);
    if (!mark.isEmpty()) {
        QLabel *number = makeLabel(TextRole::Muted, m_content);
        number->setText(mark);
        number->setMinimumWidth(number->fontMetrics().horizontalAdvance(u"00."_s));
        row->addWidget(number, 0, Qt::AlignTop);
    }
    QLabel *sentence = makeLabel(role, m_content);
    sentence->setText(text);
    sentence->setWordWrap(true);
    sentence->setTextInteractionFlags(Qt::TextSelectableByMouse);
    row->addWidget(sentence, 1);
    m_lines->addLayout(row);
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
    sentence->setWordWrap(true);
    sentence->setToolTip(toolTip);
    sentence->setTextInteractionFlags(Qt::TextSelectableByMouse);
    row->addWidget(sentence, 1);
    m_lines->addLayout(row);
}

void PlanLines::addNote(bool isDanger, const QStringList &sentences)
{
    if (sentences.isEmpty())
        return;
    auto *note = new Note(isDanger ? Note::Weight::Danger : Note::Weight::Warning, m_content);
    m_lines->addWidget(note);
    note->setSentences(sentences);
}

void PlanLines::addBusy(const QString &heading)
{
    addHeading(heading);
    auto *busy = new QProgressBar(m_content);
    busy->setRange(0, 0);
    busy->setTextVisible(false);
    busy->setAccessibleName(heading);
    m_lines->addWidget(busy);
}

void PlanLines::addObjection(const engine::Error &error)
{
    const engine::ErrorText text = engine::describe(error);
    QStringList sentences{text.what, text.why, text.next};
    sentences.removeAll(QString());
    // What a server said stands at the end of a sentence, without a full stop.
    for (QString &sentence : sentences) {
        if (!sentence.endsWith(u'.'))
            sentence += u'.';
    }
    addMarked(Glyph::Error, colorsOf(palette()).error, sentences.join(u' '), technicalDetails(error));
}

void PlanLines::addPlan(const engine::runs::Plan &plan)
{
    addHeading(Tr::tr("What will happen"));
    for (qsizetype step = 0; step < plan.steps.size(); ++step)
        //: Number of a step in a list.
        addSentence(Tr::tr("%1.").arg(step + 1), plan.steps.at(step).text());
    for (const Notice &notice : plan.notices) {
        const bool isWarning = notice.severity == Notice::Severity::Warning;
        const Colors &colors = colorsOf(palette());
        addMarked(isWarning ? Glyph::Warning : Glyph::Information, isWarning ? colors.warning : colors.information,
                  notice.sentence.text());
    }
    QStringList kept;
    for (const auto &table : plan.keptTables)
        kept << Tr::tr("%1: %2 rows").arg(isolated(table.name), numberText(table.rows));
    addFolded(u"kept"_s, Tr::tr("%n tables keep their rows", nullptr, int(kept.size())), kept);
    addColumns(plan);
    const QStringList mentions = mentionsIn(plan.mentions);
    addFolded(u"structure"_s, Tr::tr("%n places of the structure look personal", nullptr, int(mentions.size())),
              mentions);
    const QStringList notCarried = objectsNotCarried(plan.notCarried);
    addFolded(u"notCarried"_s, Tr::tr("%n objects will not be carried", nullptr, int(notCarried.size())), notCarried);
}

/// Every column whose values come as they are has its reason; technical ones are counted.
void PlanLines::addColumns(const engine::runs::Plan &plan)
{
    using engine::columns::ColumnFate;
    QStringList inClear;
    QStringList technical;
    for (const auto &column : plan.columns) {
        const ColumnFate fate = engine::columns::fateOf(column);
        const QString line = Tr::tr("%1: %2").arg(isolated(column.table + u'.' + column.column), column.why.text());
        if (fate == ColumnFate::InClear)
            inClear << line;
        else if (fate == ColumnFate::Technical)
            technical << line;
    }
    addFolded(u"inClear"_s, Tr::tr("%n columns in clear, perhaps personal", nullptr, int(inClear.size())), inClear);
    addFolded(u"technical"_s, Tr::tr("%n technical columns in clear", nullptr, int(technical.size())), technical);
}

void PlanLines::addFolded(const QString &key, const QString &title, const QStringList &lines)
{
    // What one reads at a glance; and what a label can hold without a wait.
    constexpr int shortList = 6;
    constexpr int longestList = 300;
    if (lines.isEmpty())
        return;
    auto *fold = new QToolButton(m_content);
    fold->setText(title);
    fold->setAccessibleName(title);
    fold->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    fold->setAutoRaise(true);
    fold->setCheckable(true);
    fold->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    fold->setToolTip(title);
    m_lines->addWidget(fold);
    QLabel *list = makeLabel(TextRole::Muted, m_content);
    QStringList shown = lines.mid(0, longestList);
    if (lines.size() > longestList)
        shown << Tr::tr("… and %n more: see the report.", nullptr, int(lines.size() - longestList));
    list->setText(shown.join(u'\n'));
    list->setWordWrap(true);
    list->setTextInteractionFlags(Qt::TextSelectableByMouse);
    list->setContentsMargins(space::large, 0, 0, 0);
    m_lines->addWidget(list);
    const auto turn = [fold](bool isUnfolded) {
        fold->setArrowType(isUnfolded                                   ? Qt::DownArrow
                           : fold->layoutDirection() == Qt::RightToLeft ? Qt::LeftArrow
                                                                        : Qt::RightArrow);
    };
    fold->setChecked(m_unfolded.value(key, lines.size() <= shortList));
    turn(fold->isChecked());
    // Not shown by hand: what is shown before it has its place flashes at another.
    if (!fold->isChecked())
        list->hide();
    connect(fold, &QToolButton::toggled, this, [this, key, turn, list](bool isUnfolded) {
        m_unfolded.insert(key, isUnfolded);
        turn(isUnfolded);
        list->setVisible(isUnfolded);
    });
}

} // namespace ui
