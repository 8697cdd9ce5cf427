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

} // namespace

const Colors &colorsFor(Scheme scheme)
{
    static const Colors light = lightColors();
    static const Colors dark = darkColors();
    return scheme == Scheme::Dark ? dark : light;
}

Scheme schemeOf(const QPalette &palette)
{
    return palette.color(QPalette::Active, QPalette::Window).lightness() < 128 ? Scheme::Dark : Scheme::Light;
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
    palette.setColor(QPalette::Highlight, colors.accent);
    palette.setColor(QPalette::HighlightedText, colors.accentText);
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
