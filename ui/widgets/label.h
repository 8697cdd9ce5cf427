// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QFrame>
#include <QLabel>

namespace ui {

/// What a text is for; size, weight and colour follow, from the font and the palette in force.
enum class TextRole { Title, Heading, Body, Muted, Strong, Small, Code };

/// A plain-text label that keeps its role when the palette or the font changes. Owned by `parent`.
[[nodiscard]] QLabel *makeLabel(TextRole role, QWidget *parent);

/// One line that shortens itself in the middle instead of widening its surroundings; the tool tip has the whole.
class ElidedLabel final : public QLabel
{
    Q_OBJECT

public:
    explicit ElidedLabel(TextRole role, QWidget *parent = nullptr);

    void setFullText(const QString &text);
    [[nodiscard]] QSize minimumSizeHint() const override;
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    TextRole m_role;
    QString m_fullText;
};

/// A surface with rounded corners that groups what belongs together.
class Card : public QFrame
{
    Q_OBJECT

public:
    explicit Card(QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;
};

} // namespace ui
