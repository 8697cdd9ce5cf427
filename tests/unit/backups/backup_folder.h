// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/backups/backup_list.h"
#include "engine/base/files/partial_file.h"
#include "engine/formats/backup_name.h"
#include "engine/formats/container/container_writer.h"
#include "engine/store/database.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>

#include <memory>
#include <stdexcept>

namespace tests {

/// What a test throws when what it stands on is not there.
inline void require(bool holds, const char *what)
{
    if (!holds)
        throw std::runtime_error(what);
}

/// A home with a history and a folder of backups, as the operation that makes them leaves them.
class BackupFolder final
{
public:
    BackupFolder()
        : database(std::make_unique<engine::store::Database>(
            engine::store::Database::openAnyhow(m_home.filePath(QStringLiteral("state"))).value()))
        , records(*database)
        , list(records)
    {
        require(QDir().mkpath(folder()), "folder of backups");
    }

    [[nodiscard]] QString folder() const { return m_home.filePath(QStringLiteral("backups")); }
    [[nodiscard]] QString home() const { return m_home.path(); }

    /// Writes a backup with its manifest and its record. `day`: of March, its snapshot. Empty password: in clear.
    engine::store::BackupRecord make(const QString &environment, int day, const QByteArray &content,
                                     const QByteArray &password = {})
    {
        using namespace engine::formats;
        Manifest manifest{.identifier = newIdentifier(),
                          .environment = environment,
                          .environmentType = QStringLiteral("production"),
                          .systemIdentifier = QStringLiteral("73"),
                          .databaseOid = 16384,
                          .databaseName = QStringLiteral("loft"),
                          .serverVersion = QStringLiteral("15.20"),
                          .encoding = QStringLiteral("UTF8"),
                          .sosieVersion = QStringLiteral("0.9"),
                          .snapshot = QDateTime(QDate(2026, 3, day), QTime(7, 31, 5), Qt::UTC),
                          .isEncrypted = !password.isEmpty(),
                          .format = QStringLiteral("archive")};
        manifest.tables
            = {{.name = {"public", "t"}, .rawBytes = 20, .digest = {.hex = std::string(32, '0'), .rows = 3}}};
        const QString name = backupName(environment, manifest.snapshot, Manifest::Kind::Full, manifest.identifier,
                                        password.isEmpty() ? QStringLiteral(".dump") : QStringLiteral(".dump.sosie"));
        const QString path = QDir(folder()).filePath(name);
        auto file = engine::PartialFile::create(path).value();
        manifest.fileName = password.isEmpty() ? name : name.chopped(6);
        if (password.isEmpty())
            writeClear(*file, content, manifest);
        else
            writeSealed(*file, content, password, manifest);
        QFile written(path);
        require(written.open(QIODevice::ReadOnly), "the file is read again");
        const QByteArray bytes = written.readAll();
        engine::store::BackupRecord record{.identifier = manifest.identifier,
                                           .environment = environment,
                                           .status = engine::store::BackupStatus::Completed,
                                           .path = path,
                                           .sha256 = hashOf(bytes),
                                           .fileBytes = bytes.size(),
                                           .rawBytes = 20,
                                           .rows = 3,
                                           .tables = 1,
                                           .snapshot = manifest.snapshot,
                                           .started = manifest.snapshot,
                                           .ended = manifest.snapshot.addMSecs(1500),
                                           .isEncrypted = manifest.isEncrypted};
        record.id = records.add(record).value();
        return record;
    }

    static QString hashOf(const QByteArray &bytes)
    {
        return QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
    }
    /// Changes one bit of a file, in place.
    static void flip(const QString &path, qint64 at)
    {
        QFile file(path);
        require(file.open(QIODevice::ReadWrite) && file.seek(at), "the file is opened");
        char byte = 0;
        require(file.getChar(&byte) && file.seek(at), "the byte is read");
        require(file.putChar(char(byte ^ 1)), "the byte is written");
    }
    [[nodiscard]] static engine::backups::PasswordSource password(const QByteArray &text)
    {
        return [text](const QString &) -> engine::Result<engine::Secret> {
            return engine::Secret({text.constData(), static_cast<size_t>(text.size())});
        };
    }
    [[nodiscard]] engine::store::BackupRecord again(const engine::store::BackupRecord &record) const
    {
        return *records.find(record.id).value();
    }

private:
    static std::span<const std::byte> spanOf(const QByteArray &bytes)
    {
        return {reinterpret_cast<const std::byte *>(bytes.constData()), static_cast<size_t>(bytes.size())};
    }
    static void writeClear(engine::PartialFile &file, const QByteArray &content, engine::formats::Manifest &manifest)
    {
        require(file.write(spanOf(content)) && file.finish(), "the file is written");
        manifest.fileBytes = content.size();
        manifest.sha256 = hashOf(content);
        require(writeManifestBeside(file.path(), manifest).has_value(), "the manifest is written");
    }
    static void writeSealed(engine::PartialFile &file, const QByteArray &content, const QByteArray &password,
                            const engine::formats::Manifest &manifest)
    {
        using engine::formats::ContainerWriter;
        auto writer
            = ContainerWriter::create(
                  file, engine::Secret({password.constData(), static_cast<size_t>(password.size())}), file.path(),
                  {.derivation = {.logN = 4, .r = 1}, .chunkBytes = 64, .identifier = manifest.identifier})
                  .value();
        writer->setManifest([&](const engine::formats::Payload &payload) -> engine::Result<QByteArray> {
            engine::formats::Manifest whole = manifest;
            whole.fileBytes = payload.bytes;
            whole.sha256 = payload.sha256;
            return toJson(whole);
        });
        require(writer->write(spanOf(content)) && writer->finish(), "the container is written");
    }

    QTemporaryDir m_home;

public:
    std::unique_ptr<engine::store::Database> database;
    engine::store::BackupRecords records;
    engine::backups::BackupList list;
};

} // namespace tests
