// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/backups/backup_file.h"

#include "engine/base/files/file_hash.h"
#include "engine/formats/backup_name.h"

#include <QFileInfo>

#include <array>

namespace engine::backups {

using namespace Qt::StringLiterals;
using store::BackupRecord;

tl::unexpected<Error> BackupFile::damaged(const QString &how) const
{
    return failure({.code = ErrorCode::FileDamaged, .subject = path(), .detail = how});
}

Result<> BackupFile::openContainer(const PasswordSource &password)
{
    std::array<std::byte, 8> beginning{};
    TRY_ASSIGN(const size_t got, m_file->readAt(0, beginning));
    const bool isContainer = formats::isContainer(std::span(beginning).first(got));
    // Somebody without the password could put a file of his own in its place.
    if (m_record && m_record->isEncrypted && !isContainer)
        return damaged(u"it was encrypted, and is not"_s);
    if (!isContainer)
        return {};
    // Damage is said before a password is asked for.
    TRY(formats::readHeader(*m_file, path()));
    if (!password)
        return failure({.code = ErrorCode::FilePasswordMissing, .subject = path()});
    TRY_ASSIGN(const Secret given, password(path()));
    TRY_ASSIGN(m_container, formats::ContainerReader::open(*m_file, given, path()));
    return {};
}

Result<> BackupFile::readManifest()
{
    if (m_container) {
        TRY_ASSIGN(const QByteArray json, m_container->manifest());
        if (!json.isEmpty()) {
            TRY_ASSIGN(m_manifest, formats::manifestFromJson(json, path()));
        }
        return {};
    }
    if (!QFileInfo::exists(formats::manifestPath(path())))
        return {};
    TRY_ASSIGN(m_manifest, formats::readManifestBeside(path()));
    return {};
}

Result<> BackupFile::checkIdentity() const
{
    if (!m_manifest)
        return {};
    // An older backup under a newer name would bring old data back, and look like the new.
    if (m_record && m_record->identifier != m_manifest->identifier)
        return damaged(u"it is the backup %1, not %2"_s.arg(m_manifest->identifier, m_record->identifier));
    const auto named = formats::namedBackup(QFileInfo(path()).fileName());
    if (named && !m_manifest->identifier.startsWith(named->identifier))
        return damaged(u"it is the backup %1, not the one of its name"_s.arg(m_manifest->identifier));
    if (m_manifest->isEncrypted != isEncrypted())
        return damaged(isEncrypted() ? u"its manifest says that it is not encrypted"_s
                                     : u"it was encrypted, and is not"_s);
    if (payload().size() != m_manifest->fileBytes)
        return damaged(u"%1 bytes instead of %2"_s.arg(payload().size()).arg(m_manifest->fileBytes));
    return {};
}

Result<std::unique_ptr<BackupFile>> BackupFile::open(const QString &path, const std::optional<BackupRecord> &record,
                                                     const PasswordSource &password)
{
    std::unique_ptr<BackupFile> file(new BackupFile);
    file->m_record = record;
    TRY_ASSIGN(file->m_file, FileReader::open(path));
    TRY(file->openContainer(password));
    TRY(file->readManifest());
    TRY(file->checkIdentity());
    return file;
}

const RandomReader &BackupFile::payload() const
{
    if (m_container)
        return *m_container;
    return *m_file;
}

qint64 BackupFile::bytesToCheck() const
{
    return m_file->size() + (m_container ? m_container->size() : 0);
}

Result<QString> BackupFile::checkIntact(const std::stop_token &stop, std::atomic<qint64> *read) const
{
    const bool isKnown = m_record && !m_record->sha256.isEmpty();
    if (!isKnown && !m_manifest)
        return failure({.code = ErrorCode::FileUnreadable,
                        .subject = formats::manifestPath(path()),
                        .detail = u"no manifest to compare with"_s});
    TRY_ASSIGN(const QString ofFile, sha256Of(*m_file, stop, read));
    QString ofPayload = ofFile;
    if (m_container) {
        // Reads all of it, and so authenticates each chunk; the end was when it was opened.
        TRY_ASSIGN(ofPayload, sha256Of(*m_container, stop, read));
    }
    if (m_manifest && ofPayload != m_manifest->sha256)
        return damaged(u"SHA-256 %1 instead of %2"_s.arg(ofPayload, m_manifest->sha256));
    // Another password changes the header, and nothing that was not authenticated here. In clear there is only this.
    if (isKnown && !(m_container && m_manifest) && ofFile != m_record->sha256)
        return damaged(u"SHA-256 %1 instead of %2"_s.arg(ofFile, m_record->sha256));
    TRY(m_file->checkUnchanged());
    return ofFile;
}

} // namespace engine::backups
