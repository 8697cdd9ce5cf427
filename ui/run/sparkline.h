// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QList>
#include <QWidget>

namespace ui {

/// A small line of the last values, time from left to right in every language. Its text twin stands beside it.
class Sparkline final : public QWidget
{
    Q_OBJECT

public:
    explicit Sparkline(QWidget *parent = nullptr);

    /// `slotCount` is how many values fill the whole width.
    void setValues(const QList<double> &values, int slotCount);
    [[nodiscard]] QSize sizeHint() const override { return {220, 36}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QList<double> m_values;
    int m_slotCount = 120;
};

} // namespace ui
