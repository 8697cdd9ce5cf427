// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/safety/production_registry.h"

#include "engine/base/atomic_file.h"
#include "engine/store/database.h"

#include <QDateTime>
#include <QFile>

namespace engine::safety {

using namespace Qt::StringLiterals;

namespace {

// A line is some 120 bytes: more than eight thousand productions.
constexpr qint64 maxListBytes = qint64{1024} * 1024;

QString listPath(const store::Database &database)
{
    return database.folder() + u"/productions.txt"_s;
}

/// The second copy of the registry: a text file, so that a damaged database does not make production a possible target.
Result<QByteArray> readList(const store::Database &database)
{
    const QString path = listPath(database);
    if (!QFile::exists(path))
        return QByteArray();
    return readWholeFile(path, maxListBytes);
}

bool isListed(const QByteArray &list, const environments::Identity &identity)
{
    const QByteArray wanted = identity.display().toUtf8();
    for (const QByteArray &line : list.split('\n')) {
        if (line.split(' ').first() == wanted)
            return true;
    }
    return false;
}

/// A name is for people; it must not be able to make a line of its own.
QString onOneLine(QString name)
{
    for (QChar &character : name) {
        if (!character.isPrint())
            character = u' ';
    }
    return name;
}

} // namespace

Result<bool> ProductionRegistry::wasProduction(const environments::Identity &identity) const
{
    TRY_ASSIGN(const auto rows,
               m_database.run("SELECT 1 FROM production_identities WHERE system_identifier = ? AND database_oid = ?",
                              {QString::fromStdString(identity.systemIdentifier), qint64{identity.databaseOid}}));
    if (!rows.empty())
        return true;
    TRY_ASSIGN(const QByteArray list, readList(m_database));
    return isListed(list, identity);
}

Result<> ProductionRegistry::remember(const environments::Identity &identity, const QString &environmentName) const
{
    const QString now = QDateTime::currentDateTimeUtc().toString(Qt::ISODate);
    TRY(m_database.run("INSERT INTO production_identities (system_identifier, database_oid, environment, first_seen) "
                       "VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
                       {QString::fromStdString(identity.systemIdentifier), qint64{identity.databaseOid},
                        environmentName.isNull() ? u""_s : environmentName, now}));
    TRY_ASSIGN(QByteArray list, readList(m_database));
    if (isListed(list, identity))
        return {};
    list += u"%1 %2 %3\n"_s.arg(identity.display(), now, onOneLine(environmentName)).toUtf8();
    return writeFileAtomically(listPath(m_database), list);
}

} // namespace engine::safety
