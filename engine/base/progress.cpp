// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/progress.h"

#include <algorithm>
#include <utility>

namespace engine {

void Progress::setTables(std::shared_ptr<const Tables> tables)
{
    const std::lock_guard lock(m_tablesAndLogMutex);
    m_tables = std::move(tables);
}

std::shared_ptr<const Progress::Tables> Progress::tables() const
{
    const std::lock_guard lock(m_tablesAndLogMutex);
    return m_tables;
}

Progress::Making::Making(Progress &progress, const QString &name)
    : m_progress(progress)
    , m_name(name)
{
    const std::lock_guard lock(m_progress.m_tablesAndLogMutex);
    m_progress.m_making.append(m_name);
}

Progress::Making::~Making()
{
    const std::lock_guard lock(m_progress.m_tablesAndLogMutex);
    m_progress.m_making.removeOne(m_name);
}

QStringList Progress::making() const
{
    const std::lock_guard lock(m_tablesAndLogMutex);
    return m_making;
}

void Progress::log(const Sentence &line)
{
    const std::lock_guard lock(m_tablesAndLogMutex);
    m_log.append(line);
    if (m_log.size() > maxLogLines) {
        m_log.removeFirst();
        ++m_droppedLogLines;
    }
}

void Progress::warn(const Sentence &sentence)
{
    log(sentence);
    const std::lock_guard lock(m_tablesAndLogMutex);
    m_warnings.append(sentence);
}

QList<Sentence> Progress::warningsSince(qsizetype &from) const
{
    const std::lock_guard lock(m_tablesAndLogMutex);
    return m_warnings.mid(std::exchange(from, m_warnings.size()));
}

QList<Sentence> Progress::logSince(qint64 &from) const
{
    const std::lock_guard lock(m_tablesAndLogMutex);
    const auto first = static_cast<qsizetype>(std::clamp<qint64>(from - m_droppedLogLines, 0, m_log.size()));
    from = m_droppedLogLines + m_log.size();
    return m_log.mid(first);
}

} // namespace engine
