// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/formats/toc/entry_kinds.h"

#include <algorithm>
#include <array>

namespace engine::formats {

namespace {

/// Of pg_dump 9.0 to 18, sorted.
constexpr auto knownKinds = std::to_array<std::string_view>({
    "ACCESS METHOD",
    "ACL",
    "ACL LANGUAGE",
    "AGGREGATE",
    "BLOB",
    "BLOB COMMENTS",
    "BLOB METADATA",
    "BLOBS",
    "CAST",
    "CHECK CONSTRAINT",
    "COLLATION",
    "COMMENT",
    "CONSTRAINT",
    "CONVERSION",
    "DATABASE",
    "DATABASE PROPERTIES",
    "DEFAULT",
    "DEFAULT ACL",
    "DOMAIN",
    "EVENT TRIGGER",
    "EXTENSION",
    "FK CONSTRAINT",
    "FOREIGN DATA WRAPPER",
    "FOREIGN TABLE",
    "FUNCTION",
    "INDEX",
    "INDEX ATTACH",
    "LANGUAGE",
    "MATERIALIZED VIEW",
    "MATERIALIZED VIEW DATA",
    "OPERATOR",
    "OPERATOR CLASS",
    "OPERATOR FAMILY",
    "POLICY",
    "PROCEDURAL LANGUAGE",
    "PROCEDURE",
    "PUBLICATION",
    "PUBLICATION TABLE",
    "PUBLICATION TABLES IN SCHEMA",
    "ROW SECURITY",
    "RULE",
    "SCHEMA",
    "SECURITY LABEL",
    "SEQUENCE",
    "SEQUENCE OWNED BY",
    "SEQUENCE SET",
    "SERVER",
    "SHELL TYPE",
    "STATISTICS",
    "STATISTICS DATA",
    "SUBSCRIPTION",
    "SUBSCRIPTION TABLE",
    "TABLE",
    "TABLE ATTACH",
    "TABLE DATA",
    "TEXT SEARCH CONFIGURATION",
    "TEXT SEARCH DICTIONARY",
    "TEXT SEARCH PARSER",
    "TEXT SEARCH TEMPLATE",
    "TRANSFORM",
    "TRIGGER",
    "TYPE",
    "USER MAPPING",
    "VIEW",
    "WARNING",
});
static_assert(std::ranges::is_sorted(knownKinds));

} // namespace

bool isKnownKind(std::string_view kind)
{
    return std::ranges::binary_search(knownKinds, kind);
}

// As PostgreSQL has it: src/bin/pg_dump/pg_backup_archiver.c, ReadToc.
Section sectionOfKind(std::string_view kind)
{
    constexpr auto without = std::to_array<std::string_view>({"ACL", "ACL LANGUAGE", "COMMENT"});
    constexpr auto data = std::to_array<std::string_view>({"BLOB COMMENTS", "BLOBS", "TABLE DATA"});
    constexpr auto after = std::to_array<std::string_view>(
        {"CONSTRAINT", "CHECK CONSTRAINT", "FK CONSTRAINT", "INDEX", "RULE", "TRIGGER"});
    if (std::ranges::find(without, kind) != without.end())
        return Section::None;
    if (std::ranges::find(data, kind) != data.end())
        return Section::Data;
    return std::ranges::find(after, kind) != after.end() ? Section::PostData : Section::PreData;
}

} // namespace engine::formats
