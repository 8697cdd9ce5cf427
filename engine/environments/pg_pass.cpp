// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/environments/pg_pass.h"

#include "engine/base/files/atomic_file.h"

#include <sys/stat.h>

#include <QFile>

#include <algorithm>
#include <array>

namespace engine::environments {

using namespace Qt::StringLiterals;

namespace {

// A line is some 80 bytes: twelve thousand servers.
constexpr qint64 maxPgPassBytes = qint64{1024} * 1024;

/// The next line of `rest`, without its line end; `rest` goes on behind it.
std::string_view nextLine(std::string_view &rest)
{
    const size_t end = rest.find('\n');
    std::string_view line = rest.substr(0, end);
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
    while (!line.empty() && line.back() == '\r')
        line.remove_suffix(1);
    return line;
}

/// Where the field at the start of `line` ends: at a colon without a backslash before it, or at the end.
size_t fieldEnd(std::string_view line)
{
    size_t i = 0;
    while (i < line.size() && line[i] != ':')
        i += line[i] == '\\' && i + 1 < line.size() ? 2 : 1;
    return i;
}

/// Whether the field means `wanted`: `*` means everything, a backslash takes the meaning from the next character.
bool fieldMatches(std::string_view field, std::string_view wanted)
{
    if (field == "*")
        return true;
    size_t at = 0;
    for (size_t i = 0; i < field.size(); ++i) {
        if (field[i] == '\\' && i + 1 < field.size())
            ++i;
        if (at == wanted.size() || field[i] != wanted[at])
            return false;
        ++at;
    }
    return at == wanted.size();
}

Secret withoutEscapes(std::string_view field)
{
    std::string plain;
    // No reallocation may leave a copy behind.
    plain.reserve(field.size());
    for (size_t i = 0; i < field.size(); ++i) {
        if (field[i] == '\\' && i + 1 < field.size())
            ++i;
        plain += field[i];
    }
    Secret password(plain);
    wipe(plain);
    return password;
}

/// As libpq asks: the default folder of sockets is written "localhost". Not /tmp, where anybody may listen.
std::string hostInFile(const std::string &host)
{
    static constexpr std::array usualFolders{"", "/var/run/postgresql", "/run/postgresql"};
    const bool isUsual = std::ranges::any_of(usualFolders, [&](const char *folder) { return host == folder; });
    return isUsual ? "localhost" : host;
}

std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view blanks = " \t\r\f\v";
    const size_t first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

tl::unexpected<Error> badServiceLine(const QString &path, int line, const QString &why)
{
    return failure({.code = ErrorCode::SettingsInvalid,
                    .subject = path,
                    .detail = u"line %1: %2"_s.arg(QString::number(line), why)});
}

} // namespace

std::optional<Secret> findInPgPass(std::string_view fileText, const PgPassQuestion &question)
{
    if (question.database.empty() || question.user.empty())
        return {};
    const std::array<std::string, 4> wanted{hostInFile(question.host), question.port.empty() ? "5432" : question.port,
                                            question.database, question.user};
    while (!fileText.empty()) {
        std::string_view line = nextLine(fileText);
        if (line.empty() || line.front() == '#')
            continue;
        const bool matches = std::ranges::all_of(wanted, [&line](const std::string &value) {
            const size_t end = fieldEnd(line);
            if (end == line.size() || !fieldMatches(line.substr(0, end), value))
                return false;
            line.remove_prefix(end + 1);
            return true;
        });
        if (matches)
            return withoutEscapes(line.substr(0, fieldEnd(line)));
    }
    return {};
}

Result<std::optional<Secret>> readPgPass(const QString &path, const PgPassQuestion &question)
{
    struct stat status = {};
    if (::stat(QFile::encodeName(path).constData(), &status) != 0)
        return std::optional<Secret>();
    const auto unreadable = [&path](const QString &why) {
        return failure({.code = ErrorCode::FileUnreadable, .subject = path, .detail = why});
    };
    if (!S_ISREG(status.st_mode))
        return unreadable(u"is not a plain file"_s);
    if ((status.st_mode & (S_IRWXG | S_IRWXO)) != 0)
        return unreadable(u"others may read it; its permissions should be 0600"_s);
    TRY_ASSIGN(QByteArray bytes, readWholeFile(path, maxPgPassBytes));
    std::optional<Secret> password = findInPgPass({bytes.constData(), static_cast<size_t>(bytes.size())}, question);
    wipe(bytes);
    return password;
}

Result<std::optional<std::map<std::string, std::string>>> findService(std::string_view fileText,
                                                                      std::string_view service, const QString &path)
{
    std::map<std::string, std::string> keywords;
    bool isFound = false;
    bool isInSection = false;
    for (int number = 1; !fileText.empty(); ++number) {
        const std::string_view line = trimmed(nextLine(fileText));
        if (line.empty() || line.front() == '#')
            continue;
        if (line.front() == '[') {
            // As in libpq, the first section of a name counts.
            if (isFound)
                break;
            isInSection = line.size() >= 2 && line.back() == ']' && line.substr(1, line.size() - 2) == service;
            isFound = isInSection;
            continue;
        }
        if (!isInSection)
            continue;
        if (line.starts_with("ldap"))
            return badServiceLine(path, number, u"LDAP look-ups are not supported"_s);
        const size_t equals = line.find('=');
        if (equals == std::string_view::npos || equals == 0)
            return badServiceLine(path, number, u"not keyword=value"_s);
        const std::string_view keyword = line.substr(0, equals);
        if (keyword == "service")
            return badServiceLine(path, number, u"a service cannot name another service"_s);
        keywords.emplace(keyword, line.substr(equals + 1));
    }
    if (!isFound)
        return std::optional<std::map<std::string, std::string>>();
    return std::optional(std::move(keywords));
}

} // namespace engine::environments
