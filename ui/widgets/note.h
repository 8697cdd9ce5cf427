// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QColor>
#include <QFrame>
#include <QStringList>

class QLabel;

namespace ui {

/// What has weight, in red, where it is decided and where it is read afterwards: it cannot be closed. Hidden while
/// there is nothing to say.
class Note final : public QFrame
{
    Q_OBJECT

public:
    enum class Weight { Warning, Danger };

    explicit Note(Weight weight, QWidget *parent = nullptr);

    /// One paragraph each, the first in bold.
    void setSentences(const QStringList &sentences);

protected:
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void refresh();

    [[nodiscard]] QColor ink() const;

    Weight m_weight;
    QLabel *m_icon;
    QLabel *m_first;
    QLabel *m_others;
};

} // namespace ui
