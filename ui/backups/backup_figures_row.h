// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/widgets/label.h"

#include <array>

namespace ui {

class BackupsPresenter;

/// How the backups stand, in five figures: the first is the one that counts.
class BackupFiguresRow final : public Card
{
    Q_OBJECT

public:
    explicit BackupFiguresRow(const BackupsPresenter &presenter, QWidget *parent = nullptr);

    void refresh();

protected:
    /// Where not all have room, those that count least are left out: none is cut.
    void resizeEvent(QResizeEvent *event) override;

private:
    struct Figure
    {
        QLabel *name;
        QLabel *value;
    };
    enum Place { Restorable, Success, Space, Duration, Growth, figureCount };
    void set(Place place, const QString &name, const QString &value, const QString &toolTip);

    const BackupsPresenter &m_presenter;
    std::array<Figure, figureCount> m_figures{};
};

} // namespace ui
