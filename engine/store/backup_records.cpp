// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/store/backup_records.h"

#include "engine/store/database.h"
#include "engine/store/fields.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <limits>
#include <string>
#include <string_view>

namespace engine::store {

using namespace Qt::StringLiterals;

namespace {

// As they are stored: a name can be read with any tool, and a new one moves no other.
constexpr std::array kinds{"full", "incremental", "manual"};
constexpr std::array statuses{"running", "completed", "failed", "cancelled", "missing", "deleted"};

template <typename Choice, size_t count>
QString keyOf(Choice choice, const std::array<const char *, count> &keys)
{
    return QLatin1String(keys.at(static_cast<size_t>(choice)));
}

template <typename Choice, size_t count>
Choice choiceOf(const QString &key, const std::array<const char *, count> &keys, Choice otherwise)
{
    for (size_t i = 0; i < count; ++i) {
        if (key == QLatin1String(keys.at(i)))
            return static_cast<Choice>(i);
    }
    return otherwise;
}

// Tags cannot hold a line break: the window and the command line take one line.
constexpr std::string_view selectBackups = R"(
SELECT id, identifier, environment, kind, status, path, sha256, file_bytes, raw_bytes, row_count, table_count,
    system_identifier, database_oid, database_name, snapshot, started, ended, parent, is_anonymized, is_encrypted,
    is_pinned, proof_level, proved, note, error,
    (SELECT group_concat(tag, char(10)) FROM (SELECT tag FROM backup_tags WHERE backup = id ORDER BY tag))
FROM backups )";

constexpr std::string_view newestProven = R"(
WHERE id = (SELECT id FROM backups WHERE environment = ?1 AND status = 'completed' AND proof_level >= ?2
    ORDER BY snapshot DESC, id DESC LIMIT 1))";

constexpr std::string_view passesFilter = R"(
(?1 = '' OR environment = ?1) AND (?2 = '' OR status = ?2) AND (?3 = '' OR kind = ?3)
AND (?4 = '' OR EXISTS (SELECT 1 FROM backup_tags WHERE backup = id AND tag = ?4))
AND (?5 = '' OR instr(lower(path || char(10) || note || char(10) || identifier || char(10) || environment),
    lower(?5)) > 0)
AND (?6 = 0 OR is_pinned = 1) AND proof_level >= ?7 AND (?8 = 0 OR status <> 'deleted'))";

// Which index leads through them in order.
constexpr std::string_view ofEnvironment = "environment = ?1";
constexpr std::string_view ofStatus = "status = ?2";
constexpr std::string_view ofTag = "id IN (SELECT backup FROM backup_tags WHERE tag = ?4 AND backup < ?9)";
constexpr std::string_view pinned = "is_pinned = 1";
constexpr std::string_view any = "1";

constexpr const char *sums = R"(
SELECT count(*) FILTER (WHERE status = 'completed'), count(*) FILTER (WHERE status = 'failed'),
    count(*) FILTER (WHERE status = 'cancelled'), coalesce(sum(file_bytes) FILTER (WHERE status = 'completed'), 0),
    coalesce(sum(raw_bytes) FILTER (WHERE status = 'completed'), 0)
FROM backups WHERE ?1 = '' OR environment = ?1)";

// Of an even number the lower of the two in the middle.
constexpr const char *median = R"(
SELECT CAST(round((julianday(ended) - julianday(started)) * 86400000) AS INTEGER) AS milliseconds
FROM backups WHERE status = 'completed' AND (?1 = '' OR environment = ?1)
ORDER BY milliseconds LIMIT 1 OFFSET (?2 - 1) / 2)";

BackupRecord recordOf(const Row &row)
{
    Fields fields(row);
    BackupRecord record{.id = fields.number()};
    record.identifier = fields.text();
    record.environment = fields.text();
    record.kind = choiceOf(fields.text(), kinds, BackupKind::Manual);
    record.status = choiceOf(fields.text(), statuses, BackupStatus::Missing);
    record.path = fields.text();
    record.sha256 = fields.text();
    record.fileBytes = fields.number();
    record.rawBytes = fields.number();
    record.rows = fields.number();
    record.tables = fields.number();
    record.systemIdentifier = fields.text();
    record.databaseOid = fields.number();
    record.databaseName = fields.text();
    record.snapshot = fields.time();
    record.started = fields.time();
    record.ended = fields.time();
    record.parent = fields.maybeNumber();
    record.isAnonymized = fields.flag();
    record.isEncrypted = fields.flag();
    record.isPinned = fields.flag();
    record.proof = static_cast<ProofLevel>(std::clamp(fields.number(), qint64{0}, qint64{3}));
    record.proved = fields.time();
    record.note = fields.text();
    record.error = fields.text();
    record.tags = fields.text().split(u'\n', Qt::SkipEmptyParts);
    return record;
}

