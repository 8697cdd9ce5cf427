// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/anonymize/column_filter.h"

#include "ui/anonymize/column_model.h"
#include "ui/anonymize/column_tree.h"
#include "ui/text.h"

#include <algorithm>

namespace ui {

using engine::anonymize::Verdict;

ColumnFilter::ColumnFilter(ColumnModel &columns, QObject *parent)
    : QSortFilterProxyModel(parent)
    , m_columns(columns)
{
    setSourceModel(&columns);
}

ColumnFilter::ColumnFilter(ColumnModel &columns, ColumnTree &tree, QObject *parent)
    : QSortFilterProxyModel(parent)
    , m_columns(columns)
    , m_tree(&tree)
{
    setSourceModel(&tree);
}

void ColumnFilter::setWords(const QString &words)
{
    m_words = plainLetters(words).split(u' ', Qt::SkipEmptyParts);
    invalidateFilter();
}

void ColumnFilter::setUndecidedOnly(bool undecidedOnly)
{
    m_undecidedOnly = undecidedOnly;
    invalidateFilter();
}

void ColumnFilter::setWithTechnical(bool withTechnical)
{
    m_withTechnical = withTechnical;
    invalidateFilter();
}

bool ColumnFilter::accepts(int columnRow) const
{
    const Verdict verdict = m_columns.shownVerdict(columnRow);
    if (m_undecidedOnly && verdict != Verdict::Undecided)
        return false;
    if (!m_withTechnical && verdict == Verdict::Technical)
        return false;
    return m_words.isEmpty() || m_columns.hasWords(columnRow, m_words);
}

bool ColumnFilter::filterAcceptsRow(int sourceRow, const QModelIndex &sourceParent) const
{
    if (m_tree == nullptr)
        return accepts(sourceRow);
    if (sourceParent.isValid())
        return accepts(m_tree->columnsOf(sourceParent.row())[size_t(sourceRow)]);
    // A table is there for its columns.
    const std::vector<int> &columns = m_tree->columnsOf(sourceRow);
    return std::any_of(columns.begin(), columns.end(), [this](int column) { return accepts(column); });
}

} // namespace ui
