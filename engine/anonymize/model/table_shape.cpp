// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/anonymize/model/table_shape.h"

#include <algorithm>
#include <array>
#include <utility>

namespace engine::anonymize {

namespace {

/// The type's name without array marks, modifier and schema, in lower case as the server prints it.
std::string_view bareName(std::string_view type)
{
    const size_t modifier = type.find('(');
    const std::string_view tail = modifier == std::string_view::npos ? std::string_view{} : type.substr(modifier);
    std::string_view name = type.substr(0, std::min({modifier, type.find('['), type.size()}));
    if (name == "timestamp" || (name.starts_with("timestamp") && tail.find(" zone") != std::string_view::npos))
        return "timestamp";
    const size_t dot = name.rfind('.');
    if (dot != std::string_view::npos)
        name.remove_prefix(dot + 1);
    if (name.size() > 2 && name.front() == '"' && name.back() == '"')
        name = name.substr(1, name.size() - 2);
    return name;
}

TypeFamily familyOf(std::string_view name)
{
    using Entry = std::pair<std::string_view, TypeFamily>;
    static constexpr std::array<Entry, 50> families{{
        {"text", TypeFamily::Text},
        {"character varying", TypeFamily::Text},
        {"varchar", TypeFamily::Text},
        {"character", TypeFamily::Text},
        {"bpchar", TypeFamily::Text},
        {"citext", TypeFamily::Text},
        {"name", TypeFamily::Text},
        {"json", TypeFamily::Json},
        {"jsonb", TypeFamily::Jsonb},
        {"smallint", TypeFamily::SmallInteger},
        {"integer", TypeFamily::Integer},
        {"bigint", TypeFamily::BigInteger},
        {"numeric", TypeFamily::Number},
        {"real", TypeFamily::Number},
        {"double precision", TypeFamily::Number},
        {"money", TypeFamily::Number},
        {"boolean", TypeFamily::Boolean},
        {"date", TypeFamily::Date},
        {"timestamp", TypeFamily::Timestamp},
        {"timestamp without time zone", TypeFamily::Timestamp},
        {"timestamp with time zone", TypeFamily::Timestamp},
        {"time", TypeFamily::TimeOrInterval},
        {"time without time zone", TypeFamily::TimeOrInterval},
        {"time with time zone", TypeFamily::TimeOrInterval},
        {"interval", TypeFamily::TimeOrInterval},
        {"uuid", TypeFamily::Uuid},
        {"inet", TypeFamily::Inet},
        {"macaddr", TypeFamily::MacAddress},
        {"macaddr8", TypeFamily::MacAddress},
        {"bytea", TypeFamily::Bytea},
        {"xml", TypeFamily::TextLike},
        {"hstore", TypeFamily::TextLike},
        {"tsvector", TypeFamily::SearchVector},
        {"tsquery", TypeFamily::SearchVector},
        {"\"char\"", TypeFamily::Other},
        {"char", TypeFamily::Other},
        {"oid", TypeFamily::Other},
        {"bit", TypeFamily::Other},
        {"bit varying", TypeFamily::Other},
        {"ltree", TypeFamily::TextLike},
        {"jsonpath", TypeFamily::TextLike},
        {"point", TypeFamily::Geometry},
        {"lseg", TypeFamily::Geometry},
        {"line", TypeFamily::Geometry},
        {"box", TypeFamily::Geometry},
        {"path", TypeFamily::Geometry},
        {"polygon", TypeFamily::Geometry},
        {"circle", TypeFamily::Geometry},
        {"geometry", TypeFamily::Geometry},
        {"geography", TypeFamily::Geometry},
    }};
    const auto found
        = std::find_if(families.begin(), families.end(), [name](const Entry &entry) { return entry.first == name; });
    return found == families.end() ? TypeFamily::Other : found->second;
}

} // namespace

const ColumnShape *TableShape::column(std::string_view columnName) const
{
    const auto found = std::find_if(columns.begin(), columns.end(),
                                    [columnName](const ColumnShape &column) { return column.name == columnName; });
    return found == columns.end() ? nullptr : &*found;
}

ShapesByName shapesByName(std::span<const TableShape> tables)
{
    ShapesByName shapes;
    for (const TableShape &table : tables)
        shapes.emplace(table.name, &table);
    return shapes;
}

ColumnType typeOf(const ColumnShape &column)
{
    const std::string &type = column.baseTypeName.empty() ? column.typeName : column.baseTypeName;
    const std::string_view name = bareName(type);
    ColumnType result;
    result.isArray = type.ends_with("[]");
    result.family = column.isEnum ? TypeFamily::Enum : familyOf(name);
    if (column.composite != nullptr)
        result.family = TypeFamily::Composite;
    result.isPlainText = result.family == TypeFamily::Text;
    result.floatBytes = name == "real" ? 4 : name == "double precision" ? 8 : 0;
    result.isFixedLength = name == "character" || name == "bpchar";
    return result;
}

} // namespace engine::anonymize
