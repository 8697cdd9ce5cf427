// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/errors/error.h"
#include "engine/workspace/file_sample.h"

#include <QWidget>

#include <optional>

class QLabel;
class QPushButton;
class QStandardItemModel;
class QTableView;

namespace ui {

/// Some rows of a table of a file. Values are covered until somebody asks for them: who looks over a shoulder sees
/// nobody's data.
class FileSampleView final : public QWidget
{
    Q_OBJECT

public:
    explicit FileSampleView(QWidget *parent = nullptr);

    /// Neither a sample nor a problem: it is being read.
    void showSample(const QString &table, const std::optional<engine::workspace::FileSample> &sample,
                    const std::optional<engine::Error> &problem);
    void retranslate();

private:
    void fill();

    QLabel *m_title;
    QPushButton *m_reveal;
    QLabel *m_sentence;
    QTableView *m_rows;
    QStandardItemModel *m_model;
    engine::workspace::FileSample m_sample;
    bool m_isRevealed = false;
};

} // namespace ui
