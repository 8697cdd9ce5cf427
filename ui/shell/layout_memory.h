// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

#include <functional>

class QWidget;

namespace ui {

/// How somebody has arranged a page: the places of its splitters, the widths, order and sorting of its columns. Kept
/// under names that are the same at each start, and only taken back by what has as many parts as then.
class LayoutMemory final
{
public:
    using Read = std::function<QByteArray(const QString &key)>;
    using Write = std::function<void(const QString &key, const QByteArray &state)>;

    LayoutMemory(Read read, Write write)
        : m_read(std::move(read))
        , m_write(std::move(write))
    {}

    /// Arranges `page` as it was when save() saw it last; nothing where it never did.
    void restore(QWidget &page, const QString &key) const;
    void save(const QWidget &page, const QString &key) const;

private:
    Read m_read;
    Write m_write;
};

} // namespace ui
