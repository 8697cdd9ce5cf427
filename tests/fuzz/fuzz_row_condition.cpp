// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/sql/row_condition.h"
#include "tests/fuzz/fuzz_target.h"

#include <cstdlib>
#include <string>

namespace {

/// True when nothing outside quotes could end the condition, comment something out or name a parameter.
bool staysInside(const std::string &sql)
{
    int depth = 0;
    for (size_t i = 0; i < sql.size(); ++i) {
        const char c = sql[i];
        if (c == '\'' || c == '"') {
            const bool isEscaped = c == '\'' && i > 0 && sql[i - 1] == 'E';
            for (++i; i < sql.size() && (sql[i] != c || (i + 1 < sql.size() && sql[i + 1] == c)); ++i) {
                if (sql[i] == c || (isEscaped && sql[i] == '\\'))
                    ++i;
            }
            if (i >= sql.size())
                return false;
            continue;
        }
        depth += c == '(' ? 1 : c == ')' ? -1 : 0;
        const bool isComment
            = i + 1 < sql.size() && ((c == '-' && sql[i + 1] == '-') || (c == '/' && sql[i + 1] == '*'));
        if (depth < 0 || c == ';' || c == '$' || c == '\0' || isComment)
            return false;
    }
    return depth == 0;
}

} // namespace

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const auto condition = engine::sql::RowCondition::parse(textOf(data, size), {"id", "status", "Odd \"name", "or"});
    if (condition && !staysInside(condition->sql("r")))
        std::abort();
    // What is understood for one table is not refused before the table is known.
    if (condition && !engine::sql::RowCondition::check(textOf(data, size)))
        std::abort();
    return 0;
}
