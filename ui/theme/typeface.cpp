// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/theme/typeface.h"

#include <QApplication>
#include <QFontDatabase>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr auto family = "Inter"_L1;

qreal factorOf(TextSize size)
{
    switch (size) {
    case TextSize::Small:
        return 0.9;
    case TextSize::Body:
        break;
    case TextSize::Heading:
        return 1.2;
    case TextSize::Title:
        return 1.6;
    }
    return 1;
}

} // namespace

void installTypeface()
{
    QFont font = QApplication::font();
    if (font.families().value(0) == family)
        return;
    for (const QString &file : {u":/fonts/Inter-Regular.otf"_s, u":/fonts/Inter-SemiBold.otf"_s}) {
        if (QFontDatabase::addApplicationFont(file) < 0)
            return;
    }
    font.setFamilies(QStringList{family} + font.families());
    QApplication::setFont(font);
}

QFont fontOf(TextSize size)
{
    QFont font = QApplication::font();
    const qreal body = font.pointSizeF() > 0 ? font.pointSizeF() : 10;
    font.setPointSizeF(body * factorOf(size));
    return font;
}

} // namespace ui
