// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/backups/backup_words.h"

#include "ui/text.h"

namespace ui {

using namespace Qt::StringLiterals;
using engine::store::BackupKind;
using engine::store::BackupRecord;
using engine::store::BackupStatus;
using engine::store::ProofLevel;

QString statusText(BackupStatus status)
{
    switch (status) {
    case BackupStatus::Running:
        return Tr::tr("Running");
    case BackupStatus::Completed:
        //: State of a backup.
        return Tr::tr("Complete");
    case BackupStatus::Failed:
        return Tr::tr("Failed");
    case BackupStatus::Cancelled:
        return Tr::tr("Cancelled");
    case BackupStatus::Missing:
        return Tr::tr("File missing");
    case BackupStatus::Deleted:
        return Tr::tr("Deleted");
    }
    Q_UNREACHABLE();
}

QString contentsText(const BackupRecord &record)
{
    QStringList words;
    switch (record.kind) {
    case BackupKind::Full:
        //: Contents of a backup: everything.
        words << Tr::tr("Full");
        break;
    case BackupKind::Incremental:
        words << Tr::tr("Incremental");
        break;
    case BackupKind::Manual:
        //: Contents of a backup: what somebody chose.
        words << Tr::tr("Chosen");
        break;
    }
    if (record.isAnonymized)
        words << Tr::tr("anonymized");
    if (record.isEncrypted)
        words << Tr::tr("encrypted");
    return words.join(u", "_s);
}

bool isFoundDamaged(const BackupRecord &record)
{
    return record.proof == ProofLevel::None && record.proved.isValid();
}

QString proofText(const BackupRecord &record)
{
    return isFoundDamaged(record) ? Tr::tr("Found damaged") : proofText(record.proof);
}

QString proofMeaning(const BackupRecord &record)
{
    return isFoundDamaged(record)
               ? Tr::tr("A verification found that it is not what was written. Do not count on it: make another one.")
               : proofMeaning(record.proof);
}

QString proofText(ProofLevel level)
{
    switch (level) {
    case ProofLevel::None:
        return Tr::tr("Never verified");
    case ProofLevel::FileIntact:
        return Tr::tr("File intact");
    case ProofLevel::ContentComplete:
        return Tr::tr("Content complete");
    case ProofLevel::Restored:
        return Tr::tr("Restore trial passed");
    }
    Q_UNREACHABLE();
}

QString proofMeaning(ProofLevel level)
{
    switch (level) {
    case ProofLevel::None:
        return Tr::tr("Nothing shows yet that this backup can be restored.");
    case ProofLevel::FileIntact:
        return Tr::tr("The file is what was written, byte for byte.");
    case ProofLevel::ContentComplete:
        return Tr::tr("Everything in it was read, and rows and digests are those of the source.");
    case ProofLevel::Restored:
        return Tr::tr("It was restored into a private server and compared with the source.");
    }
    Q_UNREACHABLE();
}

} // namespace ui
