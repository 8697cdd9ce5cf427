// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/formats/compression/tar_file.h"

#include "engine/formats/compression/random_stream.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <set>

namespace engine::formats {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 blockBytes = 512;
constexpr qint64 mostHeaderBytes = qint64{1024} * 1024;
using Block = std::array<char, static_cast<size_t>(blockBytes)>;

std::string_view fieldOf(const Block &block, size_t begin, size_t size)
{
    const std::string_view field(block.data() + begin, size);
    return field.substr(0, std::min(field.find('\0'), size));
}

/// Octal digits, or, where the first bit is set, the bytes of a number.
std::optional<qint64> numberOf(const Block &block, size_t begin, size_t size)
{
    if ((static_cast<unsigned char>(block[begin]) & 0x80U) != 0) {
        quint64 number = static_cast<unsigned char>(block[begin]) & 0x7FU;
        for (size_t i = 1; i < size; ++i) {
            if (number >> 55U != 0)
                return std::nullopt;
            number = number << 8U | static_cast<unsigned char>(block[begin + i]);
        }
        return static_cast<qint64>(number);
    }
    std::string_view digits(block.data() + begin, size);
    const auto isPadding = [](char c) { return c == ' ' || c == '\0'; };
    while (!digits.empty() && isPadding(digits.front()))
        digits.remove_prefix(1);
    while (!digits.empty() && isPadding(digits.back()))
        digits.remove_suffix(1);
    qint64 number = 0;
    const auto [end, problem] = std::from_chars(digits.data(), digits.data() + digits.size(), number, 8);
    const bool isWhole = problem == std::errc() && end == digits.data() + digits.size() && number >= 0;
    return digits.empty() ? std::optional<qint64>(0) : isWhole ? std::optional(number) : std::nullopt;
}

/// Its sum, counting the field of the sum as spaces, stands in it. Some writers took bytes for signed.
bool isHeader(const Block &block)
{
    qint64 sum = 0;
    qint64 signedSum = 0;
    for (size_t i = 0; i < block.size(); ++i) {
        const char c = i >= 148 && i < 156 ? ' ' : block[i];
        sum += static_cast<unsigned char>(c);
        signedSum += static_cast<signed char>(c);
    }
    const std::optional<qint64> said = numberOf(block, 148, 8);
    return said && block[148] != '\0' && (*said == sum || *said == signedSum);
}

/// Goes from header to header.
class TarReading final
{
public:
    TarReading(const RandomReader &file, const QString &name)
        : m_file(file)
        , m_name(name)
    {}

    Result<> read();

    std::vector<Members::Member> members;
    std::vector<qint64> begins;

private:
    Result<> readMember(const Block &block);
    Result<> addFile(std::string_view name, qint64 begin, qint64 size);
    Result<std::string> contents(qint64 size);
    Result<> readPax(std::string_view records);
    [[nodiscard]] Error error(ErrorCode code, const QString &what) const
    {
        return {.code = code, .subject = m_name, .detail = u"byte %1: %2"_s.arg(m_next).arg(what)};
    }
    [[nodiscard]] Error damaged(const QString &what) const { return error(ErrorCode::FileDamaged, what); }

