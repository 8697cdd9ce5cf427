// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/result.h"

#include <libpq-fe.h>

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace engine::pg {

struct PgResultDeleter
{
    void operator()(PGresult *result) const { PQclear(result); }
};
using PgResultHandle = std::unique_ptr<PGresult, PgResultDeleter>;

/// The rows of one finished query, in text format. Owns the PGresult; views stay valid while it lives.
class QueryResult final
{
public:
    explicit QueryResult(PgResultHandle result)
        : m_result(std::move(result))
    {}

    [[nodiscard]] int rowCount() const { return PQntuples(m_result.get()); }
    [[nodiscard]] int columnCount() const { return PQnfields(m_result.get()); }
    [[nodiscard]] bool isNull(int row, int column) const { return PQgetisnull(m_result.get(), row, column) == 1; }
    /// "" for NULL. REQUIRES: row and column exist.
    [[nodiscard]] std::string_view view(int row, int column) const;
    [[nodiscard]] std::string string(int row, int column) const { return std::string(view(row, column)); }
    [[nodiscard]] std::optional<std::string> optional(int row, int column) const;
    /// 0 for NULL or for what is not a number.
    [[nodiscard]] long long integer(int row, int column) const;
    /// True for "t".
    [[nodiscard]] bool boolean(int row, int column) const { return view(row, column) == "t"; }
    /// A one-dimensional text[] in its output form ({a,"b c",NULL}); NULL elements become "".
    [[nodiscard]] std::vector<std::string> array(int row, int column) const;
    /// Rows that the command touched, from its tag; 0 when it has none.
    [[nodiscard]] long long affectedRows() const;

private:
    PgResultHandle m_result;
};

/// Splits the text form of a one-dimensional array.
[[nodiscard]] std::vector<std::string> parseArray(std::string_view text);

} // namespace engine::pg
