// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/formats/script/script_risks.h"
#include "engine/formats/script/script_splitter.h"
#include "engine/sql/identifier.h"

#include <map>
#include <optional>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

namespace engine::formats {

/// What a script is, found by reading all of it and running nothing.
struct ScriptSurvey
{
    struct Rows
    {
        qint64 rows = 0;
        qint64 bytes = 0;
        /// INSERT statements were counted: one may have several rows.
        bool isAtLeast = false;
    };
    struct Extension
    {
        std::string name{};
        /// Empty: none was said.
        std::string schema{};
    };

    ScriptRisks risks{};
    std::vector<Extension> extensions{};
    /// "15.20 (Debian …)", as the comments of pg_dump say; empty when they do not.
    std::string serverVersion{};
    std::string writerVersion{};
    std::string database{};
    /// pg_dump wrote it, and its last comment is there.
    bool isDump = false;
    bool isComplete = false;
    /// What stands behind that: the line, and how it begins.
    std::optional<std::pair<qint64, std::string>> behindEnd{};
    /// The line of the last statement.
    qint64 lastLine = 0;
    qint64 statements = 0;
    qint64 bytes = 0;
    /// "TABLE" -> 21, by what is created.
    std::map<std::string, qint64> objects{};
    /// Where the search path is another than the script's names say, the schema is empty.
    std::map<sql::QualifiedName, Rows> tables{};
    /// The first command of psql that stands in the way.
    std::optional<ScriptPiece> refused{};
};

/// Reads the script to its end. Errors: those of the splitter and the reader; Cancelled.
[[nodiscard]] Result<ScriptSurvey> surveyScript(ByteReader &reader, const QString &name,
                                                const std::stop_token &stop = {});

/// FileDamaged for a script of pg_dump without its last line.
Result<> checkComplete(const ScriptSurvey &survey, const QString &name);

/// The table of a COPY or an INSERT. Nothing where it is none.
[[nodiscard]] std::optional<sql::QualifiedName> tableOfRows(std::string_view statement);
/// What pg_dump's comment before a statement says: "TABLE public.orders"; else how the statement begins.
[[nodiscard]] std::string objectOf(const ScriptPiece &piece);

} // namespace engine::formats
