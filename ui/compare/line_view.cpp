// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/compare/line_view.h"

#include "ui/theme/theme.h"

#include <QFontDatabase>
#include <QPainter>
#include <QTextBlock>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

class LineView::Gutter final : public QWidget
{
public:
    explicit Gutter(LineView *view)
        : QWidget(view)
        , m_view(*view)
    {}

protected:
    void paintEvent(QPaintEvent *event) override { m_view.paintGutter(event); }

private:
    LineView &m_view;
};

LineView::LineView(QWidget *parent)
    : QPlainTextEdit(parent)
    , m_gutter(new Gutter(this))
{
    setReadOnly(true);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setLineWrapMode(NoWrap);
    setLayoutDirection(Qt::LeftToRight);
    setTabChangesFocus(true);
    setUndoRedoEnabled(false);
    setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    connect(this, &QPlainTextEdit::updateRequest, this, [this](const QRect &rect, int dy) {
        if (dy != 0)
            m_gutter->scroll(0, dy);
        else
            m_gutter->update(0, rect.y(), m_gutter->width(), rect.height());
    });
}

void LineView::setLines(std::vector<Line> lines)
{
    m_lines = std::move(lines);
    m_current = -1;
    QString text;
    for (const Line &line : m_lines) {
        if (&line != m_lines.data())
            text += u'\n';
        text += line.text;
    }
    setPlainText(text);
    placeGutter();
    mark();
    m_gutter->update();
}

void LineView::goTo(int line)
{
    m_current = line;
    const QTextBlock block = document()->findBlockByNumber(line);
    if (!block.isValid())
        return;
    setTextCursor(QTextCursor(block));
    centerCursor();
    m_gutter->update();
}

/// Grounds of lines, and of what differs in them; where a side has no line, hatches.
void LineView::mark()
{
    QList<QTextEdit::ExtraSelection> selections;
    QTextBlock block = document()->firstBlock();
    for (const Line &line : m_lines) {
        if (!block.isValid())
            break;
        if (line.state != DiffState::Same) {
            QTextEdit::ExtraSelection ground;
            ground.cursor = QTextCursor(block);
            ground.format.setProperty(QTextFormat::FullWidthSelection, true);
            if (line.number == 0)
                ground.format.setBackground(QBrush(colorsOf(palette()).line, Qt::BDiagPattern));
            else
                ground.format.setBackground(diffGround(line.state, palette()));
            selections << ground;
        }
        if (line.length > 0) {
            QTextEdit::ExtraSelection part;
            part.cursor = QTextCursor(block);
            part.cursor.setPosition(block.position() + line.from);
            part.cursor.setPosition(block.position() + line.from + line.length, QTextCursor::KeepAnchor);
            part.format.setBackground(diffColor(line.state, palette()));
            part.format.setFontUnderline(true);
            selections << part;
        }
        block = block.next();
    }
    setExtraSelections(selections);
}

int LineView::gutterWidth() const
{
    const int digits = std::max(2, int(QString::number(m_lines.size()).size()));
    return fontMetrics().horizontalAdvance(u'0') * (digits + 2) + space::medium;
}

void LineView::placeGutter()
{
    setViewportMargins(gutterWidth(), 0, 0, 0);
    const QRect inside = contentsRect();
    m_gutter->setGeometry(inside.left(), inside.top(), gutterWidth(), inside.height());
}

void LineView::resizeEvent(QResizeEvent *event)
{
    QPlainTextEdit::resizeEvent(event);
    placeGutter();
}

void LineView::changeEvent(QEvent *event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        mark();
}

void LineView::paintGutter(QPaintEvent *event)
{
    QPainter painter(m_gutter);
    painter.setFont(font());
    painter.fillRect(event->rect(), palette().color(QPalette::Window));
    const Colors &colors = colorsOf(palette());
    QTextBlock block = firstVisibleBlock();
    double top = blockBoundingGeometry(block).translated(contentOffset()).top();
    const int width = m_gutter->width();
    const int sign = fontMetrics().horizontalAdvance(u"≠"_s) + space::tight;
    while (block.isValid() && top <= event->rect().bottom()) {
        const double height = blockBoundingRect(block).height();
        const size_t number = size_t(block.blockNumber());
        if (number < m_lines.size() && m_lines[number].number > 0) {
            const Line &line = m_lines[number];
            const QRectF row(0, top, width, height);
            if (line.state != DiffState::Same) {
                painter.fillRect(row, diffGround(line.state, palette()));
                painter.fillRect(QRectF(width - 3, top, 3, height), diffColor(line.state, palette()));
                painter.setPen(colors.text);
                painter.drawText(row.adjusted(space::tight, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter,
                                 diffSign(line.state));
            }
            painter.setPen(line.state == DiffState::Same ? colors.mutedText : colors.text);
            painter.drawText(row.adjusted(sign, 0, -space::small, 0), Qt::AlignRight | Qt::AlignVCenter,
                             QString::number(line.number));
        }
        if (int(number) == m_current)
            painter.fillRect(QRectF(0, top, 3, height), colors.accent);
        top += height;
        block = block.next();
    }
}

} // namespace ui
