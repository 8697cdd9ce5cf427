// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/pg/reaching/known_way.h"

#include "engine/base/files/atomic_file.h"
#include "engine/pg/reaching/doors.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>

namespace engine::pg {

namespace {

// A way is some 150 bytes; there is one only where the first one does not work.
constexpr qint64 maxFileBytes = qint64{256} * 1024;

QJsonObject waysIn(const QString &path)
{
    const Result<QByteArray> bytes = QFile::exists(path) ? readWholeFile(path, maxFileBytes) : QByteArray();
    return bytes ? QJsonDocument::fromJson(*bytes).object() : QJsonObject();
}

} // namespace

KnownWay::KnownWay(const ConnectionInfo &info)
    : m_file(text(info.value(waysKeyword)))
    , m_address(text(info.redacted()))
{
    if (!m_file.isEmpty())
        m_way = waysIn(m_file).value(m_address).toString().toStdString();
}

void KnownWay::remember(const std::string &way)
{
    if (m_way == way)
        return;
    m_way = way;
    if (m_file.isEmpty())
        return;
    QJsonObject ways = waysIn(m_file);
    if (way.empty())
        ways.remove(m_address);
    else
        ways.insert(m_address, text(way));
    static_cast<void>(writeFileAtomically(m_file, QJsonDocument(ways).toJson()));
}

} // namespace engine::pg
