// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/theme/environment_look.h"

#include <QWidget>

#include <optional>

namespace ui {

/// A word or two on a rounded ground: the type of an environment with its shape, or a state. Its words are its
/// accessible name.
class Chip final : public QWidget
{
    Q_OBJECT

public:
    enum class Tone { Quiet, Information, Warning, Danger };

    explicit Chip(QWidget *parent = nullptr);

    /// The type, in its colour, with its shape.
    void setEnvironment(const EnvironmentBadge &badge);
    void setWords(const QString &words, Tone tone);
    [[nodiscard]] const QString &words() const { return m_words; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    [[nodiscard]] QFont wordFont() const;

    std::optional<EnvironmentBadge> m_badge;
    QString m_words;
    Tone m_tone = Tone::Quiet;
};

} // namespace ui
