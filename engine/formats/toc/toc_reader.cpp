// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/formats/toc/toc_reader.h"

#include "engine/formats/toc/entry_kinds.h"
#include "engine/formats/toc/toc_cursor.h"
#include "engine/formats/toc/toc_order.h"
#include "engine/sql/lexing.h"

#include <algorithm>
#include <charconv>

namespace engine::formats {

using namespace Qt::StringLiterals;

namespace {

constexpr int firstVersion = 10;
constexpr int lastVersion = 16;
/// An entry takes no less in a file: numbers, flags, and the lengths of its texts.
constexpr qint64 fewestEntryBytes = 60;

template <typename Number>
std::optional<Number> numberOf(std::string_view digits)
{
    Number value{};
    const auto [end, problem] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return problem == std::errc() && end == digits.data() + digits.size() ? std::optional(value) : std::nullopt;
}

/// What stands between `before` and `behind`; nothing when the text is another.
std::optional<std::string_view> between(std::string_view text, std::string_view before, std::string_view behind)
{
    if (!text.starts_with(before) || !text.ends_with(behind) || text.size() < before.size() + behind.size())
        return std::nullopt;
    return text.substr(before.size(), text.size() - before.size() - behind.size());
}

/// The reading of one archive's beginning.
class TocReading final
{
public:
    TocReading(ByteReader &bytes, qint64 size, const QString &name)
        : m_cursor(bytes, size, name)
    {}

    Result<Toc> read()
    {
        TRY(readHeader());
        TRY_ASSIGN(const int count, m_cursor.integer());
        if (count < 0 || count > mostEntries || count > m_cursor.remaining() / fewestEntryBytes)
            return failure(m_cursor.damaged(u"%1 entries"_s.arg(count)));
        for (int i = 0; i < count; ++i)
            TRY(readEntry());
        m_toc.end = m_cursor.position();
        TRY(checkOrder(m_toc.contents.entries).map_error([this](const Error &found) {
            return m_cursor.damaged(found.detail);
        }));
        return std::move(m_toc);
    }

private:
    Result<> readHeader();
    Result<> readVersion();
    Result<> readCompression();
    Result<> readDate();
    Result<> readEntry();
    Result<> readTexts(Entry &entry);
    Result<> readDependencies(Entry &entry);
    Result<DataPlace> readPlace(bool hasData);
    Result<bool> readSetting(const Entry &entry);

