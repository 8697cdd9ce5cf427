// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/importing/load_result.h"
#include "engine/importing/private_database.h"

#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace engine::importing {

/// A part of the rows of a COPY, as text; empty at the end.
using NextRows = std::function<Result<std::string_view>()>;

/// Runs what a file says, one statement after the other, and writes down what the server refuses.
///
/// A role that is missing is made as a name, and the statement tried again. A refusal ends nothing; only what ends the
/// whole load is an error: Cancelled, ConnectionLost, a full disk. For one thread. Borrows the result.
class StatementRunner final
{
public:
    StatementRunner(pg::Connection loader, pg::Connection keeper, LoadResult &result)
        : m_loader(std::move(loader))
        , m_keeper(std::move(keeper))
        , m_result(result)
    {}

    /// Statements that bring rows are passed over.
    void leaveOutRows() { m_isWithoutRows = true; }
    /// Before anything of a file is run: extensions' own scripts then meet nothing of it.
    Result<> makeExtension(const std::string &name, const std::string &schema);
    /// `object` and `line`: for what is written down.
    Result<> run(const std::string &statement, const QString &object, qint64 line);
    /// `statement` gives an object to `owner` and does nothing else. By the keeper where the owner is a role of the
    /// file, which can do nothing; what belongs to any other would run with its rights.
    Result<> giveOwner(const std::string &statement, const std::string &owner, const QString &object, qint64 line);
    Result<> copy(const std::string &statement, const QString &object, qint64 line, const NextRows &nextRows);
    /// Statistics, and nothing of ours left.
    Result<> finish();

    [[nodiscard]] bool hasStandardStrings() const;

private:
    Result<> attempt(const std::string &statement);
    Result<> attemptInBlock(const std::string &statement);
    Result<bool> madeWhatIsMissing(const Error &error);
    Result<bool> madeMissingSchema(const Error &error);
    bool makeRole(const std::string &name);
    /// A materialized view is filled with the rights of its owner. One that was a superuser is a role without any here,
    /// and may read what the loader may. Taken back by finish().
    Result<> letRolesRead(bool mayRead);
    Result<> runTransaction(const std::string &statement, const QString &object, qint64 line);
    Result<> note(const Error &error, std::string_view statement, const QString &object, qint64 line);
    void doNotTry(const QString &object, qint64 line, const Sentence &why);
    void remark(const Sentence &sentence);
    [[nodiscard]] bool endsLoad(const Error &error) const;

    pg::Connection m_loader;
    pg::Connection m_keeper;
    LoadResult &m_result;
    bool m_isInBlock = false;
    bool m_canRolesRead = false;
    bool m_isWithoutRows = false;
    /// Made because the file takes them for granted.
    std::set<std::string> m_schemas;
};

} // namespace engine::importing
