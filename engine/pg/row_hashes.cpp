// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/pg/row_hashes.h"

#include <algorithm>
#include <charconv>
#include <span>

namespace engine::pg {

namespace {

// What NULL is hashed as, beside the note that it is one.
constexpr std::string_view nullText = "''::pg_catalog.text";
constexpr std::string_view nullNumber = "'0'::pg_catalog.int8";
constexpr std::string_view nullUuid = "'00000000-0000-0000-0000-000000000000'::pg_catalog.uuid";
constexpr std::string_view nullInstant = "'2000-01-01'::pg_catalog.timestamp";
constexpr std::string_view nullFloat = "'0'::pg_catalog.float8";
constexpr std::string_view nullNumeric = "'0'::pg_catalog.numeric";
// A hash is made from the one before it; the server nests expressions only so deep.
constexpr size_t columnsOfChain = 40;

struct Call
{
    std::string_view function;
    std::string value;
    std::string_view standsForNull;
};

std::string textOf(const HashedColumn &column, const std::string &value)
{
    std::string text = value + "::pg_catalog.text";
    if (column.withoutSpace)
        text = "pg_catalog.translate(" + text + ", E' \\t\\n\\r\\f\\v', '')";
    if (column.withoutCase)
        // Of ASCII alone: what differs in other letters is looked at.
        text = "pg_catalog.lower(" + text + " COLLATE pg_catalog.\"C\")";
    return text;
}

/// In which cell of the width of the tolerance a number lies. Those of one cell are near enough; neighbours may be.
std::string cellOf(const HashedColumn &column, const std::string &value)
{
    const std::string width = sql::literal(column.tolerance);
    if (column.form == HashForm::Number)
        return "pg_catalog.floor(" + value + "::pg_catalog.numeric OPERATOR(pg_catalog./) " + width
               + "::pg_catalog.numeric)";
    // Dividing what is near the end of the range would be an error.
    const std::string number = value + "::pg_catalog.float8";
    return "CASE WHEN pg_catalog.abs(" + number + ") OPERATOR(pg_catalog.<) '1e150'::pg_catalog.float8 "
           + "THEN pg_catalog.floor(" + number + " OPERATOR(pg_catalog./) " + width + "::pg_catalog.float8) ELSE "
           + number + " END";
}

Call callFor(const HashedColumn &column)
{
    const std::string value = "r." + sql::quoted(column.name);
    switch (column.form) {
    case HashForm::Integer:
        return {"hashint8extended", value + "::pg_catalog.int8", nullNumber};
    case HashForm::Boolean:
        return {"hashint8extended", value + "::pg_catalog.int4::pg_catalog.int8", nullNumber};
    case HashForm::Uuid:
        return {"uuid_hash_extended", value, nullUuid};
    case HashForm::Instant:
        return {"timestamp_hash_extended", value + "::pg_catalog.timestamp", nullInstant};
    case HashForm::Float:
        return {"hashfloat8extended", column.tolerance.empty() ? value + "::pg_catalog.float8" : cellOf(column, value),
                nullFloat};
    case HashForm::Number:
        return {"hash_numeric_extended",
                column.tolerance.empty() ? value + "::pg_catalog.numeric" : cellOf(column, value), nullNumeric};
    case HashForm::Text:
        break;
    }
    return {"hashtextextended", textOf(column, value), nullText};
}

std::string hashed(const HashedColumn &column, const std::string &before)
{
    const Call call = callFor(column);
    std::string value = call.value;
    if (column.mayBeNull)
        value = "coalesce(" + value + ", " + std::string(call.standsForNull) + ')';
    if (call.function == "hashtextextended")
        value = '(' + value + ") COLLATE pg_catalog.\"C\"";
    return "pg_catalog." + std::string(call.function) + '(' + value + ", " + before + ')';
}

/// Which columns of a chain are NULL, as the bits of a number, together with the hash of what they hold.
std::string withNulls(std::span<const HashedColumn> columns, const std::string &chain)
{
    std::string nulls;
    for (size_t i = 0; i < columns.size(); ++i) {
        if (!columns[i].mayBeNull)
            continue;
        nulls += nulls.empty() ? "" : " OPERATOR(pg_catalog.+) ";
        nulls += "CASE WHEN r." + sql::quoted(columns[i].name) + " IS NULL THEN '" + std::to_string(1LL << i)
                 + "'::pg_catalog.int8 ELSE '0'::pg_catalog.int8 END";
    }
    return nulls.empty() ? chain : "pg_catalog.hashint8extended(" + nulls + ", " + chain + ')';
}

std::string hashOf(std::span<const HashedColumn> columns)
{
    std::string whole;
    for (size_t first = 0; first < columns.size(); first += columnsOfChain) {
        const auto part = columns.subspan(first, std::min(columnsOfChain, columns.size() - first));
        std::string chain = "0";
        for (const HashedColumn &column : part)
            chain = hashed(column, chain);
        chain = withNulls(part, chain);
        whole = whole.empty() ? chain : "pg_catalog.hashint8extended(" + chain + ", " + whole + ')';
    }
    // Rows without columns are all the same.
    return whole.empty() ? "'0'::pg_catalog.int8" : whole;
}

std::string bucketOf(const std::string &hash, int bits)
{
    return '(' + hash + " OPERATOR(pg_catalog.&) '" + std::to_string((1LL << bits) - 1)
           + "'::pg_catalog.int8)::pg_catalog.int4";
}

std::string hexBits(const std::vector<bool> &chosen)
{
    constexpr std::string_view digits = "0123456789abcdef";
    std::string hex;
    for (size_t first = 0; first < chosen.size(); first += 8) {
        unsigned byte = 0;
        for (size_t bit = 0; bit < 8 && first + bit < chosen.size(); ++bit)
            byte |= static_cast<unsigned>(chosen[first + bit]) << bit;
        hex += digits[byte >> 4U];
        hex += digits[byte & 15U];
    }
    return hex;
}

} // namespace

std::string HashedRows::copyOfSums(int bits) const
{
    const std::string row = hashOf(columns);
    const std::string rows = key.empty() ? row + " AS h" : hashOf(key) + " AS k, " + row + " AS h";
    // OFFSET 0: else the server takes every key for a group of its own, and sorts the table.
    return "COPY (SELECT " + bucketOf(key.empty() ? "f.h" : "f.k", bits)
           + ", pg_catalog.count(*), pg_catalog.sum(f.h) FROM (SELECT " + rows + " FROM ONLY " + table.quoted()
           + " AS r OFFSET 0) AS f GROUP BY 1) TO STDOUT";
}

std::string HashedRows::copyOfHashes(int bits, const std::vector<bool> &chosen) const
{
    const std::string row = hashOf(columns);
    const std::string keyHash = key.empty() ? row : hashOf(key);
    return "COPY (SELECT f.k, f.h, f.c FROM (SELECT " + keyHash + " AS k, " + row + " AS h, r.ctid AS c FROM ONLY "
           + table.quoted() + " AS r) AS f WHERE pg_catalog.get_bit(pg_catalog.decode('" + hexBits(chosen)
           + "', 'hex'), " + bucketOf("f.k", bits) + ") OPERATOR(pg_catalog.=) 1) TO STDOUT";
}

std::string HashedRows::copyOfRows(const std::vector<RowPlace> &places) const
{
    std::string list;
    for (const RowPlace &place : places) {
        list += list.empty() ? "\"(" : ",\"(";
        list += std::to_string(place.block) + ',' + std::to_string(place.offset) + ")\"";
    }
    std::string names;
    for (const HashedColumn &column : columns)
        names += ", r." + sql::quoted(column.name);
    for (const std::string &column : carried)
        names += ", r." + sql::quoted(column);
    return "COPY (SELECT r.ctid" + names + " FROM ONLY " + table.quoted()
           + " AS r WHERE r.ctid OPERATOR(pg_catalog.=) ANY ('{" + list + "}'::pg_catalog.tid[])) TO STDOUT";
}

RowPlace rowPlaceOf(std::string_view ctid)
{
    RowPlace place;
    const size_t comma = ctid.find(',');
    if (ctid.size() < 5 || ctid.front() != '(' || comma == std::string_view::npos)
        return {};
    const char *const begin = ctid.data();
    const auto block = std::from_chars(begin + 1, begin + comma, place.block);
    const auto offset = std::from_chars(begin + comma + 1, begin + ctid.size() - 1, place.offset);
    return block.ec == std::errc() && offset.ec == std::errc() ? place : RowPlace{};
}

} // namespace engine::pg
