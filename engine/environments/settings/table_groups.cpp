// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/environments/settings/table_groups.h"

#include "engine/base/files/atomic_file.h"
#include "engine/base/files/paths.h"
#include "engine/environments/settings/settings_text.h"

#include <QFile>
#include <QLockFile>

#include <algorithm>

namespace engine::environments {

using namespace Qt::StringLiterals;

namespace {

constexpr auto fileName = "groups.toml"_L1;
constexpr qint64 maxFileBytes = qint64{1024} * 1024;
constexpr qsizetype maxNameLength = 63;
constexpr int lockTimeoutMilliseconds = 10'000;

constexpr std::string_view fileStart
    = "# Groups of tables of Sosie. Wherever a pattern of tables is accepted (--table, --exclude-table,\n"
      "# --keep-target-table, --where), @name stands for all patterns of the group. A pattern is table or "
      "schema.table;\n"
      "# * stands for any letters, ? for one. \"sosie-cli group set\" and \"group remove\" write this file anew: they\n"
      "# keep no comment but this one.\n"
      "version = 1\n\n[groups]\n";

tl::unexpected<Error> invalid(const std::string &name, const QString &why)
{
    return failure({.code = ErrorCode::GroupInvalid, .subject = text(name), .detail = why});
}

bool isNameLetter(QChar c)
{
    return c.isLetterOrNumber() || c.isMark() || c == u'-' || c == u'_';
}

Result<std::vector<std::string>> readPatterns(const toml::node &node, const QString &path)
{
    const toml::array *list = node.as_array();
    if (list == nullptr)
        return mistakeIn(path, node.source(), u"a group is a list of patterns"_s);
    std::vector<std::string> patterns;
    for (const toml::node &element : *list) {
        const auto pattern = element.value_exact<std::string>();
        if (!pattern)
            return mistakeIn(path, element.source(), u"a pattern must be a text"_s);
        patterns.push_back(*pattern);
    }
    return patterns;
}

Result<TableGroups> readGroups(const QByteArray &bytes, const QString &path)
{
    TRY_ASSIGN(const toml::table root, parseSettings(bytes, path));
    TableGroups groups;
    for (const auto &[key, node] : root) {
        if (key.str() == "version")
            continue;
        const toml::table *table = node.as_table();
        if (key.str() != "groups" || table == nullptr)
            return mistakeIn(path, node.source(), u"unknown key %1"_s.arg(text(key.str())));
        for (const auto &[name, list] : *table) {
            TRY_ASSIGN(std::vector<std::string> patterns, readPatterns(list, path));
            if (const Result<> checked = checkGroup(std::string(name.str()), patterns); !checked)
                return mistakeIn(path, list.source(), checked.error().detail);
            groups.emplace(name.str(), std::move(patterns));
        }
    }
    return groups;
}

std::string fileTextOf(const TableGroups &groups)
{
    std::string file(fileStart);
    for (const auto &[name, patterns] : groups) {
        file += tomlText(name) + " = [";
        for (size_t i = 0; i < patterns.size(); ++i)
            file += (i == 0 ? "" : ", ") + tomlText(patterns[i]);
        file += "]\n";
    }
    return file;
}

} // namespace

Result<> checkGroup(const std::string &name, const std::vector<std::string> &patterns)
{
    const QString shown = text(name);
    if (shown.isEmpty() || shown.size() > maxNameLength)
        return invalid(name, u"a name has 1 to 63 letters"_s);
    if (shown.startsWith(u'-') || !std::ranges::all_of(shown, isNameLetter))
        return invalid(name, u"a name holds letters, digits, - and _, and does not begin with -"_s);
    if (patterns.empty())
        return invalid(name, u"a group has at least one pattern"_s);
    for (const std::string &pattern : patterns) {
        const QString letters = text(pattern);
        if (letters.trimmed().isEmpty())
            return invalid(name, u"a pattern is empty"_s);
        if (letters.contains(QChar::ReplacementCharacter)
            || std::ranges::any_of(letters, [](QChar c) { return c.category() == QChar::Other_Control; }))
            return invalid(name, u"a pattern is not a text on one line"_s);
        if (letters.startsWith(u'@'))
            return invalid(name, u"a group holds patterns, no other group: %1"_s.arg(letters));
    }
    return {};
}

TableGroupStore::TableGroupStore(QString configFolder)
    : m_folder(std::move(configFolder))
{}

QString TableGroupStore::filePath() const
{
    return m_folder + u'/' + fileName;
}

Result<TableGroups> TableGroupStore::load() const
{
    const QString path = filePath();
    if (!QFile::exists(path))
        return TableGroups();
    TRY_ASSIGN(const QByteArray bytes, readWholeFile(path, maxFileBytes));
    return readGroups(bytes, path);
}

Result<> TableGroupStore::change(const std::function<Result<>(TableGroups &)> &edit) const
{
    TRY(makePrivateFolder(m_folder));
    // Read, change and write under one lock: two programs that change groups at once must both be heard.
    QLockFile lock(m_folder + u"/groups.lock"_s);
    if (!lock.tryLock(lockTimeoutMilliseconds))
        return failure(
            {.code = ErrorCode::FileUnwritable, .subject = filePath(), .detail = u"another Sosie is changing it"_s});
    TRY_ASSIGN(TableGroups groups, load());
    TRY(edit(groups));
    const std::string changed = fileTextOf(groups);
    return writeFileAtomically(filePath(), QByteArrayView(changed.data(), static_cast<qsizetype>(changed.size())));
}

Result<> TableGroupStore::set(const std::string &name, const std::vector<std::string> &patterns) const
{
    TRY(checkGroup(name, patterns));
    return change([&](TableGroups &groups) -> Result<> {
        groups[name] = patterns;
        return {};
    });
}

Result<> TableGroupStore::remove(const std::string &name) const
{
    return change([&name](TableGroups &groups) -> Result<> {
        if (groups.erase(name) == 0)
            return failure({.code = ErrorCode::GroupUnknown, .subject = text(name)});
        return {};
    });
}

} // namespace engine::environments
