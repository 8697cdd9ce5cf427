// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/sql/identifier.h"

#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace engine::anonymize {

/// A column as another one names it.
struct ColumnName
{
    sql::QualifiedName table{};
    std::string column{};

    [[nodiscard]] std::string displayed() const { return table.displayed() + '.' + sql::displayed(column); }
    auto operator<=>(const ColumnName &) const = default;
};

struct CompositeShape;

/// What the rules must know of a column, whatever it was read from; or of an attribute of a composite type.
struct ColumnShape
{
    std::string name{};
    /// As format_type() says it: "character varying(80)", "text[]", "public.mood".
    std::string typeName{};
    unsigned typeOid = 0;
    /// For a domain: the type below it, as format_type() says it; else empty.
    std::string baseTypeName{};
    /// Of varchar(n) and char(n), in characters; 0 when there is no limit.
    int maxLength = 0;
    bool isEnum = false;
    bool notNull = false;
    /// Has a unique index or a primary key to itself, or is part of one (then equal fakes could make two rows equal).
    bool isUnique = false;
    bool isPrimaryKey = false;
    bool isGenerated = false;
    /// Part of a partition key: a changed value may belong to another partition, so its rows go through the root.
    bool isPartitionKey = false;
    /// Whatever the value is, one of the partitions takes the row.
    bool hasPartitionForAnything = false;
    std::string comment{};
    /// Conditions of CHECK constraints (and of the domain) that mention this column, as pg_get_constraintdef() or
    /// pg_get_expr() prints them.
    std::vector<std::string> checkExpressions{};
    /// Of a composite type, and of the row type of a table: what a value is made of. Null for other types.
    std::shared_ptr<const CompositeShape> composite{};
    /// Columns this one points to through foreign keys.
    std::vector<ColumnName> references{};
};

/// A composite type; one may be made of others.
struct CompositeShape
{
    /// In order.
    std::vector<ColumnShape> attributes{};
};

/// What the rules must know of a table.
struct TableShape
{
    sql::QualifiedName name{};
    std::string comment{};
    /// The partitioned table or the inheritance parent, whose rules this table takes.
    std::optional<sql::QualifiedName> parent{};
    std::vector<ColumnShape> columns{};

    /// Null when there is none.
    [[nodiscard]] const ColumnShape *column(std::string_view columnName) const;
};

/// Borrows `tables`.
using ShapesByName = std::map<sql::QualifiedName, const TableShape *>;
[[nodiscard]] ShapesByName shapesByName(std::span<const TableShape> tables);

/// Some rows of a table, in the text form of each value; std::nullopt is NULL. Never written anywhere.
struct SampledRows
{
    std::vector<std::string> columns{};
    std::vector<std::vector<std::optional<std::string>>> rows{};
};
using Samples = std::map<sql::QualifiedName, SampledRows>;

/// How many rows of a table are enough for detection.
inline constexpr int recommendedSampleRows = 200;

/// What a type is to a rule.
enum class TypeFamily {
    Text,
    Json,
    Jsonb,
    SmallInteger,
    Integer,
    BigInteger,
    Number,
    Boolean,
    Date,
    Timestamp,
    TimeOrInterval,
    Uuid,
    Inet,
    MacAddress,
    /// PostgreSQL's own geometric types and those of PostGIS.
    Geometry,
    Bytea,
    Enum,
    Composite,
    /// Not text on the wire, but text with words in it where COPY is text: xml, hstore, tsvector.
    TextLike,
    SearchVector,
    Other,
};

struct ColumnType
{
    TypeFamily family = TypeFamily::Other;
    bool isArray = false;
    /// Binary COPY carries the bytes of the text itself.
    bool isPlainText = false;
    bool isFixedLength = false;
    /// 4 for real, 8 for double precision, else 0.
    size_t floatBytes = 0;
};
[[nodiscard]] ColumnType typeOf(const ColumnShape &column);

} // namespace engine::anonymize
