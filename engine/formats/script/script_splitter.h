// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/errors/sentence.h"
#include "engine/base/files/byte_stream.h"
#include "engine/base/result.h"

#include <QString>

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace engine::formats {

/// What a script says next.
struct ScriptPiece
{
    enum class Kind {
        /// One SQL statement.
        Statement,
        /// COPY … FROM stdin: its rows come next, by copyData().
        Copy,
        /// A backslash command of psql, which nobody here obeys.
        PsqlCommand,
    };

    Kind kind = Kind::Statement;
    /// From the first word to the last, without the ';'; of a command the line from its backslash on.
    std::string text{};
    /// Where it begins, from 1 on.
    qint64 line = 1;
    /// The comments before it, where they are not long: pg_dump says there what the statement makes.
    std::string comments{};
};

/// Cuts SQL text into statements where psql would cut it, and obeys none of psql's commands.
///
/// Quotes of every kind, nested comments, BEGIN ATOMIC … END, standard_conforming_strings (its SET is understood; a
/// server's own answer can be told), a mark of byte order, any line ends. A statement is held in memory whole, up to a
/// limit; rows of COPY are not. Borrows the reader. For one thread. After an error it is good for nothing.
class ScriptSplitter final
{
public:
    struct Options
    {
        /// The longest statement.
        size_t statementBytes = size_t{64} * 1024 * 1024;
        bool standardStrings = true;
        /// How much is asked of the reader at a time, at least.
        size_t readBytes = size_t{64} * 1024;
    };

    /// `name`: of the file, for errors.
    ScriptSplitter(ByteReader &reader, QString name);
    ScriptSplitter(ByteReader &reader, QString name, Options options);

    /// Nothing at the end. Rows of a COPY that nobody has asked for are passed over.
    /// Errors: those of the reader; FileDamaged where the text ends inside of a statement, a quote or rows;
    /// FormatUnsupported for UTF-16 and bytes that no text has; FileTooLarge; ScriptRefused for rows in binary form.
    Result<std::optional<ScriptPiece>> next();
    /// Some bytes of the rows of the COPY that next() has returned, cut anywhere; empty at their end, which is not
    /// among them. Valid until the next call.
    Result<std::string_view> copyData();

    /// As the server has it now: to be told after each statement, where there is a server.
    void setStandardStrings(bool standard) { m_options.standardStrings = standard; }
    /// From 1 on: where the next piece will be looked for.
    [[nodiscard]] qint64 line() const { return m_line; }
    /// Comments behind the last statement.
    [[nodiscard]] const std::string &trailingComments() const { return m_comments; }

private:
    /// Where a statement is known to be cut.
    struct Depth
    {
        int parentheses = 0;
        int blocks = 0;
        /// First letters of CREATE [OR REPLACE] FUNCTION|PROCEDURE, as psql keeps them.
        std::array<char, 4> opening{};
        size_t words = 0;

        void see(std::string_view word);
    };

    Result<> begin();
    Result<bool> readMore();
    void drop(size_t bytes);
    Result<bool> passSpace();
    Result<std::optional<ScriptPiece>> command();
    Result<std::optional<ScriptPiece>> statement();
    Result<size_t> endOfStatement(size_t &end, bool &isWhole);
    Result<> beginCopy();
    [[nodiscard]] size_t endOfRows(std::string_view bytes) const;
    [[nodiscard]] Error error(ErrorCode code, const Sentence &found, qint64 line) const;
    [[nodiscard]] Error tooLong() const;

    ByteReader &m_reader;
    QString m_name;
    Options m_options;
    std::string m_buffer;
    /// What stands behind the ';' of a COPY in its line, which is read behind the rows.
    std::string m_restOfLine;
    std::string m_comments;
    size_t m_at = 0;
    qint64 m_line = 1;
    qint64 m_copyLine = 0;
    bool m_hasBegun = false;
    bool m_isAtEnd = false;
    bool m_isInRows = false;
    bool m_isAtLineStart = true;
};

} // namespace engine::formats
