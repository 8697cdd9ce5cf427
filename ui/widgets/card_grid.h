// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QWidget>

class QGridLayout;

namespace ui {

/// Cards side by side, as many in a row as fit; all rows of one width.
class CardGrid final : public QWidget
{
    Q_OBJECT

public:
    explicit CardGrid(int minimumCardWidth, QWidget *parent = nullptr);

    /// Takes the cards; those shown before are deleted.
    void setCards(const QList<QWidget *> &cards);
    [[nodiscard]] const QList<QWidget *> &cards() const { return m_cards; }
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void arrange();

    int m_minimumCardWidth;
    int m_columns = 0;
    QGridLayout *m_grid;
    QList<QWidget *> m_cards;
};

} // namespace ui
