// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/files/byte_stream.h"
#include "engine/formats/archive/payloads.h"
#include "engine/formats/compression/members.h"
#include "engine/formats/toc/toc.h"
#include "engine/transfer/ends.h"

#include <QString>

#include <map>
#include <memory>
#include <vector>

namespace engine::formats {

/// An archive of pg_dump, versions 1.10 to 1.16 (PostgreSQL 9.0 to 18), in any of its three forms: what it holds, its
/// rows as an origin, its large objects.
///
/// Whatever the file says is checked before it is used: nothing is allocated by a length that the file cannot have, and
/// nothing is read further than ReadingLimits allow. All errors name the place: FileDamaged, FormatUnsupported,
/// FileTooLarge. What is found intact here may still have been altered by who knows how; the digests of a backup tell.
///
/// Any thread may call any method, several at once. Its readers and streams borrow it.
class ArchiveReader final : public transfer::Origin
{
public:
    /// Custom format, or a tar that holds a tar or folder archive of pg_dump, in whatever folder and behind whatever
    /// macOS adds. `name` is for errors.
    static Result<std::unique_ptr<ArchiveReader>> open(std::shared_ptr<const RandomReader> file, const QString &name,
                                                       const ReadingLimits &limits = {});
    /// The same in a zip or anything else that has members.
    static Result<std::unique_ptr<ArchiveReader>> openMembers(std::shared_ptr<const Members> members,
                                                              const QString &name, const ReadingLimits &limits = {});
    /// Folder format: "toc.dat" and what it names.
    static Result<std::unique_ptr<ArchiveReader>> openFolder(const QString &folder, const ReadingLimits &limits = {});

    [[nodiscard]] const Contents &contents() const { return m_toc.contents; }
    [[nodiscard]] ArchiveKind kind() const { return m_toc.kind; }
    /// The second number: 14 for 1.14.
    [[nodiscard]] int version() const { return m_toc.version; }
    [[nodiscard]] Compression compression() const { return m_toc.compression; }
    /// False for archives of PostgreSQL before 10.3: their texts have to be read with the schema of their entry, and
    /// pg_catalog, as search_path.
    [[nodiscard]] bool isQualified() const { return m_toc.isQualified; }
    /// Goes over the whole file without expanding it: the data of every entry are there, and nothing else is.
    [[nodiscard]] Result<> checkData(std::stop_token stop) const { return m_payloads->check(std::move(stop)); }
    /// What the data of an entry take in the file; nothing where nobody knows before checkData().
    [[nodiscard]] std::optional<qint64> storedBytes(int number) const;

    /// Whole tables: nobody can begin in the middle of a compressed stream.
    [[nodiscard]] std::vector<transfer::Piece> pieces(const sql::QualifiedName &table,
                                                      qint64 shareBytes) const override;
    /// Its sources give rows as text, of tables whose entry has COPY, with the columns that it names; they end only
    /// when the stream and the rows in it do. Errors of open(): ObjectMissing for a table without rows here,
    /// FormatUnsupported when its rows are INSERT statements (payload() gives those).
    Result<std::unique_ptr<transfer::Reader>> reader(std::stop_token stop) override;

    /// The data of an entry as they are, expanded: rows with their end "\.", or INSERT statements.
    /// Errors: ObjectMissing when no entry of this number has such data.
    Result<std::unique_ptr<ByteReader>> payload(int number, std::stop_token stop) const;
    /// Of an entry BLOBS; an archive of 1.16 may have several.
    Result<std::unique_ptr<LargeObjects>> largeObjects(int number, std::stop_token stop) const;

private:
    class TableReader;

    ArchiveReader(Toc toc, std::unique_ptr<Payloads> payloads, QString name, const ReadingLimits &limits);
    [[nodiscard]] Result<size_t> indexOf(int number, bool areLargeObjects) const;

    Toc m_toc;
    const std::unique_ptr<Payloads> m_payloads;
    const QString m_name;
    const ReadingLimits m_limits;
    std::map<int, size_t> m_entryOfNumber;
    std::map<sql::QualifiedName, size_t> m_entryOfTable;
};

} // namespace engine::formats
