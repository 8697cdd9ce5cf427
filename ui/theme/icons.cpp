// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/theme/icons.h"

#include "ui/theme/theme.h"

#include <QFile>
#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QSvgRenderer>

#include <algorithm>
#include <iterator>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

QString fileName(Glyph glyph)
{
    static constexpr const char *names[]
        = {"environments", "clone",    "anonymization", "add",      "arrow",      "swap",    "more", "eye",
           "eye-off",      "check",    "information",   "warning",  "error",      "close",   "copy", "refresh",
           "undo",         "redo",     "demo",          "language", "appearance", "filter",  "help", "save",
           "open",         "activity", "backups",       "pin",      "compare",    "settings"};
    static_assert(std::size(names) == size_t(Glyph::Settings) + 1);
    return u":/icons/%1.svg"_s.arg(QLatin1String(names[size_t(glyph)]));
}

/// Draws an SVG whose strokes say "currentColor" in the colour asked for.
class GlyphEngine final : public QIconEngine
{
public:
    GlyphEngine(Glyph glyph, QColor color)
        : m_glyph(glyph)
        , m_color(color)
    {
        QFile file(fileName(glyph));
        if (file.open(QIODevice::ReadOnly))
            m_svg = file.readAll();
    }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State) override
    {
        QByteArray svg = m_svg;
        svg.replace("currentColor", colorFor(mode).name().toLatin1());
        QSvgRenderer renderer(svg);
        const int side = std::min(rect.width(), rect.height());
        QRectF box(0, 0, side, side);
        box.moveCenter(QRectF(rect).center());
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        if (m_glyph == Glyph::Arrow && QGuiApplication::isRightToLeft()) {
            painter->translate(2 * box.center().x(), 0);
            painter->scale(-1, 1);
        }
        renderer.render(painter, box);
        painter->restore();
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, QRect({}, size), mode, state);
        return pixmap;
    }

    [[nodiscard]] QIconEngine *clone() const override { return new GlyphEngine(*this); }

private:
    [[nodiscard]] QColor colorFor(QIcon::Mode mode) const
    {
        const QPalette palette = QGuiApplication::palette();
        if (mode == QIcon::Disabled)
            return colorsOf(palette).disabledText;
        if (m_color.isValid())
            return m_color;
        return mode == QIcon::Selected ? palette.color(QPalette::HighlightedText) : colorsOf(palette).text;
    }

    Glyph m_glyph;
    QColor m_color;
    QByteArray m_svg;
};

} // namespace

QIcon icon(Glyph glyph)
{
    return QIcon(new GlyphEngine(glyph, {}));
}

QIcon icon(Glyph glyph, const QColor &color)
{
    return QIcon(new GlyphEngine(glyph, color));
}

} // namespace ui
