// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/safety/production_registry.h"

#include "engine/base/files/atomic_file.h"
#include "engine/store/database.h"

#include <QDateTime>
#include <QFile>

#include <set>
#include <variant>

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
/// The name under which it is listed: what follows identity and time.
std::optional<QString> listedName(const QByteArray &list, const environments::Identity &identity)
{
    const QByteArray wanted = identity.display().toUtf8() + ' ';
    for (const QByteArray &line : list.split('\n')) {
        if (line.startsWith(wanted))
            return QString::fromUtf8(line).section(u' ', 2);
    }
    return {};
}

QString onOneLine(QString name)
{
    for (QChar &character : name) {
        if (!character.isPrint())
            character = u' ';
    }
    return name;
}

/// Keywords as text, one a line: neither a name nor a value of an address has a line of its own.
QString linesOf(const std::map<std::string, std::string> &keywords)
{
    QString lines = u""_s;
    for (const auto &[keyword, value] : keywords)
        lines += text(keyword) + u'=' + text(value).remove(u'\n') + u'\n';
    return lines;
}

std::map<std::string, std::string> keywordsOf(const QString &lines)
{
    std::map<std::string, std::string> keywords;
    for (const QString &line : lines.split(u'\n', Qt::SkipEmptyParts))
        keywords.emplace(line.section(u'=', 0, 0).toStdString(), line.section(u'=', 1).toStdString());
    return keywords;
}

/// What tells two addresses apart: where they lead, not how one gets in. The user belongs to it where a pooler finds
/// the database by it ("postgres.<reference>").
QString keyOf(const std::map<std::string, std::string> &stored)
{
    std::map<std::string, std::string> key;
    for (const char *keyword : {"host", "hostaddr", "port", "dbname", "service", "user"}) {
        const auto found = stored.find(keyword);
        const bool counts
            = found != stored.end()
              && (found->first != "user" || found->second.find('.') != std::string::npos || !stored.contains("dbname"));
        if (counts)
            key.insert(*found);
    }
    return linesOf(key);
}

} // namespace

Result<bool> ProductionRegistry::wasProduction(const environments::Identity &identity) const
{
    TRY_ASSIGN(const std::optional<QString> name, productionOf(identity));
    return name.has_value();
}

Result<std::optional<QString>> ProductionRegistry::productionOf(const environments::Identity &identity) const
{
    TRY_ASSIGN(
        const auto rows,
        m_database.run("SELECT environment FROM production_identities WHERE system_identifier = ? AND database_oid = ?",
                       {QString::fromStdString(identity.systemIdentifier), qint64{identity.databaseOid}}));
    if (!rows.empty())
        return std::optional<QString>(std::get<QString>(rows.front().front()));
    TRY_ASSIGN(const QByteArray list, readList(m_database));
    return listedName(list, identity);
}

Result<> ProductionRegistry::remember(const environments::Identity &identity, const QString &environmentName,
                                      const std::map<std::string, std::string> &stored) const
{
    const QString now = QDateTime::currentDateTimeUtc().toString(Qt::ISODate);
    const QString name = environmentName.isNull() ? u""_s : environmentName;
    const QString system = QString::fromStdString(identity.systemIdentifier);
    TRY(m_database.run("INSERT INTO production_identities (system_identifier, database_oid, environment, first_seen) "
                       "VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
                       {system, qint64{identity.databaseOid}, name, now}));
    if (!stored.empty()) {
        const QString key = keyOf(stored);
        TRY(m_database.run("INSERT INTO production_addresses (address, environment, complete, system_identifier, "
                           "database_oid) VALUES (?, ?, '', ?, ?) ON CONFLICT (address) DO UPDATE SET "
                           "system_identifier = excluded.system_identifier, database_oid = excluded.database_oid",
                           {key, name, system, qint64{identity.databaseOid}}));
        // An address that was corrected since: its environment has been reached now.
        TRY(m_database.run("DELETE FROM production_addresses WHERE environment = ? AND system_identifier IS NULL",
                           {name}));
    }
    TRY_ASSIGN(QByteArray list, readList(m_database));
    if (isListed(list, identity))
        return {};
    list += u"%1 %2 %3\n"_s.arg(identity.display(), now, onOneLine(environmentName)).toUtf8();
    return writeFileAtomically(listPath(m_database), list);
}

Result<> ProductionRegistry::expect(const ProductionAddress &address) const
{
    TRY(m_database.run("INSERT INTO production_addresses (address, environment, complete) VALUES (?, ?, ?) "
                       "ON CONFLICT DO NOTHING",
                       {keyOf(address.stored), address.environment, linesOf(address.full)}));
    return {};
}

Result<QList<ProductionAddress>> ProductionRegistry::unseen() const
{
    TRY_ASSIGN(const auto rows, m_database.run("SELECT address, environment, complete, system_identifier IS NULL "
                                               "FROM production_addresses ORDER BY address"));
    QList<ProductionAddress> found;
    std::set<QString> known;
    for (const store::Row &row : rows) {
        const QString &key = std::get<QString>(row[0]);
        known.insert(key);
        if (std::get<qint64>(row[3]) == 1)
            found.append({.environment = std::get<QString>(row[1]),
                          .stored = keywordsOf(key),
                          .full = keywordsOf(std::get<QString>(row[2]))});
    }
    if (!m_productions)
        return found;
    TRY_ASSIGN(const QList<ProductionAddress> named, m_productions());
    for (const ProductionAddress &address : named) {
        if (!known.contains(keyOf(address.stored)))
            found.append(address);
    }
    return found;
}

} // namespace engine::safety