std::vector<Value> valuesOf(const BackupRecord &record)
{
    return {stored(record.identifier),
            stored(record.environment),
            keyOf(record.kind, kinds),
            keyOf(record.status, statuses),
            stored(record.path),
            stored(record.sha256),
            record.fileBytes,
            record.rawBytes,
            record.rows,
            record.tables,
            stored(record.systemIdentifier),
            record.databaseOid,
            stored(record.databaseName),
            stored(record.snapshot),
            stored(record.started),
            stored(record.ended),
            stored(record.parent),
            stored(record.isAnonymized),
            stored(record.isEncrypted),
            stored(record.isPinned),
            static_cast<qint64>(record.proof),
            stored(record.proved),
            stored(record.note),
            stored(record.error)};
}

std::vector<Value> valuesOf(const BackupFilter &filter)
{
    return {stored(filter.environment),
            filter.status ? stored(keyOf(*filter.status, statuses)) : stored(QString()),
            filter.kind ? stored(keyOf(*filter.kind, kinds)) : stored(QString()),
            stored(filter.tag),
            stored(filter.words),
            stored(filter.onlyPinned),
            static_cast<qint64>(filter.atLeast),
            stored(filter.hidesDeleted)};
}

std::string_view narrowest(const BackupFilter &filter)
{
    if (filter.onlyPinned)
        return pinned;
    if (!filter.tag.isEmpty())
        return ofTag;
    if (!filter.environment.isEmpty())
        return ofEnvironment;
    return filter.status ? ofStatus : any;
}

std::string joined(std::initializer_list<std::string_view> parts)
{
    std::string sql;
    for (const std::string_view part : parts)
        sql += part;
    return sql;
}

Result<> writeTags(Transaction &transaction, qint64 id, const QStringList &tags)
{
    TRY(transaction.run("DELETE FROM backup_tags WHERE backup = ?", {id}));
    for (const QString &tag : tags) {
        const QString line = tag.simplified();
        if (!line.isEmpty())
            TRY(transaction.run("INSERT OR IGNORE INTO backup_tags (backup, tag) VALUES (?, ?)", {id, line}));
    }
    return {};
}

Error noBackup(qint64 id)
{
    return {.code = ErrorCode::FileUnreadable, .subject = QString::number(id), .detail = u"no backup of this number"_s};
}

} // namespace

Result<qint64> BackupRecords::add(const BackupRecord &record) const
{
    qint64 id = 0;
    TRY(m_database.transact([&](Transaction &transaction) -> Result<> {
        TRY_ASSIGN(const auto same,
                   transaction.run("SELECT id FROM backups WHERE identifier = ?", {stored(record.identifier)}));
        if (!same.empty())
            return failure({.code = ErrorCode::ObjectExists, .subject = record.identifier});
        TRY_ASSIGN(const auto rows,
                   transaction.run("INSERT INTO backups (identifier, environment, kind, status, path, sha256, "
                                   "file_bytes, raw_bytes, row_count, table_count, system_identifier, database_oid, "
                                   "database_name, snapshot, started, ended, parent, is_anonymized, is_encrypted, "
                                   "is_pinned, proof_level, proved, note, error) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
                                   "?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
                                   valuesOf(record)));
        id = Fields(rows.at(0)).number();
        return writeTags(transaction, id, record.tags);
    }));
    return id;
}

Result<> BackupRecords::change(const char *sql, std::vector<Value> values) const
{
    const qint64 id = std::get<qint64>(values.front());
    TRY_ASSIGN(const auto rows, m_database.run(sql, values));
    return rows.empty() ? failure(noBackup(id)) : Result<>();
}

Result<> BackupRecords::end(qint64 id, const BackupEnding &ending) const
{
    return change("UPDATE backups SET status = ?2, path = ?3, sha256 = ?4, file_bytes = ?5, raw_bytes = ?6, "
                  "row_count = ?7, table_count = ?8, snapshot = ?9, ended = ?10, error = ?11 WHERE id = ?1 "
                  "RETURNING id",
                  {id, keyOf(ending.status, statuses), stored(ending.path), stored(ending.sha256), ending.fileBytes,
                   ending.rawBytes, ending.rows, ending.tables, stored(ending.snapshot), stored(ending.ended),
                   stored(ending.error)});
}

Result<> BackupRecords::setStatus(qint64 id, BackupStatus status) const
{
    return change("UPDATE backups SET status = ?2 WHERE id = ?1 RETURNING id", {id, keyOf(status, statuses)});
}

Result<> BackupRecords::setPath(qint64 id, const QString &path) const
{
    return change("UPDATE backups SET path = ?2 WHERE id = ?1 RETURNING id", {id, stored(path)});
}

