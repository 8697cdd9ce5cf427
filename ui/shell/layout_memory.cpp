// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/shell/layout_memory.h"

#include <QHeaderView>
#include <QSplitter>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

/// A header that has columns; one of a table that is not filled yet has none, and nothing to be remembered.
QList<QHeaderView *> headersOf(const QWidget &page)
{
    QList<QHeaderView *> headers;
    for (auto *header : page.findChildren<QHeaderView *>()) {
        if (header->orientation() == Qt::Horizontal)
            headers << header;
    }
    return headers;
}

QString splitterKey(const QString &page, qsizetype index, const QSplitter &splitter)
{
    return u"layout/%1/splitter%2x%3"_s.arg(page).arg(index).arg(splitter.count());
}

QString headerKey(const QString &page, qsizetype index, const QHeaderView &header)
{
    return u"layout/%1/columns%2x%3"_s.arg(page).arg(index).arg(header.count());
}

} // namespace

void LayoutMemory::restore(QWidget &page, const QString &key) const
{
    const auto splitters = page.findChildren<QSplitter *>();
    for (qsizetype index = 0; index < splitters.size(); ++index) {
        if (const QByteArray state = m_read(splitterKey(key, index, *splitters.at(index))); !state.isEmpty())
            splitters.at(index)->restoreState(state);
    }
    const auto headers = headersOf(page);
    for (qsizetype index = 0; index < headers.size(); ++index) {
        QHeaderView *header = headers.at(index);
        if (header->count() == 0)
            continue;
        if (const QByteArray state = m_read(headerKey(key, index, *header)); !state.isEmpty())
            header->restoreState(state);
    }
}

void LayoutMemory::save(const QWidget &page, const QString &key) const
{
    const auto splitters = page.findChildren<QSplitter *>();
    for (qsizetype index = 0; index < splitters.size(); ++index)
        m_write(splitterKey(key, index, *splitters.at(index)), splitters.at(index)->saveState());
    const auto headers = headersOf(page);
    for (qsizetype index = 0; index < headers.size(); ++index) {
        if (headers.at(index)->count() > 0)
            m_write(headerKey(key, index, *headers.at(index)), headers.at(index)->saveState());
    }
}

} // namespace ui
