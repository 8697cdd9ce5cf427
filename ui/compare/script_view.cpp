// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/compare/script_view.h"

#include "engine/base/errors/error_text.h"
#include "ui/compare/line_view.h"
#include "ui/text.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/label.h"

#include <QCheckBox>
#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSplitter>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ui {

using engine::migration::Hazard;

namespace {

// A text that nobody reads to its end would hold the window up; the file has all of it.
constexpr qsizetype mostLines = 5'000;
constexpr qsizetype mostHazards = 500;

} // namespace

ScriptView::ScriptView(ComparePresenter &presenter, QWidget *parent)
    : QWidget(parent)
    , m_presenter(presenter)
    , m_summary(makeLabel(TextRole::Body, this))
    , m_hazardTitle(makeLabel(TextRole::Strong, this))
    , m_hazards(new QListWidget(this))
    , m_mayLoseData(new QCheckBox(this))
    , m_text(new LineView(this))
    , m_copy(new QPushButton(this))
    , m_save(new QPushButton(this))
    , m_reverse(new QPushButton(this))
{
    m_summary->setWordWrap(true);
    m_hazards->setWordWrap(true);
    m_hazards->setSelectionMode(QAbstractItemView::NoSelection);
    m_hazards->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_hazards->setSpacing(1);
    m_copy->setIcon(icon(Glyph::Copy));
    m_save->setIcon(icon(Glyph::Save));
    m_reverse->setIcon(icon(Glyph::Undo));
    auto *costs = new QWidget(this);
    auto *left = new QVBoxLayout(costs);
    left->setContentsMargins({});
    left->setSpacing(space::tight);
    left->addWidget(m_hazardTitle);
    left->addWidget(m_hazards, 1);
    auto *parts = new QSplitter(Qt::Vertical, this);
    parts->setChildrenCollapsible(false);
    parts->addWidget(costs);
    parts->addWidget(m_text);
    parts->setStretchFactor(0, 1);
    parts->setStretchFactor(1, 3);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(space::small);
    buttons->addWidget(m_mayLoseData, 1);
    buttons->addWidget(m_copy);
    buttons->addWidget(m_reverse);
    buttons->addWidget(m_save);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, space::small, 0, 0);
    layout->setSpacing(space::small);
    layout->addWidget(m_summary);
    layout->addWidget(parts, 1);
    layout->addLayout(buttons);
    connect(m_mayLoseData, &QCheckBox::clicked, &m_presenter, &ComparePresenter::setMayLoseData);
    connect(m_copy, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(m_presenter.script().text); });
    connect(m_save, &QPushButton::clicked, this, [this] { emit saveRequested(ComparePresenter::File::Script); });
    connect(m_reverse, &QPushButton::clicked, this, [this] { emit saveRequested(ComparePresenter::File::Reverse); });
}

void ScriptView::fillHazards()
{
    m_hazards->clear();
    const Colors &colors = colorsOf(palette());
    const QList<Hazard> &hazards = m_presenter.script().hazards;
    for (const Hazard &hazard : hazards.mid(0, mostHazards)) {
        const bool isDanger = hazard.severity == Hazard::Severity::Danger;
        auto *item
            = new QListWidgetItem(isDanger ? icon(Glyph::Error, colors.error) : icon(Glyph::Warning, colors.warning),
                                  hazard.sentence().text(), m_hazards);
        //: How grave something is that a script does.
        item->setData(Qt::AccessibleTextRole,
                      (isDanger ? Tr::tr("Danger: %1") : Tr::tr("Attention: %1")).arg(item->text()));
    }
    if (hazards.size() > mostHazards)
        m_hazards->addItem(Tr::tr("And %n more.", nullptr, int(hazards.size() - mostHazards)));
    m_hazardTitle->setText(hazards.isEmpty() ? Tr::tr("Nothing is lost, and no large table is locked for long.")
                                             : Tr::tr("What it costs"));
    m_hazards->setVisible(!hazards.isEmpty());
}

void ScriptView::fillText()
{
    QStringList lines = m_presenter.script().text.split(u'\n');
    if (!lines.isEmpty() && lines.last().isEmpty())
        lines.removeLast();
    const qsizetype left = lines.size() - mostLines;
    std::vector<LineView::Line> shown;
    for (const QString &line : lines.mid(0, mostLines))
        shown.push_back({.text = line, .number = int(shown.size()) + 1});
    if (left > 0)
        shown.push_back({.text = Tr::tr("-- %n more lines: save the script to read them.", nullptr, int(left))});
    m_text->setLines(std::move(shown));
}

void ScriptView::refresh()
{
    const ComparePresenter::Script &script = m_presenter.script();
    const bool isThere = script.statements > 0 && !m_presenter.isWriting();
    for (QPushButton *button : {m_copy, m_save, m_reverse})
        button->setEnabled(isThere);
    const QSignalBlocker blocker(m_mayLoseData);
    m_mayLoseData->setChecked(m_presenter.mayLoseData());
    m_mayLoseData->setEnabled(script.heldBack > 0 || m_presenter.mayLoseData());
    if (m_presenter.isWriting()) {
        m_summary->setText(Tr::tr("Writing the script…"));
        return;
    }
    if (script.error)
        m_summary->setText(engine::describe(*script.error).what);
    else if (script.statements == 0)
        m_summary->setText(Tr::tr("Tick the objects that should follow: the script for them is written here."));
    else if (script.heldBack > 0)
        m_summary->setText(Tr::tr("%n statements.", nullptr, script.statements) + u' '
                           + Tr::tr("%n of them would lose data and are comments.", nullptr, script.heldBack));
    else
        m_summary->setText(Tr::tr("%n statements.", nullptr, script.statements));
    m_hazards->parentWidget()->setVisible(script.statements > 0);
    m_text->setVisible(script.statements > 0);
    fillHazards();
    fillText();
}

void ScriptView::goTo(const QString &sql)
{
    const QString first = sql.section(u'\n', 0, 0);
    const QStringList lines = m_presenter.script().text.split(u'\n');
    for (qsizetype line = 0; line < std::min(mostLines, lines.size()); ++line) {
        if (lines.at(line).startsWith(first)) {
            m_text->goTo(int(line));
            m_text->setFocus();
            return;
        }
    }
}

void ScriptView::retranslate()
{
    m_hazards->setAccessibleName(Tr::tr("What it costs"));
    m_text->setAccessibleName(Tr::tr("Script"));
    m_mayLoseData->setText(Tr::tr("&Let it lose data"));
    m_mayLoseData->setToolTip(
        Tr::tr("Columns that only the target has, and what is in the way of something new, are dropped as well."));
    m_copy->setText(Tr::tr("&Copy"));
    m_save->setText(Tr::tr("&Save…"));
    m_reverse->setText(Tr::tr("Save the &way back…"));
    refresh();
}

} // namespace ui
