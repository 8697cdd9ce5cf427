// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/backups/backup_facts.h"

#include "ui/backups/backup_words.h"
#include "ui/text.h"

#include <QLocale>

namespace ui {

using namespace Qt::StringLiterals;
using engine::store::BackupRecord;
using engine::store::ProofLevel;
using engine::workspace::BackupContents;

namespace {

QString momentText(const QDateTime &moment)
{
    return moment.isValid() ? QLocale().toString(moment.toLocalTime(), QLocale::ShortFormat) : QString();
}

QString sizeText(const BackupRecord &backup)
{
    if (backup.fileBytes <= 0)
        return {};
    return backup.rawBytes > 0
               //: %1 the size of a file, %2 that of what was compressed into it.
               ? Tr::tr("%1, of %2").arg(byteText(backup.fileBytes), byteText(backup.rawBytes))
               : byteText(backup.fileBytes);
}

QString personalText(const BackupRecord &backup, const BackupContents *contents)
{
    if (!backup.isAnonymized)
        return Tr::tr("in clear");
    return contents != nullptr && !contents->rules.isEmpty()
               ? Tr::tr("replaced, by %n rules", nullptr, int(contents->rules.size()))
               : Tr::tr("replaced");
}

void addManifest(QList<Fact> &facts, const BackupContents &contents)
{
    facts.append(
        {Tr::tr("Server"), contents.serverVersion.isEmpty() ? QString() : u"PostgreSQL "_s + contents.serverVersion});
    facts.append(
        {Tr::tr("Written by"), contents.sosieVersion.isEmpty() ? QString() : u"Sosie "_s + contents.sosieVersion});
    facts.append({Tr::tr("Objects"), numberText(contents.objects)});
    if (contents.largeObjects > 0)
        facts.append({Tr::tr("Large objects"), numberText(contents.largeObjects)});
    if (!contents.leftOut.isEmpty())
        facts.append({Tr::tr("Left out"), Tr::tr("%n things", nullptr, int(contents.leftOut.size()))});
    facts.append({Tr::tr("Encoding"), contents.encoding});
}

} // namespace

QList<Fact> proofFacts(const BackupRecord &backup, const QList<engine::store::BackupProof> &proofs)
{
    QList<Fact> facts;
    for (const ProofLevel level : {ProofLevel::FileIntact, ProofLevel::ContentComplete, ProofLevel::Restored}) {
        QString when = u"—"_s;
        for (const auto &proof : proofs) {
            if (proof.level == level)
                when = momentText(proof.proved);
        }
        facts.append({proofText(level), when});
    }
    if (isFoundDamaged(backup))
        facts.append({Tr::tr("Found damaged"), momentText(backup.proved)});
    return facts;
}

QList<Fact> factsOf(const BackupRecord &backup, const BackupContents *contents)
{
    QList<Fact> facts{{Tr::tr("Environment"), isolated(backup.environment)},
                      {Tr::tr("State"), statusText(backup.status)},
                      {Tr::tr("Error"), backup.error},
                      {Tr::tr("Contents"), contentsText(backup)},
                      {Tr::tr("Contents of"), momentText(backup.snapshot)},
                      {Tr::tr("Personal data"), personalText(backup, contents)},
                      {Tr::tr("Tables"), backup.tables > 0 ? numberText(backup.tables) : QString()},
                      {Tr::tr("Rows"), backup.rows > 0 ? numberText(backup.rows) : QString()},
                      {Tr::tr("Size"), sizeText(backup)},
                      {Tr::tr("Duration"), backup.ended.isValid() ? clockText(
                                               std::chrono::milliseconds(backup.started.msecsTo(backup.ended)))
                                                                  : QString()}};
    if (contents != nullptr)
        addManifest(facts, *contents);
    facts.append({Tr::tr("Database"), isolated(backup.databaseName)});
    facts.append({Tr::tr("Server number"), backup.systemIdentifier, true});
    facts.append({u"SHA-256"_s, backup.sha256, true});
    facts.append({Tr::tr("File"), backup.path, true});
    facts.removeIf([](const Fact &fact) { return fact.value.isEmpty(); });
    return facts;
}

} // namespace ui
