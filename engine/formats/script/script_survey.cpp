// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/formats/script/script_survey.h"

#include "engine/formats/script/script_token.h"

#include <algorithm>
#include <cctype>

namespace engine::formats {

namespace {

/// What stands behind `key` in its line; empty when nothing does.
std::string valueBehind(std::string_view text, std::string_view key)
{
    const size_t found = text.find(key);
    if (found == std::string_view::npos)
        return {};
    const std::string_view value = text.substr(found + key.size());
    return std::string(value.substr(0, value.find_first_of("\r\n")));
}

std::string upper(std::string word)
{
    std::transform(word.begin(), word.end(), word.begin(), [](unsigned char c) {
        return c < 0x80 ? static_cast<char>(std::toupper(c)) : static_cast<char>(c);
    });
    return word;
}

/// "TABLE" of CREATE [OR REPLACE] [UNLOGGED] TABLE; empty for what creates nothing.
std::string createdKind(const std::vector<ScriptWord> &words)
{
    size_t i = 1;
    while (i < words.size()
           && (words[i].is("or") || words[i].is("replace") || words[i].is("unlogged") || words[i].is("temporary")
               || words[i].is("temp") || words[i].is("global") || words[i].is("local") || words[i].is("unique")
               || words[i].is("trusted") || words[i].is("procedural") || words[i].is("constraint")
               || words[i].is("recursive") || words[i].is("default")))
        ++i;
    if (i >= words.size() || words[i].kind != ScriptToken::Kind::Word)
        return {};
    std::string kind = upper(words[i].text);
    const bool hasSecond = kind == "MATERIALIZED" || kind == "FOREIGN" || kind == "EVENT" || kind == "TEXT"
                           || kind == "USER" || kind == "OPERATOR" || kind == "ACCESS";
    if (hasSecond && i + 1 < words.size() && words[i + 1].kind == ScriptToken::Kind::Word)
        kind += ' ' + upper(words[i + 1].text);
    return kind;
}

void lookAtStatement(ScriptSurvey &survey, const ScriptPiece &piece)
{
    const std::vector<ScriptWord> words = wordsOf(piece.text, 12);
    if (words.empty())
        return;
    if (words[0].is("insert")) {
        if (const auto table = tableOfRows(piece.text)) {
            ScriptSurvey::Rows &rows = survey.tables[*table];
            ++rows.rows;
            rows.bytes += static_cast<qint64>(piece.text.size());
            rows.isAtLeast = true;
        }
        return;
    }
    const bool addsConstraint
        = words[0].is("alter") && words.size() > 1 && words[1].is("table")
          && std::any_of(words.begin(), words.end(), [](const ScriptWord &word) { return word.is("constraint"); });
    if (addsConstraint
        && std::any_of(words.begin(), words.end(), [](const ScriptWord &word) { return word.is("add"); }))
        ++survey.objects["CONSTRAINT"];
    if (!words[0].is("create"))
        return;
    const std::string kind = createdKind(words);
    if (!kind.empty())
        ++survey.objects[kind];
    if (kind != "EXTENSION")
        return;
    ScriptSurvey::Extension extension;
    for (size_t i = 2; i < words.size(); ++i) {
        if (words[i].is("if") || words[i].is("not") || words[i].is("exists"))
            continue;
        if (extension.name.empty())
            extension.name = words[i].text;
        else if (words[i].is("schema") && i + 1 < words.size())
            extension.schema = words[i + 1].text;
    }
    survey.extensions.push_back(std::move(extension));
}

void lookAtComments(ScriptSurvey &survey, const std::string &comments)
{
    if (comments.find("-- PostgreSQL database dump\n") != std::string::npos
        || comments.find("-- PostgreSQL database dump\r\n") != std::string::npos)
        survey.isDump = true;
    if (comments.find("-- PostgreSQL database dump complete") != std::string::npos
        || comments.find("-- PostgreSQL database cluster dump complete") != std::string::npos)
        survey.isComplete = true;
    if (survey.serverVersion.empty())
        survey.serverVersion = valueBehind(comments, "-- Dumped from database version ");
    if (survey.writerVersion.empty())
        survey.writerVersion = valueBehind(comments, "-- Dumped by pg_dump version ");
}

/// Dumps that were joined each have their own beginning; psql's \\unrestrict stands behind the last line.
bool isPartOfDump(const ScriptPiece &piece)
{
    return piece.kind == ScriptPiece::Kind::PsqlCommand
           || piece.comments.find("-- PostgreSQL database dump\n") != std::string::npos
           || piece.comments.find("-- PostgreSQL database dump\r\n") != std::string::npos;
}

Result<> countRows(ScriptSurvey &survey, ScriptSplitter &splitter, const ScriptPiece &piece,
                   const std::stop_token &stop)
{
    ScriptSurvey::Rows rows;
    for (;;) {
        TRY_ASSIGN(const std::string_view bytes, splitter.copyData());
        if (bytes.empty())
            break;
        if (stop.stop_requested())
            return failure({.code = ErrorCode::Cancelled});
        rows.rows += std::count(bytes.begin(), bytes.end(), '\n');
        rows.bytes += static_cast<qint64>(bytes.size());
    }
    if (const auto table = tableOfRows(piece.text)) {
        ScriptSurvey::Rows &sum = survey.tables[*table];
        sum.rows += rows.rows;
        sum.bytes += rows.bytes;
    }
    survey.bytes += rows.bytes;
    return {};
}

} // namespace

std::optional<sql::QualifiedName> tableOfRows(std::string_view statement)
{
    const std::vector<ScriptWord> words = wordsOf(statement, 8);
    if (words.size() < 2)
        return std::nullopt;
    size_t name = 1;
    if (words[0].is("insert") && words[1].is("into"))
        name = 2;
    else if (!words[0].is("copy"))
        return std::nullopt;
    if (name < words.size() && words[name].is("binary"))
        ++name;
    if (name >= words.size() || !words[name].isName())
        return std::nullopt;
    if (name + 2 < words.size() && words[name + 1].isSymbol('.') && words[name + 2].isName())
        return sql::QualifiedName{words[name].text, words[name + 2].text};
    return sql::QualifiedName{{}, words[name].text};
}

std::string objectOf(const ScriptPiece &piece)
{
    const size_t name = piece.comments.rfind("-- Name: ");
    const std::string type
        = name == std::string::npos ? std::string() : valueBehind(piece.comments.substr(name), "; Type: ");
    if (!type.empty()) {
        const std::string line = valueBehind(piece.comments.substr(name), "-- Name: ");
        const std::string schema = valueBehind(type, "; Schema: ");
        const std::string plainSchema = schema.substr(0, schema.find("; "));
        const std::string dot = plainSchema.empty() || plainSchema == "-" ? "" : plainSchema + '.';
        return type.substr(0, type.find("; ")) + ' ' + dot + line.substr(0, line.find("; Type: "));
    }
    constexpr size_t longest = 80;
    std::string beginning = piece.text.substr(0, longest);
    std::replace_if(
        beginning.begin(), beginning.end(), [](char c) { return static_cast<unsigned char>(c) < ' '; }, ' ');
    // Of rows only where they go: their values are nobody's business.
    const size_t values = upper(beginning).find(" VALUES");
    return beginning.substr(0, values == std::string::npos ? longest : values);
}

Result<ScriptSurvey> surveyScript(ByteReader &reader, const QString &name, const std::stop_token &stop)
{
    ScriptSurvey survey;
    ScriptSplitter splitter(reader, name);
    for (;;) {
        if (stop.stop_requested())
            return failure({.code = ErrorCode::Cancelled});
        TRY_ASSIGN(const std::optional<ScriptPiece> piece, splitter.next());
        if (!piece)
            break;
        lookAtComments(survey, piece->comments);
        survey.lastLine = piece->line;
        if (survey.isComplete && !survey.behindEnd && !isPartOfDump(*piece))
            survey.behindEnd = {piece->line, objectOf(*piece)};
        survey.risks.look(*piece);
        survey.bytes += static_cast<qint64>(piece->text.size());
        if (piece->kind == ScriptPiece::Kind::PsqlCommand) {
            if (!isHarmlessPsqlCommand(piece->text) && !survey.refused)
                survey.refused = *piece;
            if (piece->text.starts_with("\\connect "))
                survey.database = piece->text.substr(9);
            continue;
        }
        ++survey.statements;
        if (piece->kind == ScriptPiece::Kind::Copy)
            TRY(countRows(survey, splitter, *piece, stop));
        else
            lookAtStatement(survey, *piece);
    }
    lookAtComments(survey, splitter.trailingComments());
    return survey;
}

Result<> checkComplete(const ScriptSurvey &survey, const QString &name)
{
    if (!survey.isDump || survey.isComplete)
        return {};
    return failure(
        {.code = ErrorCode::FileDamaged,
         .subject = name,
         .differences = {Tr::sentence("the last line that pg_dump writes is missing: the file is cut off, or "
                                      "somebody wrote in it (its last statement is in line %1)")
                             .arg(survey.lastLine)}});
}

} // namespace engine::formats
