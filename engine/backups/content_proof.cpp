// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/backups/content_proof.h"

#include "engine/base/files/file_hash.h"
#include "engine/formats/archive/archive_reader.h"
#include "engine/transfer/nowhere.h"
#include "engine/transfer/transfer.h"

#include <map>
#include <set>

namespace engine::backups {

using namespace Qt::StringLiterals;
using formats::ArchiveReader;
using formats::Manifest;

namespace {

constexpr size_t pieceBytes = size_t{64} * 1024;

/// What of an archive is not as its manifest says.
class Comparison final
{
public:
    Comparison(const BackupFile &file, const Manifest &manifest, std::stop_token stop)
        : m_file(file)
        , m_manifest(manifest)
        , m_stop(std::move(stop))
    {}

    Result<> run(Progress &progress);

private:
    Result<> compareRows(ArchiveReader &archive, Progress &progress);
    Result<> compareLargeObjects(const ArchiveReader &archive);
    Result<> readLargeObjects(const ArchiveReader &archive, int entry);
    void differ(const QString &what) { m_differences.append(Sentence(what)); }

    const BackupFile &m_file;
    const Manifest &m_manifest;
    const std::stop_token m_stop;
    QList<Sentence> m_differences;
    qint64 m_objects = 0;
    qint64 m_objectBytes = 0;
    Sha256 m_allObjects;
};

Result<> Comparison::compareRows(ArchiveReader &archive, Progress &progress)
{
    std::map<sql::QualifiedName, const formats::ManifestTable *> expected;
    for (const formats::ManifestTable &table : m_manifest.tables)
        expected.emplace(table.name, &table);
    std::vector<transfer::TableToMove> tables;
    auto counters = std::make_shared<Progress::Tables>();
    for (const formats::Entry &entry : archive.contents().entries) {
        const auto name = formats::tableOf(entry);
        if (!name)
            continue;
        auto table = std::make_unique<TableProgress>();
        table->name = text(name->displayed());
        const auto known = expected.find(*name);
        if (known != expected.end())
            table->expectedRows = known->second->digest.rows;
        tables.push_back({*name, table.get()});
        counters->push_back(std::move(table));
    }
    progress.setTables(counters);
    progress.enter(Phase::Rows);
    transfer::Nowhere nowhere;
    TRY_ASSIGN(const std::vector<transfer::TableMoved> found,
               transfer::Transfer(archive, nowhere, {}).run(tables, m_stop));
    for (const transfer::TableMoved &table : found) {
        const auto known = expected.find(table.table);
        const QString name = text(table.table.displayed());
        if (known == expected.end())
            differ(u"%1: +"_s.arg(name));
        else if (table.summary.digest.inFormat(stream::RowFormat::Text) != known->second->digest)
            differ(u"%1: %2 / %3"_s.arg(name).arg(table.summary.rows).arg(known->second->digest.rows));
        if (known != expected.end())
            expected.erase(known);
    }
    for (const auto &[name, table] : expected)
        differ(u"%1: -"_s.arg(text(name.displayed())));
    return {};
}

Result<> Comparison::readLargeObjects(const ArchiveReader &archive, int entry)
{
    TRY_ASSIGN(const std::unique_ptr<formats::LargeObjects> objects, archive.largeObjects(entry, m_stop));
    std::vector<std::byte> piece(pieceBytes);
    while (true) {
        TRY_ASSIGN(const std::optional<quint32> number, objects->next());
        if (!number)
            return {};
        Sha256 hash;
        for (size_t count = piece.size(); count == piece.size();) {
            TRY_ASSIGN(count, objects->bytes().read(piece));
            hash.add(std::span(piece).first(count));
            m_objectBytes += static_cast<qint64>(count);
        }
        const std::string name = std::to_string(*number);
        hash.add(std::as_bytes(std::span(name)));
        const QByteArray digest = hash.result();
        m_allObjects.add(std::as_bytes(std::span(digest.constData(), static_cast<size_t>(digest.size()))));
        ++m_objects;
    }
}

Result<> Comparison::compareLargeObjects(const ArchiveReader &archive)
{
    for (const formats::Entry &entry : archive.contents().entries) {
        if (entry.kind == "BLOBS")
            TRY(readLargeObjects(archive, entry.number));
    }
    const QString digest = m_objects == 0 ? QString() : QString::fromLatin1(m_allObjects.result().toHex());
    const formats::ManifestLargeObjects &expected = m_manifest.largeObjects;
    if (m_objects != expected.count || m_objectBytes != expected.bytes || digest != expected.digest)
        differ(u"large objects: %1 / %2"_s.arg(m_objects).arg(expected.count));
    return {};
}

Result<> Comparison::run(Progress &progress)
{
    // The file outlives what reads it.
    const std::shared_ptr<const RandomReader> payload(&m_file.payload(), [](const RandomReader *) {});
    TRY_ASSIGN(const std::unique_ptr<ArchiveReader> archive, ArchiveReader::open(payload, m_file.path()));
    TRY(archive->checkData(m_stop));
    TRY(compareRows(*archive, progress));
    TRY(compareLargeObjects(*archive));
    if (m_differences.isEmpty())
        return {};
    QStringList shown;
    for (const Sentence &difference : m_differences.first(std::min<qsizetype>(m_differences.size(), 8)))
        shown.append(difference.text());
    return failure({.code = ErrorCode::ContentDiffers,
                    .subject = m_file.path(),
                    .detail = shown.join(u", "_s),
                    .differences = m_differences});
}

} // namespace

Result<QList<Sentence>> proveContent(const BackupFile &file, std::stop_token stop, Progress &progress)
{
    const std::optional<Manifest> &manifest = file.manifest();
    if (!manifest || manifest->format != u"archive")
        return failure({.code = ErrorCode::FormatUnsupported,
                        .subject = file.path(),
                        .detail = manifest ? manifest->format : u"manifest"_s});
    TRY(Comparison(file, *manifest, std::move(stop)).run(progress));
    return QList<Sentence>();
}

} // namespace engine::backups