    const RandomReader &m_file;
    const QString m_name;
    qint64 m_next = 0;
    /// Said by headers before the member's own.
    std::optional<std::string> m_longName;
    std::optional<qint64> m_longSize;
    std::set<std::string> m_names;
};

Result<> TarReading::read()
{
    while (m_next < m_file.size()) {
        Block block{};
        TRY_ASSIGN(const size_t count, m_file.readAt(m_next, std::as_writable_bytes(std::span(block))));
        if (count == block.size() && std::ranges::all_of(block, [](char c) { return c == '\0'; }))
            break;
        if (count < block.size() || !isHeader(block))
            return failure(m_next == 0 ? error(ErrorCode::FormatUnknown, u"not a tar"_s)
                                       : damaged(u"no header of a tar"_s));
        TRY(readMember(block));
    }
    if (m_longName || m_longSize)
        return failure(damaged(u"the tar ends in the header of a member"_s));
    return {};
}

Result<> TarReading::readMember(const Block &block)
{
    const std::optional<qint64> said = numberOf(block, 124, 12);
    const char type = block[156];
    const bool isFile = type == '0' || type == '\0' || type == '7';
    const qint64 size = isFile && m_longSize ? *m_longSize : said.value_or(-1);
    const qint64 begin = m_next + blockBytes;
    if (size < 0 || size > m_file.size() - begin)
        return failure(damaged(u"a member that is longer than the tar"_s));
    const std::string prefix(std::string_view(block.data() + 257, 6) == std::string_view("ustar\0", 6)
                                 ? fieldOf(block, 345, 155)
                                 : std::string_view());
    const std::string shortName = (prefix.empty() ? "" : prefix + '/') + std::string(fieldOf(block, 0, 100));
    if (type == 'L') {
        TRY_ASSIGN(const std::string name, contents(size));
        m_longName = name.substr(0, name.find('\0'));
    } else if (type == 'x') {
        TRY_ASSIGN(const std::string records, contents(size));
        TRY(readPax(records));
    } else if (isFile) {
        TRY(addFile(m_longName.value_or(shortName), begin, size));
        m_longName.reset();
        m_longSize.reset();
    } else if (type == '5') {
        m_longName.reset();
        m_longSize.reset();
    } else if (type != 'g' && type != 'K') {
        return failure(error(ErrorCode::FormatUnsupported,
                             u"a member that is no plain file: "_s + text(m_longName.value_or(shortName))));
    }
    m_next = begin + (size + blockBytes - 1) / blockBytes * blockBytes;
    return {};
}

Result<> TarReading::addFile(std::string_view name, qint64 begin, qint64 size)
{
    const Result<std::string> clean = memberName(name);
    if (!clean)
        return failure(damaged(clean.error().detail));
    if (clean->empty() || !m_names.insert(*clean).second)
        return failure(damaged(u"two members of one name: "_s + text(*clean)));
    if (members.size() == mostMembers)
        return failure(error(ErrorCode::FileTooLarge, u"more than %1 members"_s.arg(mostMembers)));
    members.push_back({.name = *clean, .size = size, .storedSize = size});
    begins.push_back(begin);
    return {};
}

Result<std::string> TarReading::contents(qint64 size)
{
    if (size > mostHeaderBytes)
        return failure(damaged(u"a header of %1 bytes"_s.arg(size)));
    std::string bytes(static_cast<size_t>(size), '\0');
    if (size > 0)
        TRY(m_file.readAt(m_next + blockBytes, std::as_writable_bytes(std::span(bytes))));
    return bytes;
}

/// "26 path=a/long/name\n": a length of all of it, a key, a value.
Result<> TarReading::readPax(std::string_view records)
{
    while (!records.empty()) {
        size_t length = 0;
        const auto [end, problem] = std::from_chars(records.data(), records.data() + records.size(), length);
        const auto digits = static_cast<size_t>(end - records.data());
        if (problem != std::errc() || length > records.size() || length < digits + 2 || records[digits] != ' '
            || records[length - 1] != '\n')
            return failure(damaged(u"a header that cannot be understood"_s));
        const std::string_view record = records.substr(digits + 1, length - digits - 2);
        if (record.starts_with("path="))
            m_longName = record.substr(5);
        if (record.starts_with("size=")) {
            qint64 size = -1;
            std::from_chars(record.data() + 5, record.data() + record.size(), size);
            m_longSize = size;
        }
        if (record.starts_with("GNU.sparse."))
            return failure(error(ErrorCode::FormatUnsupported, u"a member with holes"_s));
        records.remove_prefix(length);
    }
    return {};
}

} // namespace

bool TarFile::isTar(std::span<const std::byte> beginning)
{
    Block block{};
    if (beginning.size() < block.size())
        return false;
    std::ranges::transform(beginning.first(block.size()), block.begin(),
                           [](std::byte b) { return static_cast<char>(b); });
    return isHeader(block);
}

Result<std::unique_ptr<TarFile>> TarFile::open(std::shared_ptr<const RandomReader> file, const QString &name)
{
    TarReading reading(*file, name);
    TRY(reading.read());
    std::unique_ptr<TarFile> tar(new TarFile(std::move(file)));
    tar->m_list = std::move(reading.members);
    tar->m_begins = std::move(reading.begins);
    return tar;
}

Result<std::unique_ptr<ByteReader>> TarFile::open(size_t index, std::stop_token /*stop*/) const
{
    const qint64 begin = m_begins[index];
    return std::unique_ptr<ByteReader>(std::make_unique<RandomStream>(m_file, begin, begin + m_list[index].size));
}

} // namespace engine::formats
