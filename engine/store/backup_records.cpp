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

// Each half by an index of its own. A backup that does not say which database it is of counts by its name alone.
constexpr std::string_view newestProven = R"(
WHERE id = (SELECT id FROM (
    SELECT id, snapshot FROM (SELECT id, snapshot FROM backups
        WHERE environment = ?1 AND status = 'completed' AND proof_level >= ?2
            AND (?3 = '' OR system_identifier = '' OR (system_identifier = ?3 AND database_oid = ?4))
        ORDER BY snapshot DESC, id DESC LIMIT 1)
    UNION ALL
    SELECT id, snapshot FROM (SELECT id, snapshot FROM backups
        WHERE system_identifier <> '' AND system_identifier = ?3 AND database_oid = ?4
            AND status = 'completed' AND proof_level >= ?2
        ORDER BY snapshot DESC, id DESC LIMIT 1))
    ORDER BY snapshot DESC, id DESC LIMIT 1))";

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

/// The conditions of a filter with their values: only those that were set, so that a list costs what it shows.
struct Where
{
    std::string sql = "1";
    std::vector<Value> values{};

    void add(std::string_view condition, Value value)
    {
        sql.append(" AND ").append(condition);
        values.push_back(std::move(value));
    }
};

/// A + keeps a condition from leading: one index leads through the backups in their order, the narrowest.
Where conditionsOf(const BackupFilter &filter)
{
    Where where;
    const bool isLedByTag = !filter.tag.isEmpty();
    const bool isLedByDays = !isLedByTag && filter.until.isValid();
    const bool isLed = isLedByTag || isLedByDays || filter.onlyPinned;
    if (filter.onlyPinned)
        where.sql += " AND is_pinned = 1";
    if (isLedByTag)
        where.add("id IN (SELECT backup FROM backup_tags WHERE tag = ?)", stored(filter.tag));
    if (filter.since.isValid())
        where.add(isLedByDays ? "started >= ?" : "+started >= ?", stored(filter.since));
    if (filter.until.isValid())
        where.add(isLedByDays ? "started < ?" : "+started < ?", stored(filter.until));
    if (!filter.environment.isEmpty())
        where.add(isLed ? "+environment = ?" : "environment = ?", stored(filter.environment));
    if (filter.status) {
        const bool isLeading = !isLed && filter.environment.isEmpty();
        where.add(isLeading ? "status = ?" : "+status = ?", stored(keyOf(*filter.status, statuses)));
    }
    if (filter.kind)
        where.add("kind = ?", stored(keyOf(*filter.kind, kinds)));
    if (filter.atLeast != ProofLevel::None)
        where.add("+proof_level >= ?", static_cast<qint64>(filter.atLeast));
    if (filter.hidesDeleted)
        where.sql += " AND +status <> 'deleted'";
    // Last: the only one that takes time for each of them.
    if (!filter.words.isEmpty()) {
        const QString words = filter.words;
        where.add("(instr(lower(path), lower(?)) > 0", stored(words));
        for (const char *field : {"note", "identifier", "environment"}) {
            where.sql.append(" OR instr(lower(").append(field).append("), lower(?)) > 0");
            where.values.emplace_back(words);
        }
        where.sql += " OR id IN (SELECT backup FROM backup_tags WHERE instr(lower(tag), lower(?)) > 0))";
        where.values.emplace_back(words);
    }
    return where;
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

Result<> writeProof(Transaction &transaction, qint64 id, ProofLevel level, const QDateTime &when)
{
    TRY(transaction.run("INSERT OR REPLACE INTO backup_proofs (backup, level, proved) VALUES (?, ?, ?)",
                        {id, static_cast<qint64>(level), stored(when)}));
    return {};
}

QList<BackupRecord> recordsOf(const std::vector<Row> &rows)
{
    QList<BackupRecord> records;
    records.reserve(static_cast<qsizetype>(rows.size()));
    for (const Row &row : rows)
        records.append(recordOf(row));
    return records;
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
        if (record.proof != ProofLevel::None)
            TRY(writeProof(transaction, id, record.proof, record.proved));
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
    return m_database.transact([&](Transaction &transaction) -> Result<> {
        TRY_ASSIGN(const auto rows,
                   transaction.run("UPDATE backups SET proof_level = ?2, proved = ?3 WHERE id = ?1 RETURNING id",
                                   {id, static_cast<qint64>(level), stored(when)}));
        if (rows.empty())
            return failure(noBackup(id));
        // What was shown of the file holds for a file that is as it was.
        if (level == ProofLevel::None)
            TRY(transaction.run("DELETE FROM backup_proofs WHERE backup = ?", {id}));
        return level == ProofLevel::None ? Result<>() : writeProof(transaction, id, level, when);
    });
}

Result<> BackupRecords::addProof(qint64 id, ProofLevel level, const QDateTime &when) const
{
    return m_database.transact(
        [&](Transaction &transaction) -> Result<> { return writeProof(transaction, id, level, when); });
}

Result<> BackupRecords::forget(qint64 id) const
{
    return m_database.transact([&](Transaction &transaction) -> Result<> {
        TRY(transaction.run("DELETE FROM backup_tags WHERE backup = ?", {id}));
        TRY(transaction.run("DELETE FROM backup_proofs WHERE backup = ?", {id}));
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
    Where where = conditionsOf(filter);
    if (before > 0)
        where.add("id < ?", before);
    where.values.emplace_back(static_cast<qint64>(atMost));
    const std::string sql = joined({selectBackups, "WHERE ", where.sql, " ORDER BY id DESC LIMIT ?"});
    TRY_ASSIGN(const auto rows, m_database.run(sql.c_str(), where.values));
    return recordsOf(rows);
}

Result<BackupPage> BackupRecords::firstPage(const BackupFilter &filter, int atMost) const
{
    // Where an index leads, the few that are shown and a count of the rest cost less than a list of all.
    if (filter.words.isEmpty()) {
        BackupPage page;
        TRY_ASSIGN(page.records, this->page(filter, 0, atMost));
        TRY_ASSIGN(page.count, count(filter));
        return page;
    }
    Where where = conditionsOf(filter);
    where.values.emplace_back(static_cast<qint64>(atMost));
    const std::string sql = joined({"WITH found AS MATERIALIZED (SELECT id FROM backups WHERE ", where.sql,
                                    ") SELECT (SELECT count(*) FROM found), id FROM found ORDER BY id DESC LIMIT ?"});
    TRY_ASSIGN(const auto found, m_database.run(sql.c_str(), where.values));
    if (found.empty())
        return BackupPage{};
    BackupPage page{.count = Fields(found.front()).number()};
    std::string numbers;
    for (const Row &row : found) {
        Fields fields(row);
        fields.number();
        numbers.append(numbers.empty() ? "" : ",").append(std::to_string(fields.number()));
    }
    TRY_ASSIGN(const auto rows,
               m_database.run(joined({selectBackups, "WHERE id IN (", numbers, ") ORDER BY id DESC"}).c_str()));
    page.records = recordsOf(rows);
    return page;
}

Result<qint64> BackupRecords::count(const BackupFilter &filter) const
{
    const Where where = conditionsOf(filter);
    TRY_ASSIGN(const auto rows,
               m_database.run(joined({"SELECT count(*) FROM backups WHERE ", where.sql}).c_str(), where.values));
    return Fields(rows.at(0)).number();
}

Result<QList<BackupProof>> BackupRecords::proofs(qint64 id) const
{
    TRY_ASSIGN(const auto rows,
               m_database.run("SELECT level, proved FROM backup_proofs WHERE backup = ? ORDER BY level", {id}));
    QList<BackupProof> all;
    for (const Row &row : rows) {
        Fields fields(row);
        const auto level = static_cast<ProofLevel>(std::clamp(fields.number(), qint64{1}, qint64{3}));
        all.append({.level = level, .proved = fields.time()});
    }
    return all;
}

Result<std::optional<BackupRecord>> BackupRecords::newest(const BackedUp &of, ProofLevel atLeast) const
{
    TRY_ASSIGN(const auto rows, m_database.run(joined({selectBackups, newestProven}).c_str(),
                                               {stored(of.environment), static_cast<qint64>(atLeast),
                                                stored(of.systemIdentifier), of.databaseOid}));
    return rows.empty() ? std::optional<BackupRecord>() : std::optional(recordOf(rows.front()));
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
