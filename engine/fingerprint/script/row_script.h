// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/files/byte_stream.h"
#include "engine/catalog/model/schema.h"
#include "engine/fingerprint/row_difference.h"
#include "engine/fingerprint/script/row_statements.h"

#include <QByteArray>
#include <QString>
#include <QTemporaryFile>

#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace engine::fingerprint {

struct RowScriptOptions
{
    /// Which rows the script touches.
    bool updates = true;
    bool inserts = true;
    bool deletes = false;
    /// Triggers of people's are switched off while it runs.
    bool disablesTriggers = false;
    /// First lines, without "-- ".
    std::vector<std::string> title{};
    /// Where what does not fit into memory waits, readable by this account alone.
    QString folder{};
};

/// The SQL that makes rows of the target like those of the source, in one transaction: rows that nobody needs any more
/// go first, children before their parents; then rows change; then rows come, parents before their children; at the end
/// sequences move on. Where that order does not hold (circles, references that change), foreign keys wait until all is
/// done, and every table is finished before those that it refers to.
///
/// A row that somebody changed after it was compared is left as it is. Flat in memory, whatever comes.
class RowScript final
{
public:
    RowScript(std::shared_ptr<const catalog::Schema> target, std::shared_ptr<const catalog::Schema> source,
              RowScriptOptions options);
    ~RowScript();
    RowScript(const RowScript &) = delete;
    RowScript &operator=(const RowScript &) = delete;

    /// Errors: FileUnwritable, LocalDiskFull.
    Result<> add(const ComparedTable &table, const RowDifference &row);
    /// Writes all of it. Errors: those of the writer; FileUnreadable.
    Result<> write(ByteWriter &file);
    [[nodiscard]] bool isEmpty() const { return m_tables.empty(); }

private:
    /// Text that waits for its turn.
    struct Waiting
    {
        QByteArray memory{};
        std::unique_ptr<QTemporaryFile> file{};
    };
    struct Table
    {
        WrittenTable written{};
        Waiting deletes{};
        Waiting parks{};
        Waiting updates{};
        Waiting inserts{};
        int rowsOfInsert = 0;
        /// Columns that some UPDATE changes.
        std::vector<std::string> changed{};
        /// Hashes of unique values that rows give up, and of those that rows get, by column.
        std::set<size_t> givenUp{};
        std::set<size_t> taken{};
        bool losesRows = false;
        bool getsRows = false;
        bool isInCircle = false;
    };
    struct Reference
    {
        const catalog::Object *constraint = nullptr;
        sql::QualifiedName child{};
        sql::QualifiedName parent{};
    };

    [[nodiscard]] Table tableOf(const ComparedTable &table) const;
    [[nodiscard]] std::vector<std::string> parkableOf(const ComparedTable &table) const;
    Result<> addUpdate(Table &table, const ComparedTable &compared, const RowDifference &row) const;
    Result<> append(Waiting &waiting, const std::string &text) const;
    Result<> addInsert(Table &table, const ComparedTable &compared, const std::vector<stream::FieldValue> &row) const;
    static Result<> pour(Waiting &waiting, ByteWriter &file);
    [[nodiscard]] std::vector<Reference> references() const;
    [[nodiscard]] std::vector<sql::QualifiedName> childrenFirst(const std::vector<Reference> &references,
                                                                bool &isCircular) const;
    [[nodiscard]] bool mustWait(const std::vector<Reference> &references, bool isCircular) const;
    [[nodiscard]] std::string triggerStatements(bool isSwitchedOn) const;
    [[nodiscard]] std::string triggerNotes() const;
    [[nodiscard]] std::string sequenceStatements() const;
    Result<> writeTables(const std::vector<sql::QualifiedName> &order, bool waits, ByteWriter &file);

    std::shared_ptr<const catalog::Schema> m_target;
    std::shared_ptr<const catalog::Schema> m_source;
    RowScriptOptions m_options;
    std::map<sql::QualifiedName, Table> m_tables;
};

} // namespace engine::fingerprint
