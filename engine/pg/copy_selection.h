// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/pg/copy_format.h"
#include "engine/sql/identifier.h"
#include "engine/sql/row_filter.h"

#include <set>
#include <string>
#include <vector>

namespace engine::pg {

/// Which rows of a table a worker reads.
struct CopyRange
{
    enum class Kind { Whole, Blocks, Sample };
    Kind kind = Kind::Whole;
    /// For Blocks: heap pages [firstBlock, endBlock); endBlock 0 means to the end of the table.
    long long firstBlock = 0;
    long long endBlock = 0;
    /// For Sample: at most this many rows, from about this share of the pages (0: the first rows there are), and of a
    /// value in one of CopySelection::longColumns so many characters at the most.
    int sampleRows = 0;
    double samplePercent = 0;
    int sampleCharacters = 0;

    [[nodiscard]] bool isWhole() const { return kind == Kind::Whole; }
};

/// A table as COPY names it; built by the engine from the catalog, quoted by type.
struct CopySelection
{
    sql::QualifiedName table{};
    /// Never empty for a table with columns; generated columns are left out by the caller.
    std::vector<std::string> columns{};
    /// Those of `columns`, as SQL; empty where nobody asks for them.
    std::vector<std::string> types{};
    std::set<std::string> longColumns{};
    CopyRange range{};
    sql::RowFilter filter{};
    CopyFormat format = CopyFormat::Text;

    /// Every row there is: a plain COPY, which the server does not plan.
    [[nodiscard]] bool isWhole() const { return range.isWhole() && filter.isAll(); }
    /// What its rows are.
    [[nodiscard]] stream::RowShape shape() const;
    /// COPY "s"."t" ("a", "b") TO STDOUT …, or COPY (SELECT … WHERE ctid …) TO STDOUT …
    [[nodiscard]] std::string copyOut() const;
    /// COPY "s"."t" ("a", "b") FROM STDIN …
    [[nodiscard]] std::string copyIn(bool freeze) const;
};

} // namespace engine::pg
