// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/runs/stage.h"

#include <QWidget>

namespace ui {

/// The stages of an operation in reading direction, with the point of no return as a bar between two of them.
class PhaseStrip final : public QWidget
{
    Q_OBJECT

public:
    explicit PhaseStrip(QWidget *parent = nullptr);

    void setStages(const QList<engine::runs::Stage> &stages);
    void setPhase(engine::Phase phase);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void describe();
    void paintPhase(QPainter &painter, int index, const QRectF &cell) const;

    [[nodiscard]] int firstFinal() const;

    QList<engine::runs::Stage> m_stages = engine::runs::usualStages();
    engine::Phase m_phase = engine::Phase::Preflight;
};

} // namespace ui