    TocCursor m_cursor;
    Toc m_toc;
};

Result<> TocReading::readHeader()
{
    for (const char expected : archiveMagic) {
        const Result<int> byte = m_cursor.remaining() > 0 ? m_cursor.byte() : Result<int>(-1);
        TRY(byte);
        if (*byte != expected)
            return failure(m_cursor.error(ErrorCode::FormatUnknown, u"not an archive of pg_dump"_s));
    }
    TRY(readVersion());
    TRY(readCompression());
    TRY(readDate());
    TRY_ASSIGN(std::optional<std::string> database, m_cursor.string());
    TRY_ASSIGN(std::optional<std::string> server, m_cursor.string());
    TRY_ASSIGN(std::optional<std::string> writer, m_cursor.string());
    m_toc.contents.database = std::move(database).value_or("");
    m_toc.contents.serverVersion = std::move(server).value_or("");
    m_toc.contents.writerVersion = std::move(writer).value_or("");
    return {};
}

Result<> TocReading::readVersion()
{
    TRY_ASSIGN(const int major, m_cursor.byte());
    TRY_ASSIGN(m_toc.version, m_cursor.byte());
    TRY(m_cursor.byte());
    if (major != 1 || m_toc.version < firstVersion || m_toc.version > lastVersion)
        return failure(m_cursor.error(ErrorCode::FormatUnsupported,
                                      u"version %1.%2 of pg_dump's archives; 1.%3 to 1.%4 can be read"_s.arg(major)
                                          .arg(m_toc.version)
                                          .arg(firstVersion)
                                          .arg(lastVersion)));
    TRY_ASSIGN(const int integerBytes, m_cursor.byte());
    TRY_ASSIGN(const int offsetBytes, m_cursor.byte());
    if (integerBytes != 4 || offsetBytes != 8)
        return failure(m_cursor.error(
            ErrorCode::FormatUnsupported,
            u"numbers of %1 bytes and offsets of %2; 4 and 8 can be read"_s.arg(integerBytes).arg(offsetBytes)));
    TRY_ASSIGN(const int kind, m_cursor.byte());
    if (kind != static_cast<int>(ArchiveKind::Custom) && kind != static_cast<int>(ArchiveKind::Tar)
        && kind != static_cast<int>(ArchiveKind::Folder))
        return failure(m_cursor.error(ErrorCode::FormatUnsupported, u"an archive of the kind %1"_s.arg(kind)));
    m_toc.kind = static_cast<ArchiveKind>(kind);
    return {};
}

Result<> TocReading::readCompression()
{
    if (m_toc.version < 15) {
        TRY_ASSIGN(const int level, m_cursor.integer());
        if (level < -1 || level > 9)
            return failure(m_cursor.damaged(u"compression of the level %1"_s.arg(level)));
        m_toc.compression = level == 0 ? Compression::None : Compression::Zlib;
        return {};
    }
    constexpr Compression algorithms[] = {Compression::None, Compression::Zlib, Compression::Lz4, Compression::Zstd};
    TRY_ASSIGN(const int algorithm, m_cursor.byte());
    if (static_cast<size_t>(algorithm) >= std::size(algorithms))
        return failure(m_cursor.error(ErrorCode::FormatUnsupported, u"compression of the kind %1"_s.arg(algorithm)));
    m_toc.compression = algorithms[algorithm];
    return {};
}

/// A date that is none says nothing about the rest.
Result<> TocReading::readDate()
{
    int parts[7] = {};
    for (int &part : parts) {
        TRY_ASSIGN(part, m_cursor.integer());
    }
    const auto &[second, minute, hour, day, month, year, isSummer] = parts;
    if (year > -1900 && year < 8000 && month < 12 && month >= 0)
        m_toc.contents.made = QDateTime(QDate(year + 1900, month + 1, day), QTime(hour, minute, std::min(second, 59)));
    if (!m_toc.contents.made.isValid())
        m_toc.contents.made = {};
    return {};
}

Result<> TocReading::readEntry()
{
    Entry entry;
    TRY(m_cursor.keep(sizeof(Entry) + sizeof(DataPlace)));
    TRY_ASSIGN(entry.number, m_cursor.integer());
    TRY_ASSIGN(const int hasData, m_cursor.integer());
    if (entry.number <= 0 || hasData < 0 || hasData > 1)
        return failure(m_cursor.damaged(u"an entry of the number %1"_s.arg(entry.number)));
    entry.hasData = hasData == 1;
    TRY_ASSIGN(const std::string catalog, m_cursor.presentString(u"the catalog of an entry"_s));
    TRY_ASSIGN(const std::string object, m_cursor.presentString(u"the object of an entry"_s));
    const std::optional<quint32> catalogNumber = numberOf<quint32>(catalog);
    const std::optional<quint32> objectNumber = numberOf<quint32>(object);
    if (!catalogNumber || !objectNumber)
        return failure(m_cursor.damaged(u"an entry whose object has no number"_s));
    entry.catalog = *catalogNumber;
    entry.object = *objectNumber;
    TRY(readTexts(entry));
    TRY(readDependencies(entry));
    TRY_ASSIGN(DataPlace place, readPlace(entry.hasData));
    TRY_ASSIGN(const bool isSetting, readSetting(entry));
    if (isSetting)
        return {};
    m_toc.contents.entries.push_back(std::move(entry));
    m_toc.places.push_back(std::move(place));
    return {};
}

Result<> TocReading::readTexts(Entry &entry)
{
    TRY_ASSIGN(entry.name, m_cursor.presentString(u"the name of an entry"_s));
    TRY_ASSIGN(entry.kind, m_cursor.presentString(u"the kind of an entry"_s));
    entry.section = sectionOfKind(entry.kind);
    if (m_toc.version >= 11) {
        TRY_ASSIGN(const int section, m_cursor.integer());
        if (section < 1 || section > 4)
            return failure(m_cursor.damaged(u"the section %1"_s.arg(section)));
        entry.section = static_cast<Section>(section);
    }
    TRY_ASSIGN(std::optional<std::string> creation, m_cursor.string());
    TRY_ASSIGN(std::optional<std::string> removal, m_cursor.string());
    entry.creation = std::move(creation).value_or("");
    entry.removal = std::move(removal).value_or("");
    TRY_ASSIGN(entry.copy, m_cursor.string());
    TRY_ASSIGN(entry.schema, m_cursor.string());
    TRY_ASSIGN(entry.tablespace, m_cursor.string());
    if (m_toc.version >= 14) {
        TRY_ASSIGN(entry.accessMethod, m_cursor.string());
    }
    if (m_toc.version >= 16) {
        TRY_ASSIGN(const int relationKind, m_cursor.integer());
        if (relationKind < 0 || relationKind > 127)
            return failure(m_cursor.damaged(u"a relation of the kind %1"_s.arg(relationKind)));
        entry.relationKind = static_cast<char>(relationKind);
    }
    // Archives say "nothing here" in both ways.
    for (std::optional<std::string> *text : {&entry.copy, &entry.schema, &entry.tablespace, &entry.accessMethod}) {
        if (*text && (*text)->empty())
            text->reset();
    }
    TRY_ASSIGN(std::optional<std::string> owner, m_cursor.string());
    entry.owner = std::move(owner).value_or("");
    // Whether the table had OIDs as a hidden column, which no server does any more.
    TRY(m_cursor.presentString(u"a word of an entry"_s));
    return {};
}

Result<> TocReading::readDependencies(Entry &entry)
{
    while (true) {
        TRY_ASSIGN(const std::optional<std::string> text, m_cursor.string());
        if (!text)
            return {};
        TRY(m_cursor.keep(sizeof(int)));
        const std::optional<int> number = numberOf<int>(*text);
        if (!number)
            return failure(m_cursor.damaged(u"a dependency that is no number"_s));
        entry.dependencies.push_back(*number);
    }
}

Result<DataPlace> TocReading::readPlace(bool hasData)
{
    DataPlace place;
    if (m_toc.kind != ArchiveKind::Custom) {
        TRY_ASSIGN(std::optional<std::string> member, m_cursor.string());
        place.member = std::move(member).value_or("");
        place.state = hasData ? OffsetState::Set : OffsetState::NoData;
        return place;
    }
    TRY_ASSIGN(const int state, m_cursor.byte());
    TRY_ASSIGN(place.offset, m_cursor.offset());
    if (state < 1 || state > 3 || (hasData && state == static_cast<int>(OffsetState::NoData)))
        return failure(m_cursor.damaged(u"an offset of the kind %1"_s.arg(state)));
    place.state = hasData ? static_cast<OffsetState>(state) : OffsetState::NoData;
    return place;
}

/// What changes the meaning of everything else is understood word for word, or refused.
Result<bool> TocReading::readSetting(const Entry &entry)
{
    Contents &contents = m_toc.contents;
    if (entry.kind == "ENCODING") {
        const auto encoding = between(entry.creation, "SET client_encoding = '", "';\n");
        if (!encoding || encoding->empty() || !std::ranges::all_of(*encoding, sql::isWordCharacter))
            return failure(m_cursor.damaged(u"the encoding cannot be understood"_s));
        contents.encoding = *encoding;
        return true;
    }
    if (entry.kind == "STDSTRINGS") {
        const auto isOn = between(entry.creation, "SET standard_conforming_strings = '", "';\n");
        if (!isOn || (*isOn != "on" && *isOn != "off"))
            return failure(m_cursor.damaged(u"the form of strings cannot be understood"_s));
        contents.standardStrings = *isOn == "on";
        return true;
    }
    if (entry.kind == "SEARCHPATH") {
        const auto path = between(entry.creation, "SELECT pg_catalog.set_config('search_path', '", "', false);\n");
        if (!path || path->find_first_of("'\\") != std::string_view::npos)
            return failure(m_cursor.damaged(u"the search path cannot be understood"_s));
        contents.searchPath = *path;
        m_toc.isQualified = true;
        return true;
    }
    return false;
}

} // namespace

Result<Toc> readToc(ByteReader &bytes, qint64 size, const QString &name)
{
    return TocReading(bytes, size, name).read();
}

} // namespace engine::formats
