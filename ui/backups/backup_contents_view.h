// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/errors/error.h"
#include "engine/workspace/backup_contents.h"

#include <QWidget>

#include <optional>

class QLabel;
class QPushButton;
class QStandardItemModel;
class QTableView;

namespace ui {

/// What a backup holds, as its manifest says: its tables, what was left out and why, which rules replaced what.
class BackupContentsView final : public QWidget
{
    Q_OBJECT

public:
    explicit BackupContentsView(QWidget *parent = nullptr);

    /// Neither contents nor a problem: it was not read yet.
    void showContents(const std::optional<engine::workspace::BackupContents> &contents,
                      const std::optional<engine::Error> &problem);
    void retranslate();

signals:
    /// Where it has to be asked for.
    void wanted();

private:
    void fill(const engine::workspace::BackupContents &contents);

    QLabel *m_sentence;
    QPushButton *m_read;
    QTableView *m_tables;
    QStandardItemModel *m_rows;
    QWidget *m_othersArea;
    QLabel *m_others;
};

} // namespace ui
