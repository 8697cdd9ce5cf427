// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/theme/icons.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace ui {

/// What a page shows while it has nothing to show: a picture, what will be here, and the button that leads there.
class EmptyPage final : public QWidget
{
    Q_OBJECT

public:
    explicit EmptyPage(Glyph glyph, QWidget *parent = nullptr);

    /// `button`: empty for none.
    void setWords(const QString &title, const QString &sentence, const QString &button = {});
    [[nodiscard]] QPushButton *button() const { return m_button; }

protected:
    void changeEvent(QEvent *event) override;

private:
    void paintPicture();

    Glyph m_glyph;
    QLabel *m_picture;
    QLabel *m_title;
    QLabel *m_sentence;
    QPushButton *m_button;
};

} // namespace ui
