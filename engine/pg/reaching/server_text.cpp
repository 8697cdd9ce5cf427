// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/pg/reaching/server_text.h"

#include "engine/pg/reaching/failure_codes.h"

#include <algorithm>
#include <array>

namespace engine::pg {

namespace {

// The classes of which the server itself writes every message, with names in it and no value. A class that is not here
// belongs to code (P0 to PL/pgSQL, 38 and 39 to other languages, anything to RAISE … USING ERRCODE), or its messages
// quote what they were given: 22 (values), HV (foreign data), XX (what extensions say).
constexpr std::array<std::string_view, 30> classesOfNames{"03", "08", "09", "0A", "0B", "0F", "0L", "0P", "0Z", "20",
                                                          "21", "23", "24", "25", "26", "27", "28", "2B", "2D", "2F",
                                                          "34", "3B", "3D", "3F", "40", "42", "44", "53", "54", "55"};
constexpr std::array<std::string_view, 5> moreClassesOfNames{"57", "58", "72", "F0", "00"};
constexpr std::array<std::string_view, 3> quotingClasses{"22", "HV", "XX"};

// Where plpy.error, elog, throw and their like are: PL/Python, PL/Perl, PL/Tcl, PL/v8, PL/Java, PL/R, PL/Lua, PL/sh,
// PL/Rust.
constexpr std::array<std::string_view, 9> filesOfLanguages{"plpy", "plperl", "pltcl", "plv8",  "pljava",
                                                           "plr",  "pllua",  "plsh",  "plrust"};
// Of PL/pgSQL, which says things of its own as well.
constexpr std::array<std::string_view, 2> raisingRoutines{"exec_stmt_raise", "exec_stmt_assert"};

std::string_view field(const PGresult *result, int code)
{
    const char *value = PQresultErrorField(result, code);
    return value == nullptr ? std::string_view() : std::string_view(value);
}

/// `invalid input syntax for type integer: "anna@example.org"`. From the first quotation mark to the last, in any
/// language: the value may hold some.
QString withoutQuotation(const QString &message)
{
    static const QString marks = QStringLiteral("\"\u00ab\u00bb\u201c\u201d\u201e");
    const auto isMark = [](QChar character) { return marks.contains(character); };
    const auto first = std::find_if(message.begin(), message.end(), isMark);
    const auto last = std::find_if(message.rbegin(), message.rend(), isMark);
    if (first == message.end())
        return message;
    return message.left(first - message.begin()) + QStringLiteral("\"\u2026\"")
           + message.right(last - message.rbegin());
}

bool isRaisedByLanguage(const PGresult *result)
{
    std::string_view file = field(result, PG_DIAG_SOURCE_FILE);
    file.remove_prefix(file.find_last_of("/\\") + 1);
    return std::ranges::any_of(filesOfLanguages, [&](std::string_view start) { return file.starts_with(start); })
           || std::ranges::find(raisingRoutines, field(result, PG_DIAG_SOURCE_FUNCTION)) != raisingRoutines.end();
}

/// How much of the server's words may be told.
enum class Telling { Nothing, WithoutQuotation, All };

Telling tellingOf(const PGresult *result)
{
    const std::string_view group = field(result, PG_DIAG_SQLSTATE).substr(0, 2);
    if (isRaisedByLanguage(result))
        return Telling::Nothing;
    if (std::ranges::find(quotingClasses, group) != quotingClasses.end())
        return Telling::WithoutQuotation;
    if (!isOfServer(group))
        return Telling::Nothing;
    // A statement that code put together, out of values perhaps.
    return field(result, PG_DIAG_INTERNAL_QUERY).empty() ? Telling::All : Telling::WithoutQuotation;
}

/// Failures whose subject is the server or the session when the server names nothing else. Of the others, a subject
/// that nobody named would be a lie: "db.example.org:5432/shop does not exist".
bool isAboutServer(ErrorCode code)
{
    switch (code) {
    case ErrorCode::ObjectMissing:
    case ErrorCode::ObjectExists:
    case ErrorCode::ObjectNotSupported:
    case ErrorCode::ObjectLocked:
    case ErrorCode::ConstraintViolated:
    case ErrorCode::ValueRejected:
    case ErrorCode::PermissionDenied:
    case ErrorCode::StatementFailed:
    case ErrorCode::StatementTimeout:
    case ErrorCode::ServerDamaged:
        return false;
    default:
        return true;
    }
}

/// What the server names in the fields of its answer: never taken out of its words, which are in its language.
QString subjectOf(const PGresult *result)
{
    const std::string schema(field(result, PG_DIAG_SCHEMA_NAME));
    const std::string table(field(result, PG_DIAG_TABLE_NAME));
    const std::string column(field(result, PG_DIAG_COLUMN_NAME));
    const std::string type(field(result, PG_DIAG_DATATYPE_NAME));
    const std::string_view constraint = field(result, PG_DIAG_CONSTRAINT_NAME);
    const std::string &object = table.empty() ? type : table;
    if (object.empty())
        return text(constraint.empty() ? std::string_view(schema) : constraint);
    return text(schema + '.' + object + (column.empty() ? column : '.' + column));
}

} // namespace

bool isOfServer(std::string_view sqlState)
{
    const auto isAmong = [group = sqlState.substr(0, 2)](const auto &classes) {
        return std::ranges::find(classes, group) != classes.end();
    };
    return isAmong(classesOfNames) || isAmong(moreClassesOfNames) || isAmong(quotingClasses);
}

Sentence notTold()
{
    return Tr::sentence("Code of the database itself raised it. Its words are not shown, because they may quote rows; "
                        "the server's log has them.");
}

Error errorOfAnswer(const PGresult *result, std::string_view subject, std::string_view server)
{
    const std::string_view sqlState = field(result, PG_DIAG_SQLSTATE);
    const Telling telling = tellingOf(result);
    Error error{.code = codeOfSqlState(sqlState), .subject = text(subject), .sqlState = text(sqlState)};
    // Two sessions that change one row of a catalog (GRANT, COMMENT): the server has no state of its own for it, and
    // does not translate the words.
    if (sqlState == "XX000" && field(result, PG_DIAG_MESSAGE_PRIMARY).starts_with("tuple concurrently "))
        error.code = ErrorCode::TransactionConflict;
    if (telling == Telling::Nothing) {
        error.differences = {notTold()};
        return error;
    }
    error.detail = text(field(result, PG_DIAG_MESSAGE_PRIMARY));
    if (telling == Telling::WithoutQuotation)
        error.detail = withoutQuotation(error.detail);
    else if (const std::string_view hint = field(result, PG_DIAG_MESSAGE_HINT); !hint.empty())
        error.detail += QLatin1Char('\n') + text(hint);
    if (error.subject.isEmpty())
        error.subject = subjectOf(result);
    if (error.subject.isEmpty() && isAboutServer(error.code))
        error.subject = text(server);
    return error;
}

} // namespace engine::pg
