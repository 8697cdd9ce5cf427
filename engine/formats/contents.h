// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/result.h"
#include "engine/sql/identifier.h"

#include <QDateTime>

#include <optional>
#include <string>
#include <vector>

namespace engine::formats {

/// When an entry is restored: before the rows, as rows, after them. The numbers are those of pg_dump's archives.
enum class Section { None = 1, PreData = 2, Data = 3, PostData = 4 };

/// One thing that a file can make again: an object, its grants, its comment, the rows of a table.
///
/// The fields are those of the table of contents of pg_dump's archives (PostgreSQL, src/bin/pg_dump/
/// pg_backup_archiver.c, WriteToc), which a script has in the order of its statements. Everything in it comes from a
/// file or a database: nothing of it is believed, and no name in it becomes the name of a file.
struct Entry
{
    /// Greater than 0 and unique in its contents; dependencies name it.
    int number = 0;
    /// The catalog and the row of it, as they were: 1259 and 16385. 0: nobody knows.
    quint32 catalog = 0;
    quint32 object = 0;
    /// "TABLE", "TABLE DATA", "FK CONSTRAINT", "ACL", …: pg_dump's words.
    std::string kind{};
    /// What people read: "orders", "orders orders_pkey", "FUNCTION f(integer)".
    std::string name{};
    Section section = Section::PreData;
    std::optional<std::string> schema{};
    std::string owner{};
    /// SQL that makes it, ending with ";\n"; empty for rows.
    std::string creation{};
    /// SQL that takes it away; empty where its table does.
    std::string removal{};
    /// "COPY s.t (a, b) FROM stdin;\n"; nothing when the rows are INSERT statements or there are none.
    std::optional<std::string> copy{};
    std::optional<std::string> tablespace{};
    /// Of tables and materialized views: "heap".
    std::optional<std::string> accessMethod{};
    /// 'r', 'p', 'm', …; 0: nobody knows (archives before 1.16).
    char relationKind = 0;
    /// Numbers of entries that come before.
    std::vector<int> dependencies{};
    /// Rows or large objects of it are in the file.
    bool hasData = false;
};

/// What a file holds, without its rows.
struct Contents
{
    /// Local time of who wrote it.
    QDateTime made{};
    std::string database{};
    /// Of the source and of the program that wrote the file: "15.20 (Debian 15.20-0+deb12u1)".
    std::string serverVersion{};
    std::string writerVersion{};
    /// "UTF8": of the rows and of all texts.
    std::string encoding = "UTF8";
    bool standardStrings = true;
    /// As in SET search_path; pg_dump's are empty.
    std::string searchPath{};
    /// In the order in which they are restored one after the other.
    std::vector<Entry> entries{};
};

/// The schema and the name of a table whose rows an entry holds. Nothing for other entries.
[[nodiscard]] std::optional<sql::QualifiedName> tableOf(const Entry &entry);

} // namespace engine::formats
