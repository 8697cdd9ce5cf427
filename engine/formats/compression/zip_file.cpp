// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/formats/compression/zip_file.h"

#include "engine/formats/compression/expansion.h"
#include "engine/formats/compression/random_stream.h"

#include <zlib.h>

#include <algorithm>
#include <limits>
#include <optional>
#include <set>

namespace engine::formats {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 mostDirectoryBytes = qint64{128} * 1024 * 1024;
constexpr quint32 endSignature = 0x06054b50;
constexpr quint32 farEndSignature = 0x06064b50;
constexpr quint32 farPlaceSignature = 0x07064b50;
constexpr quint32 entrySignature = 0x02014b50;
constexpr quint32 memberSignature = 0x04034b50;
constexpr qint64 endBytes = 22;
constexpr qint64 farPlaceBytes = 20;
constexpr qint64 farEndBytes = 56;
constexpr size_t entryBytes = 46;
constexpr size_t memberBytes = 30;

/// A number of `bytes` bytes, the lowest first. REQUIRES: they are there.
quint64 numberAt(std::string_view text, size_t at, size_t bytes)
{
    quint64 number = 0;
    for (size_t i = bytes; i > 0; --i)
        number = number << 8U | static_cast<unsigned char>(text[at + i - 1]);
    return number;
}

/// Counts and sums what is read, and compares at the end.
class CheckedReader final : public ByteReader
{
public:
    CheckedReader(std::unique_ptr<ByteReader> bytes, qint64 size, quint32 checksum, QString name)
        : m_bytes(std::move(bytes))
        , m_left(size)
        , m_expected(checksum)
        , m_name(std::move(name))
    {}

    Result<size_t> read(std::span<std::byte> into) override
    {
        TRY_ASSIGN(const size_t count, m_bytes->read(into));
        m_left -= static_cast<qint64>(count);
        m_sum = static_cast<quint32>(
            crc32_z(m_sum, reinterpret_cast<const Bytef *>(into.data()), static_cast<z_size_t>(count)));
        if (m_left < 0 || (count < into.size() && (m_left != 0 || m_sum != m_expected)))
            return failure({.code = ErrorCode::FileDamaged,
                            .subject = m_name,
                            .detail = u"a member is not what the directory of the zip says"_s});
        return count;
    }

private:
    std::unique_ptr<ByteReader> m_bytes;
    qint64 m_left;
    quint32 m_sum = 0;
    quint32 m_expected;
    QString m_name;
};

} // namespace

/// The reading of one zip's directory.
class ZipReading final
{
public:
    ZipReading(ZipFile &zip, const RandomReader &file, const QString &name)
        : m_zip(zip)
        , m_file(file)
        , m_name(name)
    {}

    Result<> read();

private:
    struct Entry
    {
        std::string name{};
        quint64 flags = 0;
        quint64 method = 0;
        quint64 madeBy = 0;
        quint64 attributes = 0;
        quint64 stored = 0;
        quint64 size = 0;
        quint64 offset = 0;
        quint32 checksum = 0;
    };
    struct Range
    {
        qint64 begin = 0;
        qint64 end = 0;
    };

    Result<std::string> bytes(qint64 offset, qint64 size) const;
    Result<> findDirectory();
    Result<> findFarDirectory(qint64 end);
    Result<Entry> readEntry(std::string_view &directory) const;
    Result<> readFarNumbers(std::string_view extra, Entry &entry) const;
    Result<> add(const Entry &entry);
    Result<qint64> beginOf(const Entry &entry) const;
    [[nodiscard]] Error error(ErrorCode code, const QString &what) const
    {
        return {.code = code, .subject = m_name, .detail = what};
    }
    [[nodiscard]] Error damaged(const QString &what) const { return error(ErrorCode::FileDamaged, what); }

    ZipFile &m_zip;
    const RandomReader &m_file;
    const QString m_name;
    quint64 m_count = 0;
    quint64 m_directory = 0;
    quint64 m_directoryBytes = 0;
    std::vector<Range> m_ranges;
    std::set<std::string> m_names;
};

Result<std::string> ZipReading::bytes(qint64 offset, qint64 size) const
{
    if (offset < 0 || size < 0 || offset > m_file.size() - size)
        return failure(damaged(u"the zip ends too soon"_s));
    std::string text(static_cast<size_t>(size), '\0');
    if (size > 0)
        TRY(m_file.readAt(offset, std::as_writable_bytes(std::span(text))));
    return text;
}

