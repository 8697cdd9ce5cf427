// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/formats/script/script_splitter.h"

#include "engine/base/errors/sentence.h"
#include "engine/formats/script/script_statement.h"
#include "engine/formats/script/script_token.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace engine::formats {

namespace {

using Kind = ScriptToken::Kind;

/// Of comments before a statement; what is longer says nothing about it.
constexpr size_t mostComments = size_t{8} * 1024;
/// What may stand behind a COPY in its line.
constexpr size_t longestRest = size_t{64} * 1024;

} // namespace

ScriptSplitter::ScriptSplitter(ByteReader &reader, QString name)
    : ScriptSplitter(reader, std::move(name), Options())
{}

ScriptSplitter::ScriptSplitter(ByteReader &reader, QString name, Options options)
    : m_reader(reader)
    , m_name(std::move(name))
    , m_options(options)
{}

Error ScriptSplitter::error(ErrorCode code, const Sentence &found, qint64 line) const
{
    return {.code = code, .subject = m_name, .differences = {Tr::sentence("Line %1: %2").arg(line, found)}};
}

Error ScriptSplitter::tooLong() const
{
    constexpr qint64 mebibyte = qint64{1024} * 1024;
    return error(
        ErrorCode::FileTooLarge,
        Tr::sentence("a statement of more than %1 MiB").arg(static_cast<qint64>(m_options.statementBytes) / mebibyte),
        m_line);
}

/// At least one byte more, and twice as much as there is: who looks at a long token again does so seldom.
Result<bool> ScriptSplitter::readMore()
{
    if (m_isAtEnd)
        return false;
    if (m_at > 0) {
        m_buffer.erase(0, m_at);
        m_at = 0;
    }
    const size_t before = m_buffer.size();
    const size_t wanted = std::max(m_options.readBytes, std::min(before, size_t{16} * 1024 * 1024));
    m_buffer.resize(before + wanted);
    auto got = m_reader.read(std::as_writable_bytes(std::span(m_buffer).subspan(before)));
    m_buffer.resize(before + got.value_or(0));
    if (!got)
        return failure(std::move(got).error());
    m_isAtEnd = *got < wanted;
    return *got > 0;
}

/// Of the buffer, with its lines counted.
void ScriptSplitter::drop(size_t bytes)
{
    const auto from = m_buffer.begin() + static_cast<std::ptrdiff_t>(m_at);
    m_line += std::count(from, from + static_cast<std::ptrdiff_t>(bytes), '\n');
    m_at += bytes;
}

Result<> ScriptSplitter::begin()
{
    m_hasBegun = true;
    TRY(readMore());
    while (m_buffer.size() < 3 && !m_isAtEnd)
        TRY(readMore());
    const std::string_view bytes = m_buffer;
    if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF") || bytes.starts_with(std::string_view("\0", 1)))
        return failure(error(ErrorCode::FormatUnsupported, Tr::sentence("text in UTF-16; save it as UTF-8"), 1));
    if (bytes.starts_with("\xEF\xBB\xBF"))
        m_at = 3;
    return {};
}

/// To the first byte of a statement or a command; false at the end of the text.
Result<bool> ScriptSplitter::passSpace()
{
    m_comments.clear();
    for (;;) {
        if (m_at == m_buffer.size()) {
            TRY_ASSIGN(const bool hasMore, readMore());
            if (!hasMore)
                return false;
        }
        const ScriptToken token = tokenAt(m_buffer, m_at, m_options.standardStrings);
        const size_t size = token.end - token.begin;
        const bool isSemicolon = token.kind == Kind::Symbol && m_buffer[m_at] == ';';
        const bool isSpace = token.kind == Kind::Space || token.kind == Kind::LineComment;
        if (token.kind == Kind::BlockComment || isSpace || (token.kind == Kind::Symbol && token.mayGoOn)) {
            if (token.mayGoOn && !m_isAtEnd) {
                if (size > m_options.statementBytes)
                    return failure(tooLong());
                TRY(readMore());
                continue;
            }
        }
        if (token.kind == Kind::BlockComment && !token.isClosed)
            return failure(error(ErrorCode::FileDamaged, Tr::sentence("a comment that does not end"), m_line));
        if (!isSpace && !isSemicolon && token.kind != Kind::BlockComment)
            return true;
        if (token.kind == Kind::LineComment || token.kind == Kind::BlockComment) {
            if (m_comments.size() + size < mostComments)
                m_comments.append(m_buffer, token.begin, size).append("\n");
        } else if (isSemicolon) {
            m_comments.clear();
        }
        drop(size);
    }
}

