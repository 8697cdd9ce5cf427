// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/formats/manifest.h"

#include "engine/base/files/atomic_file.h"
#include "engine/base/files/file_reader.h"
#include "engine/base/strict_json.h"

#include <vector>

namespace engine::formats {

using namespace Qt::StringLiterals;

qint64 Manifest::rows() const
{
    qint64 sum = 0;
    for (const ManifestTable &table : tables)
        sum += table.digest.rows;
    return sum;
}

qint64 Manifest::rawBytes() const
{
    qint64 sum = 0;
    for (const ManifestTable &table : tables)
        sum += table.rawBytes;
    return sum;
}

QString manifestPath(const QString &filePath)
{
    return filePath + u".manifest.json"_s;
}

Result<> writeManifestBeside(const QString &filePath, const Manifest &manifest)
{
    return writeFileAtomically(manifestPath(filePath), toJson(manifest));
}

Result<Manifest> readManifestBeside(const QString &filePath)
{
    const QString path = manifestPath(filePath);
    TRY_ASSIGN(const auto reader, FileReader::open(path));
    if (reader->size() > JsonBounds{}.bytes)
        return failure(
            {.code = ErrorCode::FileTooLarge, .subject = path, .detail = u"%1 bytes of JSON"_s.arg(reader->size())});
    QByteArray json(reader->size(), Qt::Uninitialized);
    if (!json.isEmpty())
        TRY(reader->readAt(0, std::as_writable_bytes(std::span(json.data(), static_cast<size_t>(json.size())))));
    return manifestFromJson(json, path);
}

} // namespace engine::formats
