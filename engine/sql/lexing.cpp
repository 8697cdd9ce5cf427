// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/sql/lexing.h"

namespace engine::sql {

bool isWordCharacter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '$'
           || static_cast<unsigned char>(c) >= 0x80;
}

size_t behindQuotes(std::string_view sql, size_t at)
{
    const char quote = sql[at];
    const bool hasEscapes = quote == '\'' && at > 0 && (sql[at - 1] == 'E' || sql[at - 1] == 'e')
                            && (at < 2 || !isWordCharacter(sql[at - 2]));
    for (size_t i = at + 1; i < sql.size(); ++i) {
        if (hasEscapes && sql[i] == '\\')
            ++i;
        else if (sql[i] == quote && i + 1 < sql.size() && sql[i + 1] == quote)
            ++i;
        else if (sql[i] == quote)
            return i + 1;
    }
    return sql.size();
}

} // namespace engine::sql
