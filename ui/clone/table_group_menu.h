// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/environments/settings/table_groups.h"

#include <QMenu>

namespace ui {

class TableChoiceModel;

/// The groups of tables that have a name, those of "sosie-cli group": ticks the tables of one, makes one of what is
/// ticked, forgets one. Reads them each time it opens: another program may have changed them.
class TableGroupMenu final : public QMenu
{
    Q_OBJECT

public:
    TableGroupMenu(const engine::environments::TableGroupStore &store, TableChoiceModel &tables,
                   QWidget *parent = nullptr);

signals:
    void failed(const engine::Error &error);

private:
    void fill();
    void askForName();
    void keep(const QString &name);

    const engine::environments::TableGroupStore &m_store;
    TableChoiceModel &m_tables;
};

} // namespace ui
