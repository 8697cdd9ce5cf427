// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/formats/script/script_risks.h"

#include "engine/formats/script/script_statement.h"
#include "engine/formats/script/script_token.h"

#include <algorithm>
#include <array>
#include <optional>

using namespace Qt::StringLiterals;

namespace engine::formats {

namespace {

using Words = std::vector<ScriptWord>;
constexpr size_t mostLines = 50;
constexpr size_t longestExample = 120;
/// Of the body of a function: longer ones are looked at as far as this.
constexpr size_t longestBody = size_t{1024} * 1024;

struct RiskWords
{
    const char *key;
    const char *sentence;
};

// clang-format off
constexpr std::array<RiskWords, static_cast<size_t>(ScriptRisk::PsqlCommand) + 1> wordsOfRisks = {{
    {"runsProgram", QT_TRANSLATE_NOOP("engine", "starts programs on the server (COPY ... PROGRAM)")},
    {"serverFile", QT_TRANSLATE_NOOP("engine", "reads or writes files of the server")},
    {"nativeCode", QT_TRANSLATE_NOOP("engine", "loads native code into the server")},
    {"untrustedLanguage", QT_TRANSLATE_NOOP("engine", "uses a language that can do anything on the server")},
    {"serverSetting", QT_TRANSLATE_NOOP("engine", "changes the settings of the whole server")},
    {"otherServer", QT_TRANSLATE_NOOP("engine", "reaches other servers")},
    {"otherRole", QT_TRANSLATE_NOOP("engine", "acts as another role")},
    {"highGrant", QT_TRANSLATE_NOOP("engine", "gives rights over the whole server")},
    {"wholeDatabase", QT_TRANSLATE_NOOP("engine", "makes, changes or drops databases, roles or everything of a role")},
    {"eventTrigger", QT_TRANSLATE_NOOP("engine", "makes event triggers, which act on every change of the database")},
    {"anonymousCode", QT_TRANSLATE_NOOP("engine", "runs code once (DO)")},
    {"checksOff", QT_TRANSLATE_NOOP("engine", "switches triggers and foreign keys off")},
    {"transaction", QT_TRANSLATE_NOOP("engine", "begins and ends transactions of its own")},
    {"psqlCommand", QT_TRANSLATE_NOOP("engine", "has commands of psql, which Sosie does not obey")},
}};
// clang-format on

bool contains(std::initializer_list<std::string_view> list, std::string_view word)
{
    return std::find(list.begin(), list.end(), word) != list.end();
}

bool isUntrustedLanguage(std::string_view name)
{
    return contains({"plpythonu", "plpython2u", "plpython3u", "plperlu", "pltclu", "plsh", "pljavau", "pljava", "plr",
                     "plrust", "plluau", "plcontainer"},
                    name);
}

std::optional<ScriptRisk> riskOfExtension(std::string_view name)
{
    if (isUntrustedLanguage(name))
        return ScriptRisk::UntrustedLanguage;
    if (contains({"dblink", "postgres_fdw", "http", "pg_net", "mysql_fdw", "oracle_fdw", "tds_fdw", "multicorn",
                  "wrappers", "aws_s3", "azure_storage"},
                 name))
        return ScriptRisk::OtherServer;
    if (contains({"file_fdw", "adminpack", "pageinspect"}, name))
        return ScriptRisk::ServerFile;
    return std::nullopt;
}

std::optional<ScriptRisk> riskOfFunction(std::string_view name)
{
    if (contains({"pg_read_file", "pg_read_binary_file", "pg_ls_dir", "pg_stat_file", "pg_ls_logdir", "pg_ls_waldir",
                  "pg_file_write", "pg_file_unlink", "pg_file_rename", "pg_file_sync", "pg_file_read", "pg_logdir_ls",
                  "lo_import", "lo_export"},
                 name))
        return ScriptRisk::ServerFile;
    if (name.starts_with("dblink") || contains({"http_get", "http_post", "http_put", "http_delete"}, name))
        return ScriptRisk::OtherServer;
    if (contains({"pg_reload_conf", "pg_rotate_logfile", "pg_terminate_backend", "pg_promote", "pg_switch_wal"}, name))
        return ScriptRisk::ServerSetting;
    return std::nullopt;
}

const ScriptWord &at(const Words &words, size_t index)
{
    static const ScriptWord nothing;
    return index < words.size() ? words[index] : nothing;
}

bool hasWord(const Words &words, std::string_view word, size_t from = 1)
{
    return std::any_of(words.begin() + static_cast<std::ptrdiff_t>(std::min(from, words.size())), words.end(),
                       [&](const ScriptWord &each) { return each.is(word); });
}

std::optional<ScriptRisk> riskOfCreate(const Words &words)
{
    size_t kind = 1;
    while (contains({"or", "replace", "trusted", "procedural", "if", "not", "exists"}, at(words, kind).text)
           && at(words, kind).kind == ScriptToken::Kind::Word)
        ++kind;
    const std::string &what = at(words, kind).text;
    if (what == "extension") {
        size_t name = kind + 1;
        while (contains({"if", "not", "exists"}, at(words, name).text))
            ++name;
        return riskOfExtension(at(words, name).text);
    }
    if (what == "event")
        return ScriptRisk::EventTrigger;
    if (what == "language")
        return ScriptRisk::UntrustedLanguage;
    if (contains({"subscription", "server", "foreign"}, what) || (what == "user" && at(words, kind + 1).is("mapping")))
        return ScriptRisk::OtherServer;
    if (what == "database" || what == "tablespace")
        return ScriptRisk::WholeDatabase;
    if (contains({"role", "user", "group"}, what)
        && (hasWord(words, "superuser") || hasWord(words, "replication") || hasWord(words, "bypassrls")
            || hasWord(words, "createrole")))
        return ScriptRisk::HighGrant;
    return std::nullopt;
}

std::optional<ScriptRisk> riskOfAlter(const Words &words)
{
    const std::string &what = at(words, 1).text;
    if (what == "system")
        return ScriptRisk::ServerSetting;
    if (what == "database" || what == "tablespace")
        return ScriptRisk::WholeDatabase;
    if (contains({"subscription", "server", "foreign"}, what) || (what == "user" && at(words, 2).is("mapping")))
        return ScriptRisk::OtherServer;
    if (contains({"role", "user", "group"}, what)
        && (hasWord(words, "superuser") || hasWord(words, "replication") || hasWord(words, "bypassrls")
            || hasWord(words, "createrole")))
        return ScriptRisk::HighGrant;
    if (what == "table" && hasWord(words, "disable") && hasWord(words, "trigger"))
        return ScriptRisk::ChecksOff;
    return std::nullopt;
}

std::optional<ScriptRisk> riskOfSet(const Words &words)
{
    const size_t what
        = at(words, 1).is("local") || (at(words, 1).is("session") && !at(words, 2).is("authorization")) ? 2 : 1;
    if (at(words, what).is("role") || (at(words, what).is("session") && at(words, what + 1).is("authorization")))
        return ScriptRisk::OtherRole;
    if (at(words, what).is("session_replication_role"))
        return ScriptRisk::ChecksOff;
    return std::nullopt;
}

bool grantsHighRole(const Words &words)
{
    for (size_t i = 1; i < words.size() && !words[i].is("on"); ++i) {
        if (words[i].isName() && words[i].text.starts_with("pg_"))
            return true;
    }
    return false;
}

/// By what the statement begins with.
std::optional<ScriptRisk> riskOfOpening(const Words &words, std::string_view statement)
{
    const ScriptWord &verb = at(words, 0);
    if (verb.is("copy")) {
        const CopyKind copy = copyKindOf(statement);
        if (copy == CopyKind::FromProgram || copy == CopyKind::ToProgram)
            return ScriptRisk::RunsProgram;
        return copy == CopyKind::FromFile || copy == CopyKind::ToFile ? std::optional(ScriptRisk::ServerFile)
                                                                      : std::nullopt;
    }
    if (verb.is("create"))
        return riskOfCreate(words);
    if (verb.is("alter"))
        return riskOfAlter(words);
    if (verb.is("set") || verb.is("reset"))
        return riskOfSet(words);
    if (verb.is("import"))
        return ScriptRisk::OtherServer;
    if (verb.is("drop")) {
        return contains({"database", "owned", "role", "user", "group", "tablespace"}, at(words, 1).text)
                   ? std::optional(ScriptRisk::WholeDatabase)
                   : std::nullopt;
    }
    if (verb.is("reassign"))
        return ScriptRisk::WholeDatabase;
    if (verb.is("do"))
        return ScriptRisk::AnonymousCode;
    if (verb.is("load"))
        return ScriptRisk::NativeCode;
    if (verb.is("grant") && grantsHighRole(words))
        return ScriptRisk::HighGrant;
    if (verb.kind == ScriptToken::Kind::Word
        && contains({"begin", "start", "commit", "end", "rollback", "abort", "savepoint", "release"}, verb.text))
        return ScriptRisk::Transaction;
    if (verb.is("prepare") && at(words, 1).is("transaction"))
        return ScriptRisk::Transaction;
    return std::nullopt;
}

/// LANGUAGE of a routine, which stands in or without quotes.
std::optional<ScriptRisk> riskOfLanguage(const Words &words)
{
    for (size_t i = 1; i + 1 < words.size(); ++i) {
        if (!words[i].is("language"))
            continue;
        std::string name = words[i + 1].text;
        std::transform(name.begin(), name.end(), name.begin(),
                       [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
        if (name == "c" || name == "internal")
            return ScriptRisk::NativeCode;
        if (isUntrustedLanguage(name))
            return ScriptRisk::UntrustedLanguage;
    }
    return std::nullopt;
}

bool holdsCode(const Words &words)
{
    if (at(words, 0).is("do"))
        return true;
    return at(words, 0).is("create") && (hasWord(words, "function") || hasWord(words, "procedure"));
}

qint64 lineOf(std::string_view statement, size_t offset, qint64 line)
{
    return line <= 0
               ? 0
               : line + std::count(statement.begin(), statement.begin() + static_cast<std::ptrdiff_t>(offset), '\n');
}

} // namespace

QString riskKey(ScriptRisk risk)
{
    return QLatin1String(wordsOfRisks.at(static_cast<size_t>(risk)).key);
}

Sentence riskSentence(ScriptRisk risk)
{
    return Sentence::translated("engine", wordsOfRisks.at(static_cast<size_t>(risk)).sentence, -1);
}

bool isHarmlessPsqlCommand(std::string_view command)
{
    const size_t space = command.find_first_of(" \t");
    const std::string_view name = command.substr(0, space);
    std::string_view argument = space == std::string_view::npos ? std::string_view() : command.substr(space + 1);
    const auto isPlain
        = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'; };
    if (name == "\\restrict" || name == "\\unrestrict")
        return !argument.empty() && std::all_of(argument.begin(), argument.end(), isPlain);
    if (name != "\\connect" && name != "\\c")
        return false;
    if (argument.size() > 1 && argument.starts_with('"') && argument.ends_with('"'))
        argument = argument.substr(1, argument.size() - 2);
    return !argument.empty() && std::all_of(argument.begin(), argument.end(), [&](char c) {
        return isPlain(c) || c == '-' || c == '.' || static_cast<unsigned char>(c) >= 0x80;
    });
}

void ScriptRisks::add(ScriptRisk risk, qint64 line, std::string_view example)
{
    RiskLines &lines = m_found[risk];
    if (++lines.count == 1) {
        for (const char c : example.substr(0, longestExample))
            lines.example += static_cast<unsigned char>(c) < ' ' ? ' ' : c;
    }
    if (line > 0 && lines.lines.size() < mostLines)
        lines.lines.push_back(line);
}

void ScriptRisks::look(const ScriptPiece &piece)
{
    if (piece.kind != ScriptPiece::Kind::PsqlCommand)
        look(piece.text, piece.line);
    else if (!isHarmlessPsqlCommand(piece.text))
        add(ScriptRisk::PsqlCommand, piece.line, piece.text);
}

void ScriptRisks::look(std::string_view statement, qint64 line)
{
    Words words = wordsOf(statement);
    if (words.empty())
        return;
    if (const auto risk = riskOfOpening(words, statement))
        add(*risk, line, statement);
    const bool isRows = words[0].is("insert") || words[0].is("copy");
    const bool isCode = holdsCode(words);
    if (isCode) {
        if (const auto risk = riskOfLanguage(words))
            add(*risk, line, statement);
        words = wordsOf(statement, 4096, true, longestBody);
    }
    // Functions that are called, in the statement and in the code that it holds.
    const auto lookAtCalls = [&](const Words &calls, size_t offset) {
        for (size_t i = 0; i + 1 < calls.size(); ++i) {
            if (!calls[i].isName() || !calls[i + 1].isSymbol('('))
                continue;
            if (const auto risk = riskOfFunction(calls[i].text))
                add(*risk, lineOf(statement, std::min(statement.size(), offset + calls[i].at), line), statement);
        }
    };
    if (!isRows || statement.size() < longestBody)
        lookAtCalls(words, 0);
    if (!isCode)
        return;
    for (const ScriptWord &word : words) {
        if (word.kind != ScriptToken::Kind::Text || word.text.size() < 8)
            continue;
        const Words inside = wordsOf(word.text, 65536);
        lookAtCalls(inside, word.at);
        for (size_t i = 0; i + 1 < inside.size(); ++i) {
            if ((inside[i].is("from") || inside[i].is("to")) && inside[i + 1].is("program"))
                add(ScriptRisk::RunsProgram, lineOf(statement, word.at, line), statement);
        }
    }
}

} // namespace engine::formats
