// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>

#include <functional>

class QAbstractItemView;
class QTableView;
class QTreeView;
class QWidget;
class QScrollArea;

namespace ui {

/// The habits of every table of the window: whole rows, no grid, no row numbers, Tab leaves it.
void prepareTable(QTableView &table);
/// The same of every tree.
void prepareTree(QTreeView &tree);

/// Cuts what does not fit into the cells of `column` at its end, as one does with words; names are cut in the middle.
void cutAtEnd(QAbstractItemView &table, int column);

/// Says in the middle of the table why it has no rows, as long as it has none; `words` is asked each time, and an empty
/// answer says nothing.
void sayWhenEmpty(QAbstractItemView &table, std::function<QString()> words);

/// A frameless area that scrolls `content` vertically on the ground of the window.
[[nodiscard]] QScrollArea *scrolled(QWidget *content, QWidget *parent);

} // namespace ui
