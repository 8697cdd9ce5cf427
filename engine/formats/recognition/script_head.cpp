// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/formats/recognition/script_head.h"

#include "engine/sql/lexing.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string>

namespace engine::formats {

namespace {

/// With which statements of PostgreSQL begin, sorted.
constexpr auto firstWords = std::to_array<std::string_view>(
    {"ABORT",  "ALTER",    "ANALYZE",    "BEGIN",    "CALL",    "CLUSTER", "COMMENT", "COMMIT",
     "COPY",   "CREATE",   "DEALLOCATE", "DECLARE",  "DELETE",  "DISCARD", "DO",      "DROP",
     "END",    "EXECUTE",  "EXPLAIN",    "GRANT",    "IMPORT",  "INSERT",  "LISTEN",  "LOCK",
     "MERGE",  "NOTIFY",   "PREPARE",    "REASSIGN", "REFRESH", "REINDEX", "RELEASE", "RESET",
     "REVOKE", "ROLLBACK", "SAVEPOINT",  "SECURITY", "SELECT",  "SET",     "SHOW",    "START",
     "TABLE",  "TRUNCATE", "UPDATE",     "VACUUM",   "VALUES",  "WITH"});
static_assert(std::ranges::is_sorted(firstWords));

/// Behind blanks, comments and lines of psql.
std::string_view behindComments(std::string_view text)
{
    while (!text.empty()) {
        if (std::isspace(static_cast<unsigned char>(text[0])) != 0 || text[0] == ';') {
            text.remove_prefix(1);
        } else if (text.starts_with("--") || text[0] == '\\') {
            text.remove_prefix(std::min(text.find('\n'), text.size()));
        } else if (text.starts_with("/*") && !text.starts_with("/*!")) {
            // Nested ones are rare at a beginning, and what is behind their first end begins no statement.
            const size_t end = text.find("*/", 2);
            text.remove_prefix(end == std::string_view::npos ? text.size() : end + 2);
        } else {
            break;
        }
    }
    return text;
}

bool holds(std::string_view head, std::string_view text)
{
    return head.find(text) != std::string_view::npos;
}

} // namespace

bool isScript(std::string_view head)
{
    if (head.find('\0') != std::string_view::npos)
        return false;
    const std::string_view text = behindComments(head);
    // Comments alone: SQL comes behind what can be seen.
    if (text.empty())
        return holds(head, "--") || holds(head, "/*");
    std::string word;
    for (const char c : text.substr(0, 20)) {
        if (!sql::isWordCharacter(c))
            break;
        word += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    }
    const bool isAlone = word.size() < text.size();
    const char next = isAlone ? text[word.size()] : ' ';
    // "Set-Cookie:", "call,me": words of other texts.
    const bool isStatement = std::isspace(static_cast<unsigned char>(next)) != 0 || next == ';' || next == '('
                             || next == '"' || next == '/' || next == '$' || next == '-';
    return isStatement && std::ranges::binary_search(firstWords, word);
}

ScriptMaker makerOf(std::string_view head)
{
    if (holds(head, "-- PostgreSQL database cluster dump"))
        return ScriptMaker::PgDumpAll;
    for (const char *mark : {"\"supabase_admin\"", "WITH SCHEMA \"extensions\"", "TO \"anon\"", "\"authenticator\"",
                             "SET session_replication_role = replica;"}) {
        if (holds(head, mark))
            return ScriptMaker::Supabase;
    }
    return holds(head, "-- PostgreSQL database dump") ? ScriptMaker::PgDump : ScriptMaker::Unknown;
}

} // namespace engine::formats
