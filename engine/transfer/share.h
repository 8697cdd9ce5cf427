// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/sql/identifier.h"

#include <QtGlobal>

#include <string>
#include <variant>

namespace engine::transfer {

/// All rows of a table.
struct WholeTable
{
    bool operator==(const WholeTable &) const = default;
};

/// The rows in pages [first, end) of a table of a live database; `end` 0: to the end of the table, however far that is
/// by then.
struct HeapBlocks
{
    qint64 first = 0;
    qint64 end = 0;

    bool operator==(const HeapBlocks &) const = default;
};

/// The rows whose key is in [from, to); `to` empty: to the last.
struct KeyRange
{
    std::string from{};
    std::string to{};

    bool operator==(const KeyRange &) const = default;
};

/// The rows in blocks [first, end) of what a file holds of a table.
struct ArchiveBlocks
{
    size_t first = 0;
    size_t end = 0;

    bool operator==(const ArchiveBlocks &) const = default;
};

/// Which rows of a table. Only the origin that cut the table knows what it means.
using Piece = std::variant<WholeTable, HeapBlocks, KeyRange, ArchiveBlocks>;

/// What one worker moves at a time: a piece of a table, and its place among all others.
struct Share
{
    sql::QualifiedName table{};
    Piece piece{};
    /// Among all shares of the transfer, from 0 on, those of one table one behind the other. Shares are begun in this
    /// order: while one is on its way, all before it are too, or have arrived.
    size_t number = 0;
    /// Among those of its table, and how many these are.
    size_t place = 0;
    size_t ofTable = 1;

    [[nodiscard]] bool isWhole() const { return std::holds_alternative<WholeTable>(piece); }
};

} // namespace engine::transfer
