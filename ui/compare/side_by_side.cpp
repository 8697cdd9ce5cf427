// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/compare/side_by_side.h"

#include "engine/migration/report/line_difference.h"
#include "ui/text.h"
#include "ui/theme/theme.h"
#include "ui/widgets/label.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QScrollBar>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ui {

using engine::migration::AlignedLine;

namespace {

QStringList linesOf(const QString &text)
{
    return text.isEmpty() ? QStringList() : (text.endsWith(u'\n') ? text.chopped(1) : text).split(u'\n');
}

/// What two lines do not begin or end with alike.
void markInside(LineView::Line &one, LineView::Line &other)
{
    const int shorter = int(std::min(one.text.size(), other.text.size()));
    int head = 0;
    while (head < shorter && one.text[head] == other.text[head])
        ++head;
    int tail = 0;
    while (tail < shorter - head && one.text[one.text.size() - 1 - tail] == other.text[other.text.size() - 1 - tail])
        ++tail;
    for (LineView::Line *line : {&one, &other}) {
        line->from = head;
        line->length = int(line->text.size()) - tail - head;
    }
}

DiffState stateOf(AlignedLine::Kind kind)
{
    switch (kind) {
    case AlignedLine::Kind::OnlyLeft:
        return DiffState::OnlySource;
    case AlignedLine::Kind::OnlyRight:
        return DiffState::OnlyTarget;
    case AlignedLine::Kind::Changed:
        return DiffState::Different;
    case AlignedLine::Kind::Same:
        break;
    }
    return DiffState::Same;
}

} // namespace

SideBySide::SideBySide(QWidget *parent)
    : QWidget(parent)
    , m_sourceName(new ElidedLabel(TextRole::Strong, this))
    , m_targetName(new ElidedLabel(TextRole::Strong, this))
    , m_source(new LineView(this))
    , m_target(new LineView(this))
    , m_unified(new LineView(this))
    , m_views(new QStackedWidget(this))
    , m_where(makeLabel(TextRole::Muted, this))
    , m_before(new QToolButton(this))
    , m_next(new QToolButton(this))
    , m_mode(new QToolButton(this))
{
    auto *pair = new QWidget(this);
    auto *columns = new QHBoxLayout(pair);
    columns->setContentsMargins({});
    columns->setSpacing(space::tight);
    for (const auto &[name, view] : {std::pair{m_sourceName, m_source}, std::pair{m_targetName, m_target}}) {
        auto *column = new QVBoxLayout;
        column->setSpacing(space::hair);
        column->addWidget(name);
        column->addWidget(view, 1);
        columns->addLayout(column, 1);
    }
    m_views->addWidget(pair);
    m_views->addWidget(m_unified);
    m_before->setText(u"▲"_s);
    m_next->setText(u"▼"_s);
    m_mode->setCheckable(true);
    auto *bar = new QHBoxLayout;
    bar->setSpacing(space::small);
    bar->addWidget(m_mode);
    bar->addStretch(1);
    bar->addWidget(m_where);
    bar->addWidget(m_before);
    bar->addWidget(m_next);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(space::tight);
    layout->addLayout(bar);
    layout->addWidget(m_views, 1);
    tie(*m_source, *m_target);
    tie(*m_target, *m_source);
    connect(m_before, &QToolButton::clicked, this, [this] { step(-1); });
    connect(m_next, &QToolButton::clicked, this, [this] { step(1); });
    connect(m_mode, &QToolButton::toggled, this, &SideBySide::setUnified);
}

/// Both have as many lines: what one shows the other shows as well.
void SideBySide::tie(LineView &one, LineView &other)
{
    connect(one.verticalScrollBar(), &QScrollBar::valueChanged, other.verticalScrollBar(), &QScrollBar::setValue);
    connect(one.horizontalScrollBar(), &QScrollBar::valueChanged, other.horizontalScrollBar(), &QScrollBar::setValue);
}

void SideBySide::setNames(const QString &source, const QString &target)
{
    m_sourceName->setFullText(source);
    m_targetName->setFullText(target);
}

void SideBySide::setTexts(const QString &source, const QString &target)
{
    fill(linesOf(source), linesOf(target));
    m_current = -1;
    sayWhere();
}

void SideBySide::fill(const QStringList &left, const QStringList &right)
{
    std::vector<LineView::Line> sources;
    std::vector<LineView::Line> targets;
    std::vector<LineView::Line> both;
    m_blocks.clear();
    m_unifiedBlocks.clear();
    bool wasSame = true;
    for (const AlignedLine &line : engine::migration::alignedLines(left, right)) {
        const DiffState state = stateOf(line.kind);
        if (state != DiffState::Same && wasSame) {
            m_blocks.push_back(int(sources.size()));
            m_unifiedBlocks.push_back(int(both.size()));
        }
        wasSame = state == DiffState::Same;
        LineView::Line source{
            .text = line.left < 0 ? QString() : left[line.left], .number = line.left + 1, .state = state};
        LineView::Line target{
            .text = line.right < 0 ? QString() : right[line.right], .number = line.right + 1, .state = state};
        if (state == DiffState::Same) {
            both.push_back({.text = u"  "_s + source.text, .number = source.number});
        } else {
            if (line.right >= 0)
                both.push_back(
                    {.text = u"− "_s + target.text, .number = target.number, .state = DiffState::OnlyTarget});
            if (line.left >= 0)
                both.push_back(
                    {.text = u"+ "_s + source.text, .number = source.number, .state = DiffState::OnlySource});
        }
        if (state == DiffState::Different)
            markInside(source, target);
        sources.push_back(std::move(source));
        targets.push_back(std::move(target));
    }
    m_source->setLines(std::move(sources));
    m_target->setLines(std::move(targets));
    m_unified->setLines(std::move(both));
}

bool SideBySide::step(int direction)
{
    const int next = m_current + direction;
    if (next < 0 || next >= int(m_blocks.size()))
        return false;
    m_current = next;
    m_source->goTo(m_blocks[size_t(next)]);
    m_target->goTo(m_blocks[size_t(next)]);
    m_unified->goTo(m_unifiedBlocks[size_t(next)]);
    sayWhere();
    return true;
}

void SideBySide::sayWhere()
{
    const int count = int(m_blocks.size());
    m_where->setText(count == 0      ? QString()
                     : m_current < 0 ? Tr::tr("%n places differ", nullptr, count)
                                     : Tr::tr("%1 of %2").arg(numberText(m_current + 1), numberText(count)));
    m_before->setEnabled(m_current > 0);
    m_next->setEnabled(m_current + 1 < count);
}

bool SideBySide::isUnified() const
{
    return m_views->currentWidget() == m_unified;
}

void SideBySide::setUnified(bool isUnified)
{
    m_mode->setChecked(isUnified);
    m_views->setCurrentIndex(isUnified ? 1 : 0);
}

void SideBySide::retranslate()
{
    m_mode->setText(Tr::tr("One below the other"));
    m_before->setToolTip(Tr::tr("Previous difference (Shift+F7)"));
    m_before->setAccessibleName(m_before->toolTip());
    m_next->setToolTip(Tr::tr("Next difference (F7)"));
    m_next->setAccessibleName(m_next->toolTip());
    m_source->setAccessibleName(Tr::tr("As the source has it"));
    m_target->setAccessibleName(Tr::tr("As the target has it"));
    m_unified->setAccessibleName(Tr::tr("Lines that only one side has"));
    sayWhere();
}

} // namespace ui
