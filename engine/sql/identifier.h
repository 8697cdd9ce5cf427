// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <compare>
#include <string>
#include <string_view>
#include <vector>

namespace engine::sql {

/// An identifier as SQL: always in double quotes, so that no name is ever mistaken for a keyword.
/// REQUIRES: no NUL byte (the server cannot hold one).
[[nodiscard]] std::string quoted(std::string_view identifier);

/// As quoted(), but without quotes where PostgreSQL itself would not need them: for people, not for SQL.
[[nodiscard]] std::string displayed(std::string_view identifier);

/// A string constant as SQL: 'text', or E'…' where it holds a backslash, so that it means the same whatever
/// standard_conforming_strings says.
[[nodiscard]] std::string literal(std::string_view text);

/// "a", "b", "c"
[[nodiscard]] std::string quotedList(const std::vector<std::string> &identifiers);

/// {"a","b"}: the text form of a one-dimensional array, for a bound parameter.
[[nodiscard]] std::string arrayLiteral(const std::vector<std::string> &elements);

/// A schema and a name in it.
struct QualifiedName
{
    std::string schema{};
    std::string name{};

    [[nodiscard]] std::string quoted() const { return sql::quoted(schema) + '.' + sql::quoted(name); }
    [[nodiscard]] std::string displayed() const { return sql::displayed(schema) + '.' + sql::displayed(name); }
    auto operator<=>(const QualifiedName &) const = default;
};

} // namespace engine::sql
