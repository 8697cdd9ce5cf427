// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/sql/identifier.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace engine::pg {

/// How a value is given to the server's hash functions: the same on both sides, and such that equal values hash equal.
enum class HashForm {
    /// Whole numbers of any width.
    Integer,
    Boolean,
    Uuid,
    /// Timestamps with or without time zone.
    Instant,
    /// Floating point by value: -0 is 0, NaN is NaN.
    Float,
    /// numeric by value: 1.0 is 1.00.
    Number,
    /// Everything else, as the server writes it.
    Text,
};

struct HashedColumn
{
    std::string name{};
    HashForm form = HashForm::Text;
    bool mayBeNull = true;
    /// Of Text: differences in case, or in white space, are none. Others hash apart, and are looked at.
    bool withoutCase = false;
    bool withoutSpace = false;
    /// Of Float and Number: values nearer than this hash equal, and most of them do; empty for none. Digits and a
    /// point.
    std::string tolerance{};
};

/// A row of a table in the snapshot of one connection: heap page and place in it.
struct RowPlace
{
    uint32_t block = 0;
    uint16_t offset = 0;

    auto operator<=>(const RowPlace &) const = default;
};

/// What of a table's own rows (not its children's) is hashed, and the statements that do it.
///
/// A row has two hashes of 64 bits: of its key, which says into which of 2^bits buckets it falls, and of all of its
/// columns. Only functions that PostgreSQL has since 11 and that compute from their arguments are called, so that the
/// result is the same for every version and setting; that both servers compute the same is asked for with hashProbe.
/// The buckets are those of hashes and not ranges of the key's order, because no two servers need to agree on an order:
/// collations differ.
///
///     row -> hash of key --(lowest bits)--> bucket -+
///         -> hash of row ---------------------------+-> per bucket: count, sum of hashes
struct HashedRows
{
    sql::QualifiedName table{};
    /// Empty: the whole row is the key.
    std::vector<HashedColumn> key{};
    /// All that is compared, the key among it.
    std::vector<HashedColumn> columns{};
    /// What else of a row is wanted where rows are.
    std::vector<std::string> carried{};

    /// COPY (…) TO STDOUT of bucket, count and sum, for each bucket that has rows.
    [[nodiscard]] std::string copyOfSums(int bits) const;
    /// COPY (…) TO STDOUT of hash of key, hash of row and ctid, for each row in one of the chosen buckets.
    [[nodiscard]] std::string copyOfHashes(int bits, const std::vector<bool> &chosen) const;
    /// COPY (…) TO STDOUT of ctid, columns and what is carried, as text, of the rows at these places.
    [[nodiscard]] std::string copyOfRows(const std::vector<RowPlace> &places) const;
};

/// Selects one text that is the same on two servers whose hashes are.
inline constexpr const char *hashProbe = R"(
SELECT pg_catalog.concat_ws(' ',
    pg_catalog.hashtextextended(''::pg_catalog.text COLLATE pg_catalog."C", 0),
    pg_catalog.hashtextextended('a'::pg_catalog.text COLLATE pg_catalog."C", 1),
    pg_catalog.hashtextextended('0123456789abcdef'::pg_catalog.text COLLATE pg_catalog."C", -5),
    pg_catalog.hashtextextended(pg_catalog.repeat('value ', 40) COLLATE pg_catalog."C", 7244019458077122842),
    pg_catalog.hashint8extended(-1234567890123, 3),
    pg_catalog.hashfloat8extended('-0'::pg_catalog.float8, 4), pg_catalog.hashfloat8extended('NaN'::pg_catalog.float8, 4),
    pg_catalog.hashfloat8extended('1.25e-7'::pg_catalog.float8, 4),
    pg_catalog.hash_numeric_extended('-12.500'::pg_catalog.numeric, 5),
    pg_catalog.uuid_hash_extended('00112233-4455-6677-8899-aabbccddeeff'::pg_catalog.uuid, 6),
    pg_catalog.timestamp_hash_extended('2026-02-28 12:34:56.789012'::pg_catalog.timestamp, 7)))";

/// Of "(12,3)"; {0, 0}, which no row has, of anything else.
[[nodiscard]] RowPlace rowPlaceOf(std::string_view ctid);

} // namespace engine::pg