/// It is named by the last bytes of the file, before a comment of at most 65,535 bytes.
Result<> ZipReading::findDirectory()
{
    const qint64 tailBytes = std::min(m_file.size(), endBytes + 65535);
    TRY_ASSIGN(const std::string tail, bytes(m_file.size() - tailBytes, tailBytes));
    for (qint64 at = tailBytes - endBytes; at >= 0; --at) {
        const std::string_view end = std::string_view(tail).substr(static_cast<size_t>(at));
        if (numberAt(end, 0, 4) != endSignature || numberAt(end, 20, 2) != end.size() - static_cast<size_t>(endBytes))
            continue;
        m_count = numberAt(end, 10, 2);
        m_directoryBytes = numberAt(end, 12, 4);
        m_directory = numberAt(end, 16, 4);
        return findFarDirectory(m_file.size() - tailBytes + at);
    }
    return failure(damaged(u"the directory of the zip is missing: it was cut"_s));
}

/// Where the numbers of the end are too small for the file, others stand before it.
Result<> ZipReading::findFarDirectory(qint64 end)
{
    if (end < farPlaceBytes)
        return {};
    TRY_ASSIGN(const std::string place, bytes(end - farPlaceBytes, farPlaceBytes));
    if (numberAt(place, 0, 4) != farPlaceSignature)
        return {};
    const quint64 offset = numberAt(place, 8, 8);
    if (offset > static_cast<quint64>(end))
        return failure(damaged(u"the directory of the zip is behind its end"_s));
    TRY_ASSIGN(const std::string far, bytes(static_cast<qint64>(offset), farEndBytes));
    if (numberAt(far, 0, 4) != farEndSignature)
        return failure(damaged(u"the directory of the zip is not where it should be"_s));
    m_count = numberAt(far, 32, 8);
    m_directoryBytes = numberAt(far, 40, 8);
    m_directory = numberAt(far, 48, 8);
    return {};
}

Result<ZipReading::Entry> ZipReading::readEntry(std::string_view &directory) const
{
    if (directory.size() < entryBytes || numberAt(directory, 0, 4) != entrySignature)
        return failure(damaged(u"the directory of the zip ends too soon"_s));
    const size_t nameBytes = numberAt(directory, 28, 2);
    const size_t extraBytes = numberAt(directory, 30, 2);
    const size_t all = entryBytes + nameBytes + extraBytes + numberAt(directory, 32, 2);
    if (all > directory.size())
        return failure(damaged(u"the directory of the zip ends too soon"_s));
    Entry entry{.name = std::string(directory.substr(entryBytes, nameBytes)),
                .flags = numberAt(directory, 8, 2),
                .method = numberAt(directory, 10, 2),
                .madeBy = numberAt(directory, 4, 2) >> 8U,
                .attributes = numberAt(directory, 38, 4),
                .stored = numberAt(directory, 20, 4),
                .size = numberAt(directory, 24, 4),
                .offset = numberAt(directory, 42, 4),
                .checksum = static_cast<quint32>(numberAt(directory, 16, 4))};
    TRY(readFarNumbers(directory.substr(entryBytes + nameBytes, extraBytes), entry));
    directory.remove_prefix(all);
    return entry;
}

Result<> ZipReading::readFarNumbers(std::string_view extra, Entry &entry) const
{
    constexpr quint64 elsewhere = 0xFFFFFFFF;
    while (extra.size() >= 4) {
        const quint64 kind = numberAt(extra, 0, 2);
        const size_t size = numberAt(extra, 2, 2);
        if (size > extra.size() - 4)
            return failure(damaged(u"the directory of the zip cannot be understood"_s));
        std::string_view numbers = extra.substr(4, kind == 1 ? size : 0);
        for (quint64 *number : {&entry.size, &entry.stored, &entry.offset}) {
            if (*number != elsewhere || numbers.size() < 8)
                continue;
            *number = numberAt(numbers, 0, 8);
            numbers.remove_prefix(8);
        }
        extra.remove_prefix(4 + size);
    }
    return {};
}

Result<> ZipReading::read()
{
    TRY(findDirectory());
    const auto size = static_cast<quint64>(m_file.size());
    if (m_directory > size || m_directoryBytes > size - m_directory || m_count > m_directoryBytes / entryBytes)
        return failure(damaged(u"the directory of the zip is not in the file"_s));
    if (m_directoryBytes > mostDirectoryBytes || m_count > mostMembers)
        return failure(error(ErrorCode::FileTooLarge, u"a zip with a directory of %1 bytes"_s.arg(m_directoryBytes)));
    TRY_ASSIGN(const std::string directory,
               bytes(static_cast<qint64>(m_directory), static_cast<qint64>(m_directoryBytes)));
    std::string_view rest = directory;
    for (quint64 i = 0; i < m_count; ++i) {
        TRY_ASSIGN(const Entry entry, readEntry(rest));
        TRY(add(entry));
    }
    std::ranges::sort(m_ranges, {}, &Range::begin);
    for (size_t i = 1; i < m_ranges.size(); ++i) {
        if (m_ranges[i].begin < m_ranges[i - 1].end)
            return failure(damaged(u"members of the zip overlap"_s));
    }
    return {};
}

