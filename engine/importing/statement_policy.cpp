// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/importing/statement_policy.h"

#include "engine/formats/script/script_statement.h"
#include "engine/formats/script/script_token.h"

#include <algorithm>
#include <array>

namespace engine::importing {

namespace {

using formats::ScriptToken;
using formats::ScriptWord;
using Words = std::vector<ScriptWord>;

const ScriptWord &at(const Words &words, size_t index)
{
    static const ScriptWord nothing{ScriptToken::Kind::Nul, {}, 0};
    return index < words.size() ? words[index] : nothing;
}

bool isOneOf(const ScriptWord &word, std::initializer_list<std::string_view> list)
{
    return word.kind == ScriptToken::Kind::Word && std::find(list.begin(), list.end(), word.text) != list.end();
}

HandledStatement passOver(Sentence why = {})
{
    return {.how = Handling::PassOver, .why = std::move(why)};
}

HandledStatement doNotTry(Sentence why)
{
    return {.how = Handling::DoNotTry, .why = std::move(why)};
}

HandledStatement extension(const Words &words, size_t name)
{
    while (isOneOf(at(words, name), {"if", "not", "exists"}))
        ++name;
    HandledStatement result{.how = Handling::MakeExtension, .name = at(words, name).text};
    for (size_t i = name + 1; i + 1 < words.size(); ++i) {
        if (words[i].is("schema") && words[i + 1].isName())
            result.schema = words[i + 1].text;
    }
    return result;
}

/// LANGUAGE c or internal, and languages that need a superuser.
bool isNativeRoutine(const Words &words)
{
    for (size_t i = 1; i + 1 < words.size(); ++i) {
        if (!words[i].is("language"))
            continue;
        std::string name = words[i + 1].text;
        std::transform(name.begin(), name.end(), name.begin(),
                       [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
        if (name == "c" || name == "internal")
            return true;
    }
    return false;
}

HandledStatement create(const Words &words)
{
    size_t kind = 1;
    while (isOneOf(at(words, kind), {"or", "replace", "trusted", "procedural", "global", "local"}))
        ++kind;
    const ScriptWord &what = at(words, kind);
    if (what.is("extension"))
        return extension(words, kind + 1);
    if (isOneOf(what, {"role", "group"}) || (what.is("user") && !at(words, kind + 1).is("mapping")))
        return {.how = Handling::MakeRole, .name = at(words, kind + 1).text};
    if (isOneOf(what, {"database", "tablespace"}))
        return passOver(Tr::sentence("Databases and tablespaces that the file makes are passed over: its contents go "
                                     "into one database."));
    if (what.is("event"))
        return doNotTry(Tr::sentence("event triggers are not made from a file"));
    if (what.is("language"))
        return doNotTry(Tr::sentence("languages are not made from a file"));
    if (isOneOf(what, {"subscription", "server", "foreign"}) || what.is("user"))
        return doNotTry(Tr::sentence("it reaches other servers"));
    if (isOneOf(what, {"function", "procedure"}) && isNativeRoutine(words))
        return doNotTry(Tr::sentence("native code is not loaded from a file"));
    return {};
}

/// ALTER of a kind, a name with its schema, OWNER TO a role and nothing else: what the keeper may run as it stands.
bool isPlainChangeOfOwner(const Words &words)
{
    const size_t count = words.size();
    if (count < 6 || !at(words, count - 1).isName() || !words[count - 2].is("to") || !words[count - 3].is("owner"))
        return false;
    size_t name = 2;
    const bool hasTwoWords = isOneOf(words[1], {"materialized", "text", "foreign", "large", "event", "operator"})
                             && isOneOf(words[2], {"view", "search", "table", "object", "trigger", "class", "family"});
    if (hasTwoWords)
        name = words[1].is("text") ? 4 : 3;
    if (isOneOf(words[1], {"database", "tablespace", "event", "foreign", "server", "subscription", "role", "user"}))
        return false;
    // No part of the system, and no name that is looked for somewhere.
    const std::string &schema = at(words, name).text;
    if (!at(words, name).isName() || schema.starts_with("pg_") || schema == "information_schema")
        return false;
    if (words[1].is("schema"))
        return count == 6;
    if (!at(words, name + 1).isSymbol('.'))
        return false;
    int depth = 0;
    for (size_t i = name + 2; i + 3 < count; ++i) {
        depth += words[i].isSymbol('(') ? 1 : words[i].isSymbol(')') ? -1 : 0;
        if (depth == 0 && words[i].isSymbol(','))
            return false;
        // Behind the name only what it takes: arguments, and the method of an operator class.
        if (depth == 0 && i > name + 2 && !words[i].isSymbol(')') && !isOneOf(words[i], {"using"})
            && !at(words, i - 1).is("using") && words[i].kind != ScriptToken::Kind::Symbol)
            return false;
    }
    return true;
}

HandledStatement alter(const Words &words)
{
    const ScriptWord &what = at(words, 1);
    if (isOneOf(what, {"role", "group"}) || (what.is("user") && !at(words, 2).is("mapping")))
        return passOver(Tr::sentence("Roles are made as names only: their attributes, settings and memberships stay in "
                                     "the file."));
    if (isOneOf(what, {"database", "tablespace"}))
        return passOver(Tr::sentence("Databases and tablespaces that the file makes are passed over: its contents go "
                                     "into one database."));
    if (what.is("system"))
        return doNotTry(Tr::sentence("it changes the whole server"));
    if (what.is("event"))
        return passOver();
    if (what.is("extension"))
        return passOver();
    if (isOneOf(what, {"subscription", "server", "foreign"}) || what.is("user"))
        return doNotTry(Tr::sentence("it reaches other servers"));
    if (isPlainChangeOfOwner(words))
        return {.how = Handling::GiveOwner, .name = words.back().text};
    return {};
}

HandledStatement set(const Words &words)
{
    const size_t what
        = at(words, 1).is("local") || (at(words, 1).is("session") && !at(words, 2).is("authorization")) ? 2 : 1;
    if (at(words, what).is("role") || (at(words, what).is("session") && at(words, what + 1).is("authorization")))
        return passOver(
            Tr::sentence("The file changes its role while it is read (SET ROLE, SET SESSION AUTHORIZATION): "
                         "what it makes then has another owner here."));
    if (isOneOf(at(words, what), {"default_tablespace", "statement_timeout", "lock_timeout",
                                  "idle_in_transaction_session_timeout", "transaction_timeout"}))
        return passOver();
    return {};
}

/// GRANT role TO role has no ON.
bool isGrantOfRole(const Words &words)
{
    int depth = 0;
    for (size_t i = 1; i < words.size(); ++i) {
        depth += words[i].isSymbol('(') ? 1 : words[i].isSymbol(')') ? -1 : 0;
        if (depth == 0 && words[i].is("on"))
            return false;
        if (depth == 0 && isOneOf(words[i], {"to", "from"}))
            return true;
    }
    return false;
}

HandledStatement ofCopy(std::string_view statement)
{
    switch (formats::copyKindOf(statement)) {
    case formats::CopyKind::FromFile:
    case formats::CopyKind::ToFile:
        return doNotTry(Tr::sentence("files of the server are neither read nor written for a file"));
    case formats::CopyKind::FromProgram:
    case formats::CopyKind::ToProgram:
        return doNotTry(Tr::sentence("no program is started for a file"));
    case formats::CopyKind::ToClient:
        return passOver();
    default:
        return {};
    }
}

HandledStatement ofObjectWords(const Words &words)
{
    const ScriptWord &verb = at(words, 0);
    if (verb.is("comment")
        && isOneOf(at(words, 2), {"extension", "database", "role", "tablespace", "event", "language"}))
        return passOver();
    if (verb.is("drop")) {
        if (isOneOf(at(words, 1),
                    {"database", "role", "user", "group", "tablespace", "event", "extension", "language"}))
            return passOver();
        return {};
    }
    if (verb.is("load") || verb.is("checkpoint"))
        return doNotTry(Tr::sentence("it changes the whole server"));
    if (verb.is("import"))
        return doNotTry(Tr::sentence("it reaches other servers"));
    if ((verb.is("grant") || verb.is("revoke"))) {
        if (isGrantOfRole(words))
            return passOver(
                Tr::sentence("Roles are made as names only: their attributes, settings and memberships stay "
                             "in the file."));
        // ON DATABASE names another one.
        for (size_t i = 1; i + 1 < words.size(); ++i) {
            if (words[i].is("on"))
                return isOneOf(words[i + 1], {"database", "tablespace", "parameter"}) ? passOver() : HandledStatement{};
        }
    }
    return {};
}

} // namespace

HandledStatement handlingOf(std::string_view statement)
{
    constexpr size_t enough = 2048;
    const Words opening = formats::wordsOf(statement, 4);
    const ScriptWord &verb = at(opening, 0);
    if (isOneOf(verb, {"insert", "update", "delete", "select", "with", "values"}))
        return {};
    if (verb.is("copy"))
        return ofCopy(statement);
    if (isOneOf(verb, {"begin", "start", "commit", "end", "rollback", "abort", "savepoint", "release"}))
        return {.isTransaction = true};
    const Words words = formats::wordsOf(statement, enough);
    if (verb.is("create"))
        return create(words);
    if (verb.is("alter"))
        return alter(words);
    if (verb.is("set"))
        return set(words);
    return ofObjectWords(words);
}

std::optional<std::string> withoutPrivilege(std::string_view statement, std::string_view privilege)
{
    constexpr size_t enough = 512;
    const Words words = formats::wordsOf(statement, enough);
    size_t verb = 0;
    if (at(words, 0).is("alter") && at(words, 1).is("default")) {
        while (verb < words.size() && !isOneOf(words[verb], {"grant", "revoke"}))
            ++verb;
    }
    if (verb >= words.size() || !isOneOf(words[verb], {"grant", "revoke"}))
        return std::nullopt;
    // REVOKE GRANT OPTION FOR …
    const size_t first = at(words, verb + 1).is("grant") ? verb + 4 : verb + 1;
    int depth = 0;
    bool isAlone = true;
    std::optional<size_t> found;
    for (size_t i = first; i < words.size() && !(depth == 0 && words[i].is("on")); ++i) {
        depth += words[i].isSymbol('(') ? 1 : words[i].isSymbol(')') ? -1 : 0;
        if (depth == 0 && words[i].is(privilege))
            found = i;
        else if (words[i].kind == formats::ScriptToken::Kind::Word)
            isAlone = false;
    }
    if (!found)
        return std::nullopt;
    if (isAlone)
        return std::string();
    // With the comma before it, or the one behind it where it is the first.
    const bool isFirst = *found == first;
    const size_t from = isFirst ? words[*found].at : words[*found - 1].at;
    const size_t to = isFirst && *found + 2 < words.size() ? words[*found + 2].at : words[*found].at + privilege.size();
    return std::string(statement.substr(0, from)) + std::string(statement.substr(to));
}

bool isAllowedExtension(std::string_view name)
{
    static constexpr std::array allowed = std::to_array<std::string_view>({"autoinc",
                                                                           "bloom",
                                                                           "btree_gin",
                                                                           "btree_gist",
                                                                           "citext",
                                                                           "cube",
                                                                           "dict_int",
                                                                           "dict_xsyn",
                                                                           "earthdistance",
                                                                           "fuzzystrmatch",
                                                                           "hstore",
                                                                           "hypopg",
                                                                           "insert_username",
                                                                           "intagg",
                                                                           "intarray",
                                                                           "isn",
                                                                           "lo",
                                                                           "ltree",
                                                                           "moddatetime",
                                                                           "pg_hashids",
                                                                           "pg_jsonschema",
                                                                           "pg_stat_statements",
                                                                           "pg_trgm",
                                                                           "pgcrypto",
                                                                           "pgjwt",
                                                                           "pgtap",
                                                                           "plpgsql",
                                                                           "postgis",
                                                                           "postgis_sfcgal",
                                                                           "postgis_topology",
                                                                           "address_standardizer",
                                                                           "address_standardizer_data_us",
                                                                           "refint",
                                                                           "rum",
                                                                           "seg",
                                                                           "semver",
                                                                           "tablefunc",
                                                                           "tcn",
                                                                           "tsm_system_rows",
                                                                           "tsm_system_time",
                                                                           "unaccent",
                                                                           "uuid-ossp",
                                                                           "vector",
                                                                           "pg_uuidv7",
                                                                           "ip4r",
                                                                           "prefix",
                                                                           "periods",
                                                                           "pgmq",
                                                                           "index_advisor",
                                                                           "debversion",
                                                                           "unit",
                                                                           "plpgsql_check",
                                                                           "pg_similarity",
                                                                           "temporal_tables",
                                                                           "h3",
                                                                           "h3_postgis",
                                                                           "pgrouting"});
    return std::find(allowed.begin(), allowed.end(), name) != allowed.end();
}

} // namespace engine::importing
