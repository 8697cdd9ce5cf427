// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/importing/statement_runner.h"

#include "engine/base/errors/error_text.h"
#include "engine/formats/script/script_survey.h"
#include "engine/formats/script/script_token.h"
#include "engine/importing/statement_policy.h"
#include "engine/pg/copy.h"

#include <algorithm>
#include <optional>
#include <tuple>

using namespace Qt::StringLiterals;

namespace engine::importing {

namespace {

// Roles and schemas that one statement may lack.
constexpr int mostMissing = 64;

/// The server speaks English here: `role "x" does not exist`.
std::optional<std::string> missingRole(const Error &error)
{
    const QString &words = error.detail;
    const qsizetype begin = words.indexOf("role \""_L1);
    const qsizetype end = words.lastIndexOf("\" does not exist"_L1);
    if (error.sqlState != "42704"_L1 || begin < 0 || end <= begin + 6)
        return std::nullopt;
    return words.mid(begin + 6, end - begin - 6).toStdString();
}

/// The server speaks English here: `schema "x" does not exist`. Not a name that no file may use.
std::optional<std::string> missingSchema(const Error &error)
{
    const QString &words = error.detail;
    const qsizetype begin = words.indexOf("schema \""_L1);
    const qsizetype end = words.lastIndexOf("\" does not exist"_L1);
    if (error.sqlState != "3F000"_L1 || begin < 0 || end <= begin + 8)
        return std::nullopt;
    std::string name = words.mid(begin + 8, end - begin - 8).toStdString();
    const bool isReserved = name.starts_with("pg_") || name.starts_with("sosie") || name == "information_schema";
    return isReserved ? std::nullopt : std::optional(std::move(name));
}

bool bringsRows(std::string_view statement)
{
    const std::vector<formats::ScriptWord> words = formats::wordsOf(statement, 1);
    return !words.empty() && (words[0].is("insert") || words[0].is("copy"));
}

/// A refusal that takes nothing away: a setting this server does not have, something that is there or gone already.
bool isHarmless(std::string_view statement, const Error &error)
{
    const std::vector<formats::ScriptWord> words = formats::wordsOf(statement, 64);
    if (words.empty())
        return true;
    // The database was empty: nothing that the file has not made itself is there to be dropped.
    if (words[0].is("drop"))
        return true;
    const bool isMissing
        = error.code == ErrorCode::ObjectMissing || error.sqlState.startsWith("42"_L1) || error.sqlState == "3F000"_L1;
    const auto has = [&](std::string_view word) {
        return std::any_of(words.begin(), words.end(), [&](const formats::ScriptWord &each) { return each.is(word); });
    };
    if (words[0].is("alter") && words.size() > 1 && words[1].is("table") && has("drop"))
        return isMissing;
    if (words[0].is("select") && has("lo_unlink"))
        return isMissing;
    return words[0].is("create") && words.size() > 1 && words[1].is("schema") && error.sqlState == "42P06"_L1;
}

bool isRefresh(std::string_view statement)
{
    const std::vector<formats::ScriptWord> words = formats::wordsOf(statement, 2);
    return words.size() == 2 && words[0].is("refresh") && words[1].is("materialized");
}

bool isSetting(std::string_view statement)
{
    const std::vector<formats::ScriptWord> words = formats::wordsOf(statement, 8);
    if (words.empty() || words[0].is("set") || words[0].is("reset"))
        return true;
    return words[0].is("select") && std::any_of(words.begin(), words.end(), [](const formats::ScriptWord &word) {
               return word.is("set_config");
           });
}

/// A list of privileges with one of a newer server is a mistake in writing to an older one.
bool isUnknownPrivilege(const Error &error)
{
    return error.sqlState == "42601"_L1 || error.sqlState == "0LP01"_L1;
}

} // namespace

bool StatementRunner::endsLoad(const Error &error) const
{
    return error.isCancelled() || !m_loader.isUsable() || error.code == ErrorCode::ConnectionLost
           || error.code == ErrorCode::ServerDiskFull || error.code == ErrorCode::LocalDiskFull;
}

bool StatementRunner::hasStandardStrings() const
{
    return m_loader.parameterStatus("standard_conforming_strings") != "off";
}

void StatementRunner::remark(const Sentence &sentence)
{
    if (!sentence.isEmpty() && !m_result.remarks.contains(sentence))
        m_result.remarks.append(sentence);
}

void StatementRunner::doNotTry(const QString &object, qint64 line, const Sentence &why)
{
    m_result.notLoaded.append({.object = object, .line = line, .reason = why});
}

Result<> StatementRunner::note(const Error &error, std::string_view statement, const QString &object, qint64 line)
{
    if (endsLoad(error)) {
        Error fatal = error;
        fatal.steps.prepend(object);
        return failure(std::move(fatal));
    }
    if (bringsRows(statement))
        ++m_result.rowsRefused;
    if (!isHarmless(statement, error)) {
        m_result.notLoaded.append(
            {.object = object, .line = line, .answer = detailText(error), .isLoss = !isSetting(statement)});
    }
    return {};
}

Result<> StatementRunner::makeExtension(const std::string &name, const std::string &schema)
{
    const QString shown = text(name);
    if (m_result.extensions.contains(shown) || name == "plpgsql")
        return {};
    const QString object = u"EXTENSION "_s + shown;
    for (const NotLoaded &each : m_result.notLoaded) {
        if (each.object == object)
            return {};
    }
    if (!isAllowedExtension(name)) {
        doNotTry(object, 0, Tr::sentence("the extension is not among those that are made for a file"));
        return {};
    }
    TRY_ASSIGN(const pg::QueryResult found,
               m_keeper.query("SELECT 1 FROM pg_catalog.pg_available_extensions WHERE name = $1", {name}));
    if (found.rowCount() == 0) {
        doNotTry(object, 0, Tr::sentence("this computer's PostgreSQL does not have the extension"));
        return {};
    }
    const std::string place = schema.empty() ? "public" : schema;
    if (place != "public" && place != "pg_catalog")
        TRY(m_keeper.execute("CREATE SCHEMA IF NOT EXISTS " + sql::quoted(place) + " AUTHORIZATION sosie_loader"));
    const std::string statement = "CREATE EXTENSION IF NOT EXISTS " + sql::quoted(name);
    Result<> made = m_keeper.execute(statement + " SCHEMA " + sql::quoted(place) + " CASCADE");
    if (!made && m_keeper.isUsable())
        made = m_keeper.execute(statement + " CASCADE");
    if (!made)
        return note(made.error(), statement, object, 0);
    m_result.extensions.append(shown);
    return {};
}

/// pg_dump of some tables writes no CREATE SCHEMA: what the file takes for granted is made.
Result<bool> StatementRunner::madeMissingSchema(const Error &error)
{
    const std::optional<std::string> schema = missingSchema(error);
    if (!schema || !m_schemas.insert(*schema).second)
        return false;
    TRY(m_keeper.execute("CREATE SCHEMA IF NOT EXISTS " + sql::quoted(*schema) + " AUTHORIZATION "
                         + PrivateDatabase::loader));
    remark(
        Tr::sentence("The file does not make the schema \"%1\" that it uses: it was made for it.").arg(text(*schema)));
    return true;
}

Result<bool> StatementRunner::madeWhatIsMissing(const Error &error)
{
    const std::optional<std::string> role = missingRole(error);
    bool isMade = role && !m_result.roles.contains(text(*role)) && makeRole(*role);
    if (!isMade) {
        TRY_ASSIGN(isMade, madeMissingSchema(error));
    }
    if (!isMade)
        return false;
    // A transaction that has looked for it in vain hears of it with the next lock it takes.
    if (m_isInBlock)
        TRY(m_loader.execute("SAVEPOINT sosie_role; SELECT FROM pg_catalog.pg_roles LIMIT 0; "
                             "ROLLBACK TO SAVEPOINT sosie_role"));
    return true;
}

/// False for what is a role of this server already, and for names that no role may have.
bool StatementRunner::makeRole(const std::string &name)
{
    if (!PrivateDatabase::makeRole(m_keeper, name))
        return false;
    m_result.roles.append(text(name));
    return true;
}

Result<> StatementRunner::attemptInBlock(const std::string &statement)
{
    if (!m_isInBlock)
        return m_loader.run(statement);
    if (const Result<> saved = m_loader.execute("SAVEPOINT sosie_statement"); !saved) {
        // The block has ended in a way that was not seen, or has failed as a whole.
        m_isInBlock = false;
        if (m_loader.isUsable())
            std::ignore = m_loader.execute("ROLLBACK");
        return m_loader.run(statement);
    }
    Result<> done = m_loader.run(statement);
    if (m_loader.isUsable())
        TRY(m_loader.execute(done ? "RELEASE SAVEPOINT sosie_statement" : "ROLLBACK TO SAVEPOINT sosie_statement"));
    return done;
}

Result<> StatementRunner::attempt(const std::string &statement)
{
    for (int tried = 0;; ++tried) {
        Result<> done = attemptInBlock(statement);
        if (done || endsLoad(done.error()) || tried == mostMissing)
            return done;
        TRY_ASSIGN(const bool isMade, madeWhatIsMissing(done.error()));
        if (!isMade)
            return done;
    }
}

Result<> StatementRunner::runTransaction(const std::string &statement, const QString &object, qint64 line)
{
    const std::vector<formats::ScriptWord> words = formats::wordsOf(statement, 4);
    const Result<> done = m_loader.run(statement);
    if (!done)
        return note(done.error(), statement, object, line);
    const auto has = [&](std::string_view word) {
        return std::any_of(words.begin(), words.end(), [&](const formats::ScriptWord &each) { return each.is(word); });
    };
    if (words[0].is("begin") || words[0].is("start"))
        m_isInBlock = true;
    else if (!words[0].is("savepoint") && !words[0].is("release") && !has("to") && !has("chain"))
        m_isInBlock = false;
    return {};
}

Result<> StatementRunner::giveOwner(const std::string &statement, const std::string &owner, const QString &object,
                                    qint64 line)
{
    const bool isOfFile = m_result.roles.contains(text(owner)) || makeRole(owner);
    const Result<> done = isOfFile && !m_isInBlock ? m_keeper.run(statement) : attempt(statement);
    return done ? Result<>() : note(done.error(), statement, object, line);
}

Result<> StatementRunner::run(const std::string &statement, const QString &object, qint64 line)
{
    ++m_result.statements;
    if (m_isWithoutRows && bringsRows(statement))
        return {};
    const HandledStatement handled = handlingOf(statement);
    if (handled.isTransaction)
        return runTransaction(statement, object, line);
    switch (handled.how) {
    case Handling::PassOver:
        remark(handled.why);
        return {};
    case Handling::DoNotTry:
        doNotTry(object, line, handled.why);
        return {};
    case Handling::MakeExtension:
        // Made before anything else of the file, or not at all.
        if (!m_result.extensions.contains(text(handled.name)) && handled.name != "plpgsql")
            return makeExtension(handled.name, handled.schema);
        return {};
    case Handling::MakeRole:
        remark(Tr::sentence("Roles are made as names only: their attributes, settings and memberships stay in the "
                            "file."));
        if (!m_result.roles.contains(text(handled.name)))
            makeRole(handled.name);
        return {};
    case Handling::GiveOwner:
        return giveOwner(statement, handled.name, object, line);
    case Handling::Run:
        break;
    }
    Result<> done = attempt(statement);
    if (!done && isUnknownPrivilege(done.error())) {
        // MAINTAIN came with PostgreSQL 17: the others of its list are known.
        const std::optional<std::string> rest = withoutPrivilege(statement, "maintain");
        if (rest) {
            // Named one by one: whoever restores to a newer server has to grant it there.
            m_result.notLoaded.append(
                {.object = object,
                 .line = line,
                 .reason = Tr::sentence("the privilege MAINTAIN, which PostgreSQL %1 does not know, was left out")
                               .arg(qint64{m_loader.serverMajor()}),
                 .isLoss = false});
            done = rest->empty() ? Result<>() : attempt(*rest);
        }
    }
    if (!done && isRefresh(statement) && done.error().sqlState == "42501"_L1 && m_loader.isUsable()) {
        TRY(letRolesRead(true));
        done = attempt(statement);
    }
    if (!done)
        return note(done.error(), statement, object, line);
    m_result.rowsTaken += bringsRows(statement) ? 1 : 0;
    return {};
}

Result<> StatementRunner::copy(const std::string &statement, const QString &object, qint64 line,
                               const NextRows &nextRows)
{
    ++m_result.statements;
    if (m_isWithoutRows) {
        for (;;) {
            TRY_ASSIGN(const std::string_view rows, nextRows());
            if (rows.empty())
                return {};
        }
    }
    const bool isOwn = !m_isInBlock;
    TRY(m_loader.execute(isOwn ? "BEGIN" : "SAVEPOINT sosie_statement"));
    const auto move = [&]() -> Result<long long> {
        TRY_ASSIGN(pg::CopyWriter writer, pg::CopyWriter::start(m_loader, statement));
        for (;;) {
            auto rows = nextRows();
            if (!rows) {
                std::ignore = writer.abort("the file ended");
                return failure(std::move(rows).error());
            }
            if (rows->empty())
                return writer.finish();
            TRY(writer.write(*rows));
        }
    };
    const Result<long long> moved = move();
    if (m_loader.isUsable()) {
        const char *good = isOwn ? "COMMIT" : "RELEASE SAVEPOINT sosie_statement";
        const char *bad = isOwn ? "ROLLBACK" : "ROLLBACK TO SAVEPOINT sosie_statement";
        TRY(m_loader.execute(moved ? good : bad));
    }
    if (moved) {
        m_result.rows += *moved;
        ++m_result.rowsTaken;
        if (const auto table = formats::tableOfRows(statement))
            m_result.rowsOfTables[*table] += *moved;
        return {};
    }
    // A file that is damaged is no refusal of the server.
    if (moved.error().code == ErrorCode::FileDamaged || moved.error().code == ErrorCode::FileChanged
        || moved.error().code == ErrorCode::FileUnreadable || moved.error().code == ErrorCode::FileTooLarge)
        return failure(moved.error());
    return note(moved.error(), statement, object, line);
}

Result<> StatementRunner::letRolesRead(bool mayRead)
{
    // Older servers have no such role.
    if (m_keeper.serverMajor() < 14 || mayRead == m_canRolesRead)
        return {};
    m_canRolesRead = mayRead;
    for (const QString &role : m_result.roles) {
        const std::string name = sql::quoted(role.toStdString());
        TRY(m_keeper.execute((mayRead ? "GRANT pg_read_all_data TO " : "REVOKE pg_read_all_data FROM ") + name));
    }
    return {};
}

Result<> StatementRunner::finish()
{
    if (m_isInBlock)
        TRY(m_loader.execute("COMMIT"));
    m_isInBlock = false;
    TRY(m_loader.execute("RESET ALL"));
    TRY(letRolesRead(false));
    if (const Result<> known = m_loader.run("ANALYZE"); !known && endsLoad(known.error()))
        return known;
    return PrivateDatabase::finish(m_keeper);
}

} // namespace engine::importing
