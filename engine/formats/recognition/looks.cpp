// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/formats/recognition/looks.h"

#include <algorithm>
#include <cctype>
#include <string>

namespace engine::formats {

using namespace std::string_view_literals;

namespace {

/// What stands at a place of a file, and what the file is then.
struct Signature
{
    size_t at;
    std::string_view bytes;
    const char *sentence;
};

constexpr Signature signatures[] = {
    {0, "%PDF-"sv, QT_TRANSLATE_NOOP("engine", "a PDF document")},
    {0, "\x89PNG\r\n"sv, QT_TRANSLATE_NOOP("engine", "an image")},
    {0, "\xFF\xD8\xFF"sv, QT_TRANSLATE_NOOP("engine", "an image")},
    {0, "GIF8"sv, QT_TRANSLATE_NOOP("engine", "an image")},
    {8, "WEBP"sv, QT_TRANSLATE_NOOP("engine", "an image")},
    {4, "ftyp"sv, QT_TRANSLATE_NOOP("engine", "a video or a photo")},
    {0, "SQLite format 3\0"sv, QT_TRANSLATE_NOOP("engine", "a database of SQLite")},
    {0, "TAPE\0\0"sv, QT_TRANSLATE_NOOP("engine", "a backup of Microsoft SQL Server (.bak)")},
    {0, "MSCI"sv, QT_TRANSLATE_NOOP("engine", "a backup of Microsoft SQL Server (.bak)")},
    {4, "Standard Jet DB"sv, QT_TRANSLATE_NOOP("engine", "a database of Microsoft Access")},
    {4, "Standard ACE DB"sv, QT_TRANSLATE_NOOP("engine", "a database of Microsoft Access")},
    {1, "EXPORT:V"sv, QT_TRANSLATE_NOOP("engine", "an export of Oracle")},
    {3, "TEXPORT:V"sv, QT_TRANSLATE_NOOP("engine", "an export of Oracle")},
    {0, "\xD0\xCF\x11\xE0"sv, QT_TRANSLATE_NOOP("engine", "an Office document")},
    {0, "\x37\x7A\xBC\xAF"sv, QT_TRANSLATE_NOOP("engine", "an archive of 7-Zip: unpack it first")},
    {0, "Rar!"sv, QT_TRANSLATE_NOOP("engine", "an archive of RAR: unpack it first")},
    {0, "\xFD\x37zXZ"sv, QT_TRANSLATE_NOOP("engine", "compressed by xz: unpack it first")},
    {0, "BZh"sv, QT_TRANSLATE_NOOP("engine", "compressed by bzip2: unpack it first")},
    {0,
     "\x7F"
     "ELF"sv,
     QT_TRANSLATE_NOOP("engine", "a program")},
    {0, "MZ"sv, QT_TRANSLATE_NOOP("engine", "a program")},
    {0, "Salted__"sv, QT_TRANSLATE_NOOP("engine", "encrypted by openssl")},
    {0, "age-encryption.org"sv, QT_TRANSLATE_NOOP("engine", "encrypted by age")},
    {0, "-----BEGIN PGP"sv, QT_TRANSLATE_NOOP("engine", "encrypted by GnuPG")},
    {0, "-----BEGIN"sv, QT_TRANSLATE_NOOP("engine", "a key or a certificate")},
    {0,
     "\xFF\xFEP\0G\0"
     "D\0M\0P\0"sv,
     QT_TRANSLATE_NOOP("engine",
                       "an archive of pg_dump that PowerShell turned into text: make it again with pg_dump -f, "
                       "not with >")},
};

std::string lowered(std::string_view text)
{
    std::string result(text);
    std::ranges::transform(result, result.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return result;
}

bool isText(std::string_view head)
{
    return std::ranges::none_of(head, [](unsigned char c) { return c < 0x20 && c != '\n' && c != '\r' && c != '\t'; });
}

/// The first two lines have the same number of separators.
bool isTable(std::string_view head)
{
    const size_t first = head.find('\n');
    const size_t second = first == std::string_view::npos ? first : head.find('\n', first + 1);
    if (second == std::string_view::npos)
        return false;
    const auto lines = [&](char separator) {
        const auto count = std::ranges::count(head.substr(0, first), separator);
        return count > 0 && count == std::ranges::count(head.substr(first + 1, second - first - 1), separator);
    };
    return lines(',') || lines(';') || lines('\t');
}

/// "NAME=value" in the first line that is no comment.
bool isSettings(std::string_view head)
{
    const size_t equals = head.find('=');
    return equals != std::string_view::npos && equals > 0
           && std::ranges::all_of(head.substr(0, equals), [](unsigned char c) {
                  return std::isupper(c) != 0 || std::isdigit(c) != 0 || c == '_';
              });
}

Sentence textLooksLike(std::string_view head)
{
    const size_t begin = std::min(head.find_first_not_of(" \t\r\n"), head.size());
    const std::string_view text = head.substr(begin);
    const std::string low = lowered(text.substr(0, 200));
    if (low.starts_with("<!doctype html") || low.starts_with("<html"))
        return Tr::sentence("a page of the web, perhaps an error instead of a download");
    if (low.starts_with("<"))
        return Tr::sentence("a document in XML");
    if (text.starts_with("{") || text.starts_with("["))
        return Tr::sentence("data in JSON");
    if (text.starts_with("#!"))
        return Tr::sentence("a program");
    if (isSettings(text))
        return Tr::sentence("settings, perhaps with passwords");
    if (isTable(text))
        return Tr::sentence("a table in CSV");
    return Tr::sentence("a text that is no SQL");
}

} // namespace

Sentence looksLike(std::string_view head)
{
    if (head.empty())
        return Tr::sentence("an empty file");
    if (std::ranges::all_of(head, [](char c) { return c == '\0'; }))
        return Tr::sentence("nothing but zeros: a copy that was broken off");
    for (const Signature &signature : signatures) {
        if (head.size() > signature.at && head.substr(signature.at).starts_with(signature.bytes))
            return Tr::sentence(signature.sentence);
    }
    if (const Sentence foreign = foreignScript(head); !foreign.isEmpty())
        return foreign;
    return isText(head) ? textLooksLike(head) : Tr::sentence("data of an unknown kind");
}

Sentence foreignScript(std::string_view head)
{
    const auto holds = [head](std::string_view text) { return head.find(text) != std::string_view::npos; };
    if (holds("-- MySQL dump") || holds("-- MariaDB dump") || holds("-- phpMyAdmin SQL Dump") || holds("/*!40101 SET"))
        return Tr::sentence("a dump of MySQL or MariaDB");
    if (holds("PRAGMA foreign_keys"))
        return Tr::sentence("a dump of SQLite");
    if (holds("SET ANSI_NULLS") || holds("/****** Object:") || holds("SET IDENTITY_INSERT"))
        return Tr::sentence("a script of Microsoft SQL Server");
    return {};
}

} // namespace engine::formats
