// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/formats/toc/toc_writer.h"

#include "engine/formats/toc/toc.h"

#include <algorithm>
#include <string>

namespace engine::formats {

using namespace Qt::StringLiterals;

namespace archive_bytes {

void appendInt(int value, std::vector<std::byte> &out)
{
    out.push_back(value < 0 ? std::byte{1} : std::byte{0});
    uint32_t magnitude = value < 0 ? 0U - static_cast<uint32_t>(value) : static_cast<uint32_t>(value);
    for (int i = 0; i < 4; ++i, magnitude >>= 8U)
        out.push_back(static_cast<std::byte>(magnitude));
}

void appendString(std::string_view text, std::vector<std::byte> &out)
{
    appendInt(static_cast<int>(text.size()), out);
    const auto *bytes = reinterpret_cast<const std::byte *>(text.data());
    out.insert(out.end(), bytes, bytes + text.size());
}

void appendNothing(std::vector<std::byte> &out)
{
    appendInt(-1, out);
}

std::vector<std::byte> setOffset(qint64 offset)
{
    std::vector<std::byte> bytes{std::byte{static_cast<unsigned char>(OffsetState::Set)}};
    auto rest = static_cast<quint64>(offset);
    for (int i = 0; i < 8; ++i, rest >>= 8U)
        bytes.push_back(static_cast<std::byte>(rest));
    return bytes;
}

} // namespace archive_bytes

using namespace archive_bytes;

namespace {

void appendHeader(const Contents &contents, std::vector<std::byte> &out)
{
    for (const char c : archiveMagic)
        out.push_back(static_cast<std::byte>(c));
    // Version 1.14.0, the sizes of Int and Offset, custom format: what PostgreSQL 12 and later read.
    for (const int byte : {1, 14, 0, 4, 8, 1})
        out.push_back(static_cast<std::byte>(byte));
    // The level of zlib: its default, as pg_dump writes it.
    appendInt(-1, out);
    const QDateTime made = contents.made.isValid() ? contents.made : QDateTime::fromSecsSinceEpoch(0);
    const QDate date = made.date();
    const QTime time = made.time();
    for (const int part : {time.second(), time.minute(), time.hour(), date.day(), date.month() - 1, date.year() - 1900,
                           made.isDaylightTime() ? 1 : 0})
        appendInt(part, out);
    appendString(contents.database, out);
    appendString(contents.serverVersion, out);
    appendString(contents.writerVersion, out);
}

void appendOrNothing(const std::optional<std::string> &text, std::vector<std::byte> &out)
{
    if (text)
        appendString(*text, out);
    else
        appendNothing(out);
}

void appendEntry(const Entry &entry, WrittenToc &toc)
{
    std::vector<std::byte> &out = toc.bytes;
    appendInt(entry.number, out);
    appendInt(entry.hasData ? 1 : 0, out);
    appendString(std::to_string(entry.catalog), out);
    appendString(std::to_string(entry.object), out);
    appendString(entry.name, out);
    appendString(entry.kind, out);
    appendInt(static_cast<int>(entry.section), out);
    appendString(entry.creation, out);
    appendString(entry.removal, out);
    appendOrNothing(entry.copy, out);
    appendOrNothing(entry.schema, out);
    appendOrNothing(entry.tablespace, out);
    appendOrNothing(entry.accessMethod, out);
    appendString(entry.owner, out);
    appendString("false", out);
    for (const int dependency : entry.dependencies)
        appendString(std::to_string(dependency), out);
    appendNothing(out);
    if (entry.hasData)
        toc.offsets[entry.number] = static_cast<qint64>(out.size());
    out.push_back(static_cast<std::byte>(entry.hasData ? OffsetState::NotSet : OffsetState::NoData));
    out.insert(out.end(), 8, std::byte{0});
}

/// What every session that restores must have said before anything else.
std::vector<Entry> settingEntries(const Contents &contents)
{
    int next = 1;
    for (const Entry &entry : contents.entries)
        next = std::max(next, entry.number + 1);
    const auto setting = [&next](std::string kind, std::string creation) {
        return Entry{.number = next++, .kind = kind, .name = kind, .creation = std::move(creation)};
    };
    return {setting("ENCODING", "SET client_encoding = " + sql::literal(contents.encoding) + ";\n"),
            setting("STDSTRINGS", std::string("SET standard_conforming_strings = '")
                                      + (contents.standardStrings ? "on" : "off") + "';\n"),
            setting("SEARCHPATH", "SELECT pg_catalog.set_config('search_path', " + sql::literal(contents.searchPath)
                                      + ", false);\n")};
}

Result<> checkWritable(const Entry &entry)
{
    // A program written in C would end each of them at the first NUL.
    const auto isText = [](const std::string &text) {
        return text.size() <= mostStringBytes && text.find('\0') == std::string::npos;
    };
    if (isText(entry.kind) && isText(entry.name) && isText(entry.owner) && isText(entry.creation)
        && isText(entry.removal) && isText(entry.copy.value_or("")) && isText(entry.schema.value_or("")))
        return {};
    return failure({.code = ErrorCode::FormatUnsupported,
                    .subject = text(entry.name),
                    .detail = u"the text of the entry %1 is too long or holds a zero byte"_s.arg(entry.number)});
}

} // namespace

Result<WrittenToc> writeToc(const Contents &contents)
{
    WrittenToc toc;
    appendHeader(contents, toc.bytes);
    const std::vector<Entry> settings = settingEntries(contents);
    appendInt(static_cast<int>(settings.size() + contents.entries.size()), toc.bytes);
    for (const Entry &entry : settings)
        appendEntry(entry, toc);
    for (const Entry &entry : contents.entries) {
        TRY(checkWritable(entry));
        appendEntry(entry, toc);
    }
    return toc;
}

} // namespace engine::formats
