// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/compare/diff_look.h"

#include <QPlainTextEdit>

#include <optional>
#include <vector>

namespace ui {

/// A text that is read and not written, with numbers, signs and grounds of its lines at its leading edge. Code reads
/// from left to right in every language.
class LineView final : public QPlainTextEdit
{
    Q_OBJECT

public:
    struct Line
    {
        QString text{};
        /// From 1; 0: this side has no line here.
        int number = 0;
        DiffState state = DiffState::Same;
        /// The characters that differ.
        int from = 0;
        int length = 0;
    };

    explicit LineView(QWidget *parent = nullptr);

    void setLines(std::vector<Line> lines);
    /// Scrolls to the line and marks it.
    void goTo(int line);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    class Gutter;
    void paintGutter(QPaintEvent *event);
    void placeGutter();
    void mark();
    [[nodiscard]] int gutterWidth() const;

    std::vector<Line> m_lines;
    int m_current = -1;
    Gutter *m_gutter;
};

} // namespace ui