Result<std::optional<ScriptPiece>> ScriptSplitter::next()
{
    if (!m_hasBegun)
        TRY(begin());
    while (m_isInRows)
        TRY(copyData());
    TRY_ASSIGN(const bool hasMore, passSpace());
    if (!hasMore)
        return std::optional<ScriptPiece>{};
    return m_buffer[m_at] == '\\' ? command() : statement();
}

/// To the end of its line: what psql would do with two commands in one line, nobody asks.
Result<std::optional<ScriptPiece>> ScriptSplitter::command()
{
    size_t end = std::string::npos;
    for (size_t from = 0; (end = m_buffer.find('\n', m_at + from)) == std::string::npos;) {
        from = m_buffer.size() - m_at;
        if (from > m_options.statementBytes)
            return failure(tooLong());
        TRY_ASSIGN(const bool hasMore, readMore());
        if (!hasMore) {
            end = m_buffer.size();
            break;
        }
    }
    ScriptPiece piece{.kind = ScriptPiece::Kind::PsqlCommand,
                      .text = m_buffer.substr(m_at, end - m_at),
                      .line = m_line,
                      .comments = m_comments};
    while (piece.text.ends_with('\r') || piece.text.ends_with(' '))
        piece.text.pop_back();
    drop(end - m_at);
    return std::optional(std::move(piece));
}

