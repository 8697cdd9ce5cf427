// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

class QTableView;
class QWidget;
class QScrollArea;

namespace ui {

/// The habits of every table of the window: whole rows, no grid, no row numbers, Tab leaves it.
void prepareTable(QTableView &table);

/// Cuts what does not fit into the cells of `column` at its end, as one does with words; names are cut in the middle.
void cutAtEnd(QTableView &table, int column);

/// A frameless area that scrolls `content` vertically on the ground of the window.
[[nodiscard]] QScrollArea *scrolled(QWidget *content, QWidget *parent);

} // namespace ui
