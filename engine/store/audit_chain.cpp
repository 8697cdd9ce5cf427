// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/store/audit_chain.h"

#include "engine/store/database.h"
#include "engine/store/fields.h"

#include <QCryptographicHash>
#include <QJsonDocument>

#include <limits>

namespace engine::store {

using namespace Qt::StringLiterals;

namespace {

constexpr int entriesAtATime = 2000;

QString firstPrevious()
{
    return QString(64, u'0');
}

/// An entry as it is in the table: what is hashed is what is stored.
struct StoredEntry
{
    qint64 number = 0;
    QString time{};
    QString actor{};
    QString action{};
    QString subject{};
    QString details{};
    QString previous{};
    QString hash{};
};

StoredEntry storedEntryOf(const Row &row)
{
    Fields fields(row);
    StoredEntry entry{.number = fields.number()};
    entry.time = fields.text();
    entry.actor = fields.text();
    entry.action = fields.text();
    entry.subject = fields.text();
    entry.details = fields.text();
    entry.previous = fields.text();
    entry.hash = fields.text();
    return entry;
}

AuditEntry entryOf(const StoredEntry &stored)
{
    return {.number = stored.number,
            .time = QDateTime::fromString(stored.time, Qt::ISODateWithMs),
            .actor = stored.actor,
            .action = stored.action,
            .subject = stored.subject,
            .details = QJsonDocument::fromJson(stored.details.toUtf8()).object(),
            .previous = stored.previous,
            .hash = stored.hash};
}

QString hashOf(const StoredEntry &entry)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (const QString &field : {entry.previous, QString::number(entry.number), entry.time, entry.actor, entry.action,
                                 entry.subject, entry.details}) {
        const QByteArray utf8 = field.toUtf8();
        hash.addData(QByteArray::number(utf8.size()));
        hash.addData(":"_ba);
        hash.addData(utf8);
    }
    return QString::fromLatin1(hash.result().toHex());
}

constexpr const char *lastEntry = "SELECT number, hash FROM audit_entries ORDER BY number DESC LIMIT 1";

constexpr const char *pageOfAll = R"(
SELECT number, time, actor, action, subject, details, previous, hash FROM audit_entries
WHERE ?1 = '' AND number < ?2 ORDER BY number DESC LIMIT ?3)";
constexpr const char *pageOfSubject = R"(
SELECT number, time, actor, action, subject, details, previous, hash FROM audit_entries
WHERE subject = ?1 AND number < ?2 ORDER BY number DESC LIMIT ?3)";
constexpr const char *nextEntries = R"(
SELECT number, time, actor, action, subject, details, previous, hash FROM audit_entries
WHERE number > ? ORDER BY number LIMIT ?)";

} // namespace

Result<AuditHead> AuditChain::append(Transaction &transaction, const AuditEntry &entry)
{
    TRY_ASSIGN(const auto last, transaction.run(lastEntry));
    StoredEntry next{.number = 1,
                     .time = entry.time.toUTC().toString(Qt::ISODateWithMs),
                     .actor = entry.actor,
                     .action = entry.action,
                     .subject = entry.subject,
                     .details = QString::fromUtf8(QJsonDocument(entry.details).toJson(QJsonDocument::Compact)),
                     .previous = firstPrevious()};
    if (!last.empty()) {
        Fields fields(last.front());
        next.number = fields.number() + 1;
        next.previous = fields.text();
    }
    next.hash = hashOf(next);
    TRY(transaction.run("INSERT INTO audit_entries (number, time, actor, action, subject, details, previous, hash) "
                        "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                        {next.number, stored(next.time), stored(next.actor), stored(next.action), stored(next.subject),
                         stored(next.details), stored(next.previous), stored(next.hash)}));
    return AuditHead{.number = next.number, .hash = next.hash};
}

Result<AuditHead> AuditChain::append(const AuditEntry &entry) const
{
    AuditHead head;
    TRY(m_database.transact([&](Transaction &transaction) -> Result<> {
        TRY_ASSIGN(head, append(transaction, entry));
        return {};
    }));
    return head;
}

Result<QList<AuditEntry>> AuditChain::page(const QString &subject, qint64 before, int atMost) const
{
    const qint64 end = before > 0 ? before : std::numeric_limits<qint64>::max();
    TRY_ASSIGN(const auto rows, m_database.run(subject.isEmpty() ? pageOfAll : pageOfSubject,
                                               {stored(subject), end, static_cast<qint64>(atMost)}));
    QList<AuditEntry> entries;
    for (const Row &row : rows)
        entries.append(entryOf(storedEntryOf(row)));
    return entries;
}

Result<std::optional<AuditHead>> AuditChain::head() const
{
    TRY_ASSIGN(const auto rows, m_database.run(lastEntry));
    if (rows.empty())
        return std::optional<AuditHead>();
    Fields fields(rows.front());
    AuditHead head{.number = fields.number()};
    head.hash = fields.text();
    return std::optional(head);
}

Result<AuditVerdict> AuditChain::verify(const std::optional<AuditHead> &anchor) const
{
    AuditVerdict verdict{.head = {.hash = firstPrevious()}, .anchorMissing = anchor.has_value()};
    // By what was read, not by the number that should come next: an entry without one before it is found too.
    qint64 behind = std::numeric_limits<qint64>::min();
    while (true) {
        TRY_ASSIGN(const auto rows, m_database.run(nextEntries, {behind, static_cast<qint64>(entriesAtATime)}));
        if (rows.empty())
            break;
        for (const Row &row : rows) {
            const StoredEntry entry = storedEntryOf(row);
            behind = entry.number;
            ++verdict.entries;
            const bool isNext = entry.number == verdict.head.number + 1 && entry.previous == verdict.head.hash;
            if (!verdict.firstBroken && (!isNext || entry.hash != hashOf(entry)))
                verdict.firstBroken = entry.number;
            verdict.head = {.number = entry.number, .hash = entry.hash};
            if (anchor && *anchor == verdict.head)
                verdict.anchorMissing = false;
        }
    }
    if (verdict.entries == 0)
        verdict.head = {};
    return verdict;
}

} // namespace engine::store
