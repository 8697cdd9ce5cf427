// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QStyledItemDelegate>

namespace ui {

/// Draws a share (a double from 0 to 1 under `shareRole`, -1: not known) as a bar with the cell's text after it.
class ShareDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    ShareDelegate(int shareRole, QObject *parent);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    int m_shareRole;
};

} // namespace ui