Result<> BackupRecords::setPinned(qint64 id, bool isPinned) const
{
    return change("UPDATE backups SET is_pinned = ?2 WHERE id = ?1 RETURNING id", {id, stored(isPinned)});
}

Result<> BackupRecords::setNote(qint64 id, const QString &note) const
{
    return change("UPDATE backups SET note = ?2 WHERE id = ?1 RETURNING id", {id, stored(note)});
}

Result<> BackupRecords::setTags(qint64 id, const QStringList &tags) const
{
    return m_database.transact([&](Transaction &transaction) -> Result<> {
        TRY_ASSIGN(const auto rows, transaction.run("SELECT id FROM backups WHERE id = ?", {id}));
        return rows.empty() ? failure(noBackup(id)) : writeTags(transaction, id, tags);
    });
}

Result<> BackupRecords::setProof(qint64 id, ProofLevel level, const QDateTime &when) const
{
    return change("UPDATE backups SET proof_level = ?2, proved = ?3 WHERE id = ?1 RETURNING id",
                  {id, static_cast<qint64>(level), stored(when)});
}

Result<> BackupRecords::forget(qint64 id) const
{
    return m_database.transact([&](Transaction &transaction) -> Result<> {
        TRY(transaction.run("DELETE FROM backup_tags WHERE backup = ?", {id}));
        TRY_ASSIGN(const auto rows, transaction.run("DELETE FROM backups WHERE id = ? RETURNING id", {id}));
        return rows.empty() ? failure(noBackup(id)) : Result<>();
    });
}

Result<std::optional<BackupRecord>> BackupRecords::find(qint64 id) const
{
    TRY_ASSIGN(const auto rows, m_database.run(joined({selectBackups, "WHERE id = ?"}).c_str(), {id}));
    return rows.empty() ? std::optional<BackupRecord>() : std::optional(recordOf(rows.front()));
}

Result<std::optional<BackupRecord>> BackupRecords::find(const QString &identifier) const
{
    TRY_ASSIGN(const auto rows,
               m_database.run(joined({selectBackups, "WHERE identifier = ?"}).c_str(), {stored(identifier)}));
    return rows.empty() ? std::optional<BackupRecord>() : std::optional(recordOf(rows.front()));
}

Result<QList<BackupRecord>> BackupRecords::page(const BackupFilter &filter, qint64 before, int atMost) const
{
    std::vector<Value> values = valuesOf(filter);
    values.emplace_back(before > 0 ? before : std::numeric_limits<qint64>::max());
    values.emplace_back(static_cast<qint64>(atMost));
    const std::string sql = joined(
        {selectBackups, "WHERE ", narrowest(filter), " AND ", passesFilter, " AND id < ?9 ORDER BY id DESC LIMIT ?10"});
    TRY_ASSIGN(const auto rows, m_database.run(sql.c_str(), values));
    QList<BackupRecord> records;
    records.reserve(static_cast<qsizetype>(rows.size()));
    for (const Row &row : rows)
        records.append(recordOf(row));
    return records;
}

Result<qint64> BackupRecords::count(const BackupFilter &filter) const
{
    TRY_ASSIGN(const auto rows,
               m_database.run(joined({"SELECT count(*) FROM backups WHERE ", passesFilter}).c_str(), valuesOf(filter)));
    return Fields(rows.at(0)).number();
}

Result<std::optional<BackupRecord>> BackupRecords::newest(const QString &environment, ProofLevel atLeast) const
{
    TRY_ASSIGN(const auto rows, m_database.run(joined({selectBackups, newestProven}).c_str(),
                                               {stored(environment), static_cast<qint64>(atLeast)}));
    return rows.empty() ? std::optional<BackupRecord>() : std::optional(recordOf(rows.front()));
}

Result<BackupStatistics> BackupRecords::statistics(const QString &environment) const
{
    TRY_ASSIGN(const auto rows, m_database.run(sums, {stored(environment)}));
    Fields fields(rows.at(0));
    BackupStatistics statistics{.completed = fields.number()};
    statistics.failed = fields.number();
    statistics.cancelled = fields.number();
    statistics.fileBytes = fields.number();
    statistics.rawBytes = fields.number();
    if (statistics.completed > 0) {
        TRY_ASSIGN(const auto middle, m_database.run(median, {stored(environment), statistics.completed}));
        if (!middle.empty())
            statistics.medianMilliseconds = Fields(middle.front()).number();
    }
    return statistics;
}

Result<QStringList> BackupRecords::tags() const
{
    TRY_ASSIGN(const auto rows, m_database.run("SELECT DISTINCT tag FROM backup_tags ORDER BY tag"));
    QStringList tags;
    for (const Row &row : rows)
        tags.append(Fields(row).text());
    return tags;
}

} // namespace engine::store
