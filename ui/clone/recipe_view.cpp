// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/clone/recipe_view.h"

#include "engine/base/errors/error_text.h"
#include "engine/columns/column_fates.h"
#include "ui/clone/clone_presenter.h"
#include "ui/report/report_model.h"
#include "ui/text.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/note.h"
#include "ui/widgets/tables.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollArea>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace ui {

using engine::runs::Notice;

RecipeView::RecipeView(ClonePresenter &presenter, QWidget *parent)
    : Card(parent)
    , m_presenter(presenter)
    , m_content(new QWidget(this))
    , m_lines(new QVBoxLayout(m_content))
{
    m_lines->setContentsMargins(space::large, space::medium, space::large, space::medium);
    m_lines->setSpacing(space::small);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(1, 1, 1, 1);
    layout->addWidget(scrolled(m_content, this));
    connect(&m_presenter, &ClonePresenter::changed, this, &RecipeView::refresh);
    m_lookAgain.setInterval(1000);
    connect(&m_lookAgain, &QTimer::timeout, this, [this] {
        if (m_presenter.waiting() != m_waiting)
            refresh();
    });
    refresh();
}

void RecipeView::addHeading(const QString &text)
{
    QLabel *heading = makeLabel(TextRole::Heading, m_content);
    heading->setText(text);
    heading->setWordWrap(true);
    m_lines->addWidget(heading);
}

void RecipeView::addSentence(const QString &mark, const QString &text, TextRole role)
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

void RecipeView::addMarked(const QPixmap &mark, const QString &text, const QString &toolTip)
{
    auto *row = new QHBoxLayout;
    row->setSpacing(space::small);
    auto *picture = new QLabel(m_content);
    picture->setPixmap(mark);
    row->addWidget(picture, 0, Qt::AlignTop);
    QLabel *sentence = makeLabel(TextRole::Body, m_content);
    sentence->setText(text);
    sentence->setWordWrap(true);
    sentence->setToolTip(toolTip);
    sentence->setTextInteractionFlags(Qt::TextSelectableByMouse);
    row->addWidget(sentence, 1);
    m_lines->addLayout(row);
}

void RecipeView::addObjections()
{
    const QPixmap mark = icon(Glyph::Error, colorsOf(palette()).error).pixmap(QSize(20, 20), devicePixelRatioF());
    addHeading(Tr::tr("%n problems stand in the way", nullptr, int(m_presenter.objections().size())));
    QList<ClonePresenter::Remedy> offered;
    for (const engine::Error &error : m_presenter.objections()) {
        const engine::ErrorText text = engine::describe(error);
        QStringList sentences{text.what, text.why, text.next};
        sentences.removeAll(QString());
        // What a server said stands at the end of a sentence, without a full stop.
        for (QString &sentence : sentences) {
            if (!sentence.endsWith(u'.'))
                sentence += u'.';
        }
        addMarked(mark, sentences.join(u' '), technicalDetails(error));
        const ClonePresenter::Remedy remedy = ClonePresenter::remedyFor(error);
        // One for all that it is for.
        if (remedy == ClonePresenter::Remedy::None || offered.contains(remedy))
            continue;
        offered.append(remedy);
        addRemedy(remedy);
    }
}

void RecipeView::addRemedy(ClonePresenter::Remedy remedy)
{
    const bool isOfRows = remedy == ClonePresenter::Remedy::SkipBrokenRows;
    auto *button = new QPushButton(m_content);
    button->setText(isOfRows ? Tr::tr("Leave these rows out, and list them…") : Tr::tr("Clone the rest without it"));
    button->setToolTip(isOfRows
                           ? Tr::tr("Rows of the source that break its own keys stay out of the copy, with the rows "
                                    "that refer to them; a file names each of them.")
                           : Tr::tr("What no server reads back stays out of the copy, with what needs it; the report "
                                    "names all of it."));
    m_lines->addWidget(button, 0, Qt::AlignLeft);
    if (isOfRows)
        connect(button, &QPushButton::clicked, this, &RecipeView::skippingWanted);
    else
        connect(
            button, &QPushButton::clicked, this, [this] { m_presenter.setLeavesOutBroken(true); },
            Qt::QueuedConnection);
}

void RecipeView::addPlan()
{
    const auto &plan = *m_presenter.plan();
    if (!m_presenter.objections().isEmpty())
        addObjections();
    addHeading(Tr::tr("What will happen"));
    for (qsizetype step = 0; step < plan.steps.size(); ++step)
        //: Number of a step in a list.
        addSentence(Tr::tr("%1.").arg(step + 1), plan.steps.at(step).text());
    for (const Notice &notice : plan.notices) {
        const bool isWarning = notice.severity == Notice::Severity::Warning;
        const Colors &colors = colorsOf(palette());
        const QIcon mark
            = isWarning ? icon(Glyph::Warning, colors.warning) : icon(Glyph::Information, colors.information);
        addMarked(mark.pixmap(QSize(20, 20), devicePixelRatioF()), notice.sentence.text(), {});
    }
    QStringList kept;
    for (const auto &table : plan.keptTables)
        kept << Tr::tr("%1: %2 rows").arg(isolated(table.name), numberText(table.rows));
    addFolded(u"kept"_s, Tr::tr("%n tables keep their rows", nullptr, int(kept.size())), kept);
    addColumns();
    const QStringList mentions = mentionsIn(plan.mentions);
    addFolded(u"structure"_s, Tr::tr("%n places of the structure look personal", nullptr, int(mentions.size())),
              mentions);
    const QStringList notCarried = objectsNotCarried(plan.notCarried);
    addFolded(u"notCarried"_s, Tr::tr("%n objects will not be carried", nullptr, int(notCarried.size())), notCarried);
}

/// Every column whose values come as they are has its reason; technical ones are counted.
void RecipeView::addColumns()
{
    using engine::columns::ColumnFate;
    QStringList inClear;
    QStringList technical;
    for (const auto &column : m_presenter.plan()->columns) {
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

void RecipeView::addFolded(const QString &key, const QString &title, const QStringList &lines)
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

void RecipeView::refresh()
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
    if (const QStringList inClear = m_presenter.clearData(); !inClear.isEmpty()) {
        auto *note = new Note(Note::Weight::Danger, m_content);
        m_lines->addWidget(note);
        note->setSentences(inClear);
    }
    if (m_presenter.plan()) {
        addPlan();
    } else if (m_presenter.isChecking()) {
        addHeading(Tr::tr("Checking both sides…"));
        auto *busy = new QProgressBar(m_content);
        busy->setRange(0, 0);
        busy->setTextVisible(false);
        busy->setAccessibleName(Tr::tr("Checking both sides…"));
        m_lines->addWidget(busy);
        addSentence({}, Tr::tr("Nothing is written to either."), TextRole::Muted);
        m_waiting = m_presenter.waiting();
        if (!m_waiting.isEmpty()) {
            auto *note = new Note(Note::Weight::Warning, m_content);
            m_lines->addWidget(note);
            note->setSentences(m_waiting);
        }
    } else if (!m_presenter.objections().isEmpty()) {
        addObjections();
    } else {
        addHeading(Tr::tr("Recipe"));
        addSentence({},
                    Tr::tr("Choose a source and a target: what the clone would do is then written here, before "
                           "anything is changed."),
                    TextRole::Muted);
    }
    m_lines->addStretch(1);
    if (!m_presenter.isChecking())
        m_lookAgain.stop();
    else if (!m_lookAgain.isActive())
        m_lookAgain.start();
}

void RecipeView::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::PaletteChange)
        refresh();
    Card::changeEvent(event);
}

} // namespace ui
