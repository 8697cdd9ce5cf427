// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/compare/diff_look.h"

#include "ui/theme/theme.h"

#include <QGuiApplication>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

class SignEngine final : public QIconEngine
{
public:
    SignEngine(DiffState state, const QPalette &palette)
        : m_state(state)
        , m_palette(palette)
    {}

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode /*mode*/, QIcon::State /*state*/) override
    {
        const int side = std::min(rect.width(), rect.height());
        QRectF box(0, 0, side, side);
        box.moveCenter(QRectF(rect).center());
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(Qt::NoPen);
        painter->setBrush(diffColor(m_state, m_palette));
        painter->drawRoundedRect(box, side / 5.0, side / 5.0);
        QFont font = QGuiApplication::font();
        font.setPixelSize(std::max(6, side * 4 / 5));
        font.setBold(true);
        painter->setFont(font);
        painter->setPen(colorsOf(m_palette).text);
        painter->drawText(box, Qt::AlignCenter, diffSign(m_state));
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

    [[nodiscard]] QIconEngine *clone() const override { return new SignEngine(*this); }

private:
    DiffState m_state;
    QPalette m_palette;
};

} // namespace

QString diffSign(DiffState state)
{
    switch (state) {
    case DiffState::OnlySource:
        return u"+"_s;
    case DiffState::OnlyTarget:
        return u"−"_s;
    case DiffState::Different:
        return u"≠"_s;
    case DiffState::Same:
        break;
    }
    return u"="_s;
}

QColor diffColor(DiffState state, const QPalette &palette)
{
    const bool onDark = isDark(palette);
    switch (state) {
    case DiffState::OnlySource:
        return onDark ? QColor(0x1c55be) : QColor(0x8cacf7);
    case DiffState::OnlyTarget:
        return onDark ? QColor(0x7a4a1f) : QColor(0xddb592);
    case DiffState::Different:
        return onDark ? QColor(0x7e680c) : QColor(0xd6b84e);
    case DiffState::Same:
        break;
    }
    return colorsOf(palette).controlHover;
}

QColor diffGround(DiffState state, const QPalette &palette)
{
    const bool onDark = isDark(palette);
    const QColor strong = diffColor(state, palette);
    const QColor ground = colorsOf(palette).surface;
    const double share = onDark ? 0.55 : 0.42;
    const auto mixed = [share](int one, int other) { return int(one * share + other * (1 - share)); };
    return {mixed(strong.red(), ground.red()), mixed(strong.green(), ground.green()),
            mixed(strong.blue(), ground.blue())};
}

QIcon diffIcon(DiffState state, const QPalette &palette)
{
    return QIcon(new SignEngine(state, palette));
}

} // namespace ui