void ScriptSplitter::Depth::see(std::string_view word)
{
    std::string lower(word.substr(0, 16));
    std::transform(lower.begin(), lower.end(), lower.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    if (words == 0)
        opening = {};
    const bool isOpening
        = lower == "create" || lower == "function" || lower == "procedure" || lower == "or" || lower == "replace";
    if (isOpening && words < opening.size())
        opening[words] = lower[0];
    ++words;
    const auto isRoutine = [](char c) { return c == 'f' || c == 'p'; };
    const bool makesRoutine
        = opening[0] == 'c'
          && (isRoutine(opening[1]) || (opening[1] == 'o' && opening[2] == 'r' && isRoutine(opening[3])));
    if (!makesRoutine || parentheses > 0)
        return;
    if (lower == "begin" || (lower == "case" && blocks > 0))
        ++blocks;
    else if (lower == "end" && blocks > 0)
        --blocks;
}

/// Sets `end` to where the statement ends (before its ';'); isWhole: there was one. Returns how many bytes belong to
/// it.
Result<size_t> ScriptSplitter::endOfStatement(size_t &end, bool &isWhole)
{
    Depth depth;
    size_t length = 0; // looked at so far, from m_at on
    end = 0;
    isWhole = false;
    for (;;) {
        if (length > m_options.statementBytes)
            return failure(tooLong());
        if (m_at + length == m_buffer.size()) {
            TRY_ASSIGN(const bool hasMore, readMore());
            if (!hasMore)
                break;
        }
        const ScriptToken token = tokenAt(m_buffer, m_at + length, m_options.standardStrings);
        if (token.mayGoOn && !m_isAtEnd) {
            if (m_buffer.size() - m_at > m_options.statementBytes + m_options.readBytes)
                return failure(tooLong());
            TRY(readMore());
            continue;
        }
        const std::string_view bytes = std::string_view(m_buffer).substr(token.begin, token.end - token.begin);
        const bool mustClose
            = token.kind == Kind::Text || token.kind == Kind::QuotedName || token.kind == Kind::BlockComment;
        if (mustClose && !token.isClosed)
            return failure(error(ErrorCode::FileDamaged, Tr::sentence("a quoted text that does not end"), m_line));
        if (token.kind == Kind::Nul)
            return failure(error(ErrorCode::FormatUnsupported, Tr::sentence("a byte 0, which no SQL has"), m_line));
        if (token.kind == Kind::Word)
            depth.see(bytes);
        const char symbol = token.kind == Kind::Symbol ? bytes[0] : '\0';
        if (symbol == '(')
            ++depth.parentheses;
        else if (symbol == ')' && depth.parentheses > 0)
            --depth.parentheses;
        if (symbol == '\\')
            return length;
        length += bytes.size();
        if (symbol == ';' && depth.parentheses == 0 && depth.blocks == 0) {
            isWhole = true;
            return length;
        }
        if (token.kind != Kind::Space && token.kind != Kind::LineComment && token.kind != Kind::BlockComment)
            end = length;
    }
    if (depth.parentheses > 0 || depth.blocks > 0)
        return failure(error(ErrorCode::FileDamaged, Tr::sentence("a statement that does not end"), m_line));
    isWhole = true;
    return length;
}

Result<std::optional<ScriptPiece>> ScriptSplitter::statement()
{
    size_t end = 0;
    bool isWhole = false;
    TRY_ASSIGN(const size_t length, endOfStatement(end, isWhole));
    if (!isWhole) {
        // A command of psql in the middle of a statement, which would change what is sent.
        drop(length);
        return command();
    }
    ScriptPiece piece{.text = m_buffer.substr(m_at, end), .line = m_line, .comments = m_comments};
    drop(length);
    const CopyKind copy = copyKindOf(piece.text, m_options.standardStrings);
    if (copy == CopyKind::BinaryFromClient)
        return failure(
            error(ErrorCode::ScriptRefused, Tr::sentence("rows in binary form (COPY ... FROM stdin)"), piece.line));
    if (copy == CopyKind::FromClient) {
        piece.kind = ScriptPiece::Kind::Copy;
        m_copyLine = piece.line;
        TRY(beginCopy());
    } else if (const auto standard = standardStringsSetBy(piece.text)) {
        m_options.standardStrings = *standard;
    }
    return std::optional(std::move(piece));
}

/// Rows begin with the next line; what the line of the statement still has comes behind them.
Result<> ScriptSplitter::beginCopy()
{
    size_t end = std::string::npos;
    while ((end = m_buffer.find('\n', m_at)) == std::string::npos) {
        if (m_buffer.size() - m_at > longestRest)
            return failure(tooLong());
        TRY_ASSIGN(const bool hasMore, readMore());
        if (!hasMore)
            return failure(error(ErrorCode::FileDamaged, Tr::sentence("rows of COPY that do not come"), m_copyLine));
    }
    m_restOfLine = m_buffer.substr(m_at, end - m_at);
    drop(end + 1 - m_at);
    m_isInRows = true;
    m_isAtLineStart = true;
    return {};
}

/// Whether the rows end here, where a line begins; the length of the line that says so. 0: they do not.
size_t ScriptSplitter::endOfRows(std::string_view bytes) const
{
    if (!m_isAtLineStart || !bytes.starts_with("\\."))
        return 0;
    const std::string_view rest = bytes.substr(2);
    if (rest.empty() || rest == "\r")
        return bytes.size();
    return rest.starts_with('\n') ? 3 : rest.starts_with("\r\n") ? 4 : 0;
}

Result<std::string_view> ScriptSplitter::copyData()
{
    constexpr size_t longestEnd = 4; // "\.\r\n"
    if (!m_isInRows)
        return std::string_view();
    while (m_buffer.size() - m_at < longestEnd && !m_isAtEnd)
        TRY(readMore());
    const std::string_view bytes = std::string_view(m_buffer).substr(m_at);
    if (bytes.empty())
        return failure(error(ErrorCode::FileDamaged, Tr::sentence("rows of COPY without their end (\\.)"), m_copyLine));
    if (const size_t end = endOfRows(bytes); end > 0) {
        drop(end);
        m_isInRows = false;
        // What stood behind the statement in its line is looked at now, in front of what comes.
        if (m_restOfLine.find_first_not_of(" \t\r\f\v") != std::string::npos) {
            m_buffer.insert(m_at, m_restOfLine + '\n');
            --m_line;
        }
        return std::string_view();
    }
    // Up to a line that may be the end; a "\n\\" where the bytes end may become one.
    const size_t found = bytes.find("\n\\.");
    size_t length = found == std::string_view::npos ? bytes.size() : found + 1;
    if (found == std::string_view::npos && !m_isAtEnd && bytes.ends_with("\n\\"))
        --length;
    m_isAtLineStart = bytes[length - 1] == '\n';
    drop(length);
    return bytes.substr(0, length);
}

} // namespace engine::formats
