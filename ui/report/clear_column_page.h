// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/report/clear_column_model.h"

#include <QWidget>

class QCheckBox;
class QLabel;
class QTableView;

namespace ui {

/// What stayed in clear, column by column with its reason; technical columns counted, and shown when asked for.
class ClearColumnPage final : public QWidget
{
    Q_OBJECT

public:
    explicit ClearColumnPage(QWidget *parent = nullptr);

    void setColumns(const QList<engine::runs::PlannedColumn> &columns);
    [[nodiscard]] int count() const { return m_model.rowCount(); }
    void retranslate();

private:
    ClearColumnModel m_model;
    ClearColumnFilter *m_filter;
    QLabel *m_none;
    QTableView *m_view;
    QCheckBox *m_withTechnical;
};

} // namespace ui