Result<> ZipReading::add(const Entry &entry)
{
    constexpr quint64 unix = 3;
    const quint64 type = entry.madeBy == unix ? entry.attributes >> 16U & 0xF000U : 0;
    const Result<std::string> clean = memberName(entry.name);
    if (!clean)
        return failure(damaged(clean.error().detail));
    const QString shown = text(*clean);
    if (type != 0 && type != 0x8000 && type != 0x4000)
        return failure(error(ErrorCode::FormatUnsupported, u"a member that is no plain file: "_s + shown));
    if (entry.name.ends_with('/'))
        return {};
    if ((entry.flags & 1U) != 0)
        return failure(error(ErrorCode::FormatUnsupported, u"a zip with a password: "_s + shown));
    if (entry.method != 0 && entry.method != 8)
        return failure(error(ErrorCode::FormatUnsupported,
                             u"a member compressed by method %1: %2"_s.arg(entry.method).arg(shown)));
    const auto most = static_cast<quint64>(std::numeric_limits<qint64>::max());
    if (entry.size > most || entry.stored > static_cast<quint64>(m_file.size())
        || (entry.method == 0 && entry.size != entry.stored))
        return failure(damaged(u"a member that is longer than the zip: "_s + shown));
    if (clean->empty() || !m_names.insert(*clean).second)
        return failure(damaged(u"two members of one name: "_s + shown));
    TRY_ASSIGN(const qint64 begin, beginOf(entry));
    const auto stored = static_cast<qint64>(entry.stored);
    if (begin + stored > static_cast<qint64>(m_directory))
        return failure(damaged(u"a member reaches into the directory: "_s + shown));
    m_ranges.push_back({.begin = static_cast<qint64>(entry.offset), .end = begin + stored});
    m_zip.m_list.push_back({.name = *clean, .size = static_cast<qint64>(entry.size), .storedSize = stored});
    m_zip.m_places.push_back({.begin = begin, .checksum = entry.checksum, .isDeflated = entry.method == 8});
    return {};
}

Result<qint64> ZipReading::beginOf(const Entry &entry) const
{
    if (entry.offset > m_directory)
        return failure(damaged(u"a member stands behind the directory"_s));
    TRY_ASSIGN(const std::string header, bytes(static_cast<qint64>(entry.offset), memberBytes));
    const quint64 nameBytes = numberAt(header, 26, 2);
    if (numberAt(header, 0, 4) != memberSignature || nameBytes != entry.name.size())
        return failure(damaged(u"a member is not where the directory says"_s));
    TRY_ASSIGN(const std::string name,
               bytes(static_cast<qint64>(entry.offset + memberBytes), static_cast<qint64>(nameBytes)));
    if (name != entry.name)
        return failure(damaged(u"a member has another name than in the directory"_s));
    return static_cast<qint64>(entry.offset + memberBytes + nameBytes + numberAt(header, 28, 2));
}

bool ZipFile::isZip(std::span<const std::byte> beginning)
{
    // One without members begins with its end.
    const auto *text = reinterpret_cast<const char *>(beginning.data());
    const quint64 signature = beginning.size() < 4 ? 0 : numberAt({text, 4}, 0, 4);
    return signature == memberSignature || signature == endSignature;
}

Result<std::unique_ptr<ZipFile>> ZipFile::open(std::shared_ptr<const RandomReader> file, const QString &name,
                                               const ExpansionLimits &limits)
{
    std::unique_ptr<ZipFile> zip(new ZipFile(file, name, limits));
    TRY(ZipReading(*zip, *file, name).read());
    return zip;
}

Result<std::unique_ptr<ByteReader>> ZipFile::open(size_t index, std::stop_token stop) const
{
    const Place &place = m_places[index];
    const Member &member = m_list[index];
    std::unique_ptr<ByteReader> stored
        = std::make_unique<RandomStream>(m_file, place.begin, place.begin + member.storedSize);
    std::unique_ptr<ByteReader> bytes
        = expanded(std::move(stored), place.isDeflated ? Compression::Deflate : Compression::None, m_name, m_limits,
                   std::move(stop));
    return std::unique_ptr<ByteReader>(
        std::make_unique<CheckedReader>(std::move(bytes), member.size, place.checksum, m_name));
}

} // namespace engine::formats
