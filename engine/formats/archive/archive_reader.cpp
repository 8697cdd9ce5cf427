// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/formats/archive/archive_reader.h"

#include "engine/formats/archive/copy_source.h"
#include "engine/formats/archive/custom_payloads.h"
#include "engine/formats/archive/member_payloads.h"
#include "engine/formats/compression/folder_files.h"
#include "engine/formats/compression/random_stream.h"
#include "engine/formats/compression/tar_file.h"
#include "engine/formats/toc/toc_reader.h"

#include <array>
#include <string_view>

namespace engine::formats {

using namespace Qt::StringLiterals;

namespace {

constexpr std::string_view tocName = "toc.dat";

} // namespace

/// Opens one table after the other. Borrows the archive.
class ArchiveReader::TableReader final : public transfer::Reader
{
public:
    TableReader(const ArchiveReader &archive, std::stop_token stop)
        : m_archive(archive)
        , m_stop(std::move(stop))
    {}

    Result<std::unique_ptr<stream::Source>> open(const transfer::Share &share) override
    {
        const auto entry = m_archive.m_entryOfTable.find(share.table);
        if (entry == m_archive.m_entryOfTable.end())
            return failure({.code = ErrorCode::ObjectMissing, .subject = text(share.table.displayed())});
        const std::optional<std::string> &copy = m_archive.contents().entries[entry->second].copy;
        if (!copy)
            return failure({.code = ErrorCode::FormatUnsupported,
                            .subject = m_archive.m_name,
                            .detail = u"the rows of %1 are INSERT statements"_s.arg(text(share.table.displayed()))});
        TRY_ASSIGN(const std::vector<std::string> columns, columnsOfCopy(*copy).map_error([this](Error error) {
            error.subject = m_archive.m_name;
            return error;
        }));
        stream::RowShape shape{.table = share.table};
        for (const std::string &column : columns)
            shape.columns.push_back({.name = column});
        TRY_ASSIGN(std::unique_ptr<ByteReader> bytes, m_archive.m_payloads->rows(entry->second, m_stop));
        return std::unique_ptr<stream::Source>(std::make_unique<CopySource>(
            std::move(bytes), std::move(shape), m_archive.m_limits.mostRowBytes, m_archive.m_name));
    }

private:
    const ArchiveReader &m_archive;
    std::stop_token m_stop;
};

ArchiveReader::ArchiveReader(Toc toc, std::unique_ptr<Payloads> payloads, QString name, const ReadingLimits &limits)
    : m_toc(std::move(toc))
    , m_payloads(std::move(payloads))
    , m_name(std::move(name))
    , m_limits(limits)
{
    const std::vector<Entry> &entries = m_toc.contents.entries;
    for (size_t i = 0; i < entries.size(); ++i) {
        m_entryOfNumber[entries[i].number] = i;
        if (const std::optional<sql::QualifiedName> table = tableOf(entries[i]); table && entries[i].hasData)
            m_entryOfTable[*table] = i;
    }
}

Result<std::unique_ptr<ArchiveReader>> ArchiveReader::open(std::shared_ptr<const RandomReader> file,
                                                           const QString &name, const ReadingLimits &limits)
{
    std::array<std::byte, 512> beginning{};
    TRY_ASSIGN(const size_t count, file->readAt(0, beginning));
    if (TarFile::isTar(std::span(beginning).first(count))) {
        TRY_ASSIGN(std::shared_ptr<const Members> members, TarFile::open(std::move(file), name));
        return openMembers(std::move(members), name, limits);
    }
    RandomStream bytes(file, 0, file->size());
    TRY_ASSIGN(Toc toc, readToc(bytes, file->size(), name));
    if (toc.kind != ArchiveKind::Custom)
        return failure({.code = ErrorCode::FormatUnsupported,
                        .subject = name,
                        .detail = u"the table of contents of an archive whose data are in other files"_s});
    auto payloads = std::make_unique<CustomPayloads>(std::move(file), toc, name, limits);
    return std::unique_ptr<ArchiveReader>(new ArchiveReader(std::move(toc), std::move(payloads), name, limits));
}

Result<std::unique_ptr<ArchiveReader>> ArchiveReader::openMembers(std::shared_ptr<const Members> members,
                                                                  const QString &name, const ReadingLimits &limits)
{
    std::optional<size_t> found;
    for (size_t i = 0; i < members->list().size(); ++i) {
        if (baseName(members->list()[i].name) != tocName || isFromMacOs(members->list()[i].name))
            continue;
        if (found)
            return failure(
                {.code = ErrorCode::FormatUnsupported, .subject = name, .detail = u"it holds several archives"_s});
        found = i;
    }
    if (!found)
        return failure({.code = ErrorCode::FormatUnknown, .subject = name, .detail = u"it holds no toc.dat"_s});
    const Members::Member &member = members->list()[*found];
    TRY_ASSIGN(const std::unique_ptr<ByteReader> bytes, members->open(*found, {}));
    TRY_ASSIGN(Toc toc, readToc(*bytes, member.size, name));
    // That of a custom archive is at its own beginning.
    if (toc.kind == ArchiveKind::Custom)
        return failure({.code = ErrorCode::FileDamaged,
                        .subject = name,
                        .detail = u"toc.dat is that of another kind of archive"_s});
    toc.kind = ArchiveKind::Tar;
    auto payloads = std::make_unique<MemberPayloads>(
        members, member.name.substr(0, member.name.size() - tocName.size()), toc, name, limits);
    return std::unique_ptr<ArchiveReader>(new ArchiveReader(std::move(toc), std::move(payloads), name, limits));
}

Result<std::unique_ptr<ArchiveReader>> ArchiveReader::openFolder(const QString &folder, const ReadingLimits &limits)
{
    TRY_ASSIGN(std::shared_ptr<const Members> members, FolderFiles::open(folder));
    TRY_ASSIGN(std::unique_ptr<ArchiveReader> archive, openMembers(std::move(members), folder, limits));
    archive->m_toc.kind = ArchiveKind::Folder;
    return archive;
}

std::vector<transfer::Piece> ArchiveReader::pieces(const sql::QualifiedName & /*table*/, qint64 /*shareBytes*/) const
{
    return {transfer::WholeTable{}};
}

Result<std::unique_ptr<transfer::Reader>> ArchiveReader::reader(std::stop_token stop)
{
    return std::unique_ptr<transfer::Reader>(std::make_unique<TableReader>(*this, std::move(stop)));
}

Result<size_t> ArchiveReader::indexOf(int number, bool areLargeObjects) const
{
    const auto index = m_entryOfNumber.find(number);
    if (index != m_entryOfNumber.end()) {
        const Entry &entry = contents().entries[index->second];
        if (entry.hasData && (entry.kind == "BLOBS") == areLargeObjects)
            return index->second;
    }
    return failure({.code = ErrorCode::ObjectMissing,
                    .subject = u"%1 %2"_s.arg(m_name).arg(number),
                    .detail = u"no entry of this number has such data"_s});
}

std::optional<qint64> ArchiveReader::storedBytes(int number) const
{
    const auto index = m_entryOfNumber.find(number);
    if (index == m_entryOfNumber.end() || !contents().entries[index->second].hasData)
        return std::nullopt;
    return m_payloads->storedBytes(index->second);
}

Result<std::unique_ptr<ByteReader>> ArchiveReader::payload(int number, std::stop_token stop) const
{
    TRY_ASSIGN(const size_t index, indexOf(number, false));
    return m_payloads->rows(index, std::move(stop));
}

Result<std::unique_ptr<LargeObjects>> ArchiveReader::largeObjects(int number, std::stop_token stop) const
{
    TRY_ASSIGN(const size_t index, indexOf(number, true));
    return m_payloads->largeObjects(index, std::move(stop));
}

} // namespace engine::formats
