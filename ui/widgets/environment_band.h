// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/theme/environment_look.h"

#include <QWidget>

#include <optional>

class QLabel;

namespace ui {

/// One environment as a coloured band: shape, word of the type, name. The whole text is its accessible name.
class EnvironmentBand final : public QWidget
{
    Q_OBJECT

public:
    explicit EnvironmentBand(QWidget *parent = nullptr);

    void setBadge(const EnvironmentBadge &badge);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void describe();

    EnvironmentBadge m_badge;
};

/// The bands of a page: nothing, one environment, or source and target with an arrow in reading direction.
class BandRow final : public QWidget
{
    Q_OBJECT

public:
    explicit BandRow(QWidget *parent = nullptr);

    void setEnvironments(const std::optional<EnvironmentBadge> &first, const std::optional<EnvironmentBadge> &second);

protected:
    void changeEvent(QEvent *event) override;

private:
    EnvironmentBand *m_first;
    QLabel *m_arrow;
    EnvironmentBand *m_second;
};

} // namespace ui
