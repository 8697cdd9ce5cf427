// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/theme/theme.h"

#include <QApplication>

namespace ui {

namespace {

Colors lightColors()
{
    return {
        .window = QColor(0xf5f6f8),
        .sidebar = QColor(0xeaecf0),
        .surface = QColor(0xffffff),
        .text = QColor(0x1b1d21),
        .mutedText = QColor(0x565d68),
        .disabledText = QColor(0x8d949e),
        .line = QColor(0xd9dde3),
        .controlLine = QColor(0x868e9a),
        .control = QColor(0xffffff),
        .controlHover = QColor(0xeef2f8),
        .accent = QColor(0x1f5fbf),
        .accentHover = QColor(0x184d9e),
        .accentText = QColor(0xffffff),
        .accentSoft = QColor(0xdce8f9),
        .danger = QColor(0xa3121c),
        .dangerText = QColor(0xffffff),
        .information = QColor(0x1f5fbf),
        .informationGround = QColor(0xe7effb),
        .success = QColor(0x1d6b45),
        .successGround = QColor(0xe3f3ea),
        .warning = QColor(0x7a5200),
        .warningGround = QColor(0xfff2cc),
        .error = QColor(0xa3121c),
        .errorGround = QColor(0xfbe6e7),
    };
}

Colors darkColors()
{
    return {
        .window = QColor(0x1e1f22),
        .sidebar = QColor(0x17181b),
        .surface = QColor(0x292b30),
        .text = QColor(0xf0f1f3),
        .mutedText = QColor(0xaeb5bf),
        .disabledText = QColor(0x7b828c),
        .line = QColor(0x3b3e45),
        .controlLine = QColor(0x7c838f),
        .control = QColor(0x303339),
        .controlHover = QColor(0x3a3e46),
        .accent = QColor(0x7db0ff),
        .accentHover = QColor(0x9cc3ff),
        .accentText = QColor(0x0e1626),
        .accentSoft = QColor(0x2b3d5b),
        .danger = QColor(0xff8a8f),
        .dangerText = QColor(0x2a0508),
        .information = QColor(0x8fbaff),
        .informationGround = QColor(0x24324a),
        .success = QColor(0x7fd6a6),
        .successGround = QColor(0x20392d),
        .warning = QColor(0xffcf66),
        .warningGround = QColor(0x423615),
        .error = QColor(0xff9a9e),
        .errorGround = QColor(0x4a2427),
    };
}

Colors lightHighContrast()
{
    Colors colors = lightColors();
    colors.window = QColor(0xffffff);
    colors.sidebar = QColor(0xf2f2f2);
    colors.text = QColor(Qt::black);
    colors.mutedText = QColor(0x262626);
    colors.disabledText = QColor(0x5c5c5c);
    colors.line = QColor(0x6b6b6b);
    colors.controlLine = QColor(0x1a1a1a);
    colors.controlHover = QColor(0xdbe6fb);
    colors.accent = QColor(0x003c9e);
    colors.accentHover = QColor(0x002a70);
    colors.accentSoft = QColor(0xc9dcff);
    colors.danger = colors.error = QColor(0x8a0010);
    colors.information = QColor(0x003c9e);
    colors.success = QColor(0x004d24);
    colors.warning = QColor(0x543700);
    return colors;
}

Colors darkHighContrast()
{
    Colors colors = darkColors();
    colors.window = QColor(Qt::black);
    colors.sidebar = QColor(0x0c0c0c);
    colors.surface = QColor(0x0c0c0c);
    colors.text = QColor(0xffffff);
    colors.mutedText = QColor(0xe2e2e2);
    colors.disabledText = QColor(0xa6a6a6);
    colors.line = QColor(0x8c8c8c);
    colors.controlLine = QColor(0xf0f0f0);
    colors.control = QColor(0x0c0c0c);
    colors.controlHover = QColor(0x1f3050);
    colors.accent = QColor(0xa9ccff);
    colors.accentHover = QColor(0xd0e3ff);
    colors.accentText = QColor(Qt::black);
    colors.accentSoft = QColor(0x14335f);
    return colors;
}

} // namespace

const Colors &colorsFor(Scheme scheme)
{
    static const Colors light = lightColors();
    static const Colors dark = darkColors();
    static const Colors lightHigh = lightHighContrast();
    static const Colors darkHigh = darkHighContrast();
    switch (scheme) {
    case Scheme::Dark:
        return dark;
    case Scheme::LightHighContrast:
        return lightHigh;
    case Scheme::DarkHighContrast:
        return darkHigh;
    case Scheme::Light:
        break;
    }
    return light;
}

bool isDark(const QPalette &palette)
{
    return palette.color(QPalette::Active, QPalette::Window).lightness() < 128;
}

Scheme schemeOf(const QPalette &palette)
{
    // The grounds tell the sets apart: those of high contrast are white and black.
    const QColor ground = palette.color(QPalette::Active, QPalette::Window);
    if (isDark(palette))
        return ground == colorsFor(Scheme::DarkHighContrast).window ? Scheme::DarkHighContrast : Scheme::Dark;
    return ground == colorsFor(Scheme::LightHighContrast).window ? Scheme::LightHighContrast : Scheme::Light;
}

const Colors &colorsOf(const QPalette &palette)
{
    return colorsFor(schemeOf(palette));
}

QPalette paletteFor(Scheme scheme)
{
    const Colors &colors = colorsFor(scheme);
    QPalette palette(colors.text, colors.control, colors.surface, colors.line, colors.controlLine, colors.text,
                     colors.text, colors.surface, colors.window);
    palette.setColor(QPalette::AlternateBase, colors.window);
    palette.setColor(QPalette::ToolTipBase, colors.surface);
    palette.setColor(QPalette::ToolTipText, colors.text);
    palette.setColor(QPalette::PlaceholderText, colors.mutedText);
    palette.setColor(QPalette::Highlight, colors.accentSoft);
    palette.setColor(QPalette::HighlightedText, colors.text);
    palette.setColor(QPalette::Link, colors.accent);
    palette.setColor(QPalette::LinkVisited, colors.accent);
    palette.setColor(QPalette::Shadow, colors.line);
    for (const QPalette::ColorRole role : {QPalette::Text, QPalette::WindowText, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, colors.disabledText);
    palette.setColor(QPalette::Disabled, QPalette::Highlight, colors.line);
    palette.setColor(QPalette::Disabled, QPalette::HighlightedText, colors.disabledText);
    return palette;
}

} // namespace ui
