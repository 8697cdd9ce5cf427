// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/pg/query_result.h"

#include <charconv>

namespace engine::pg {

std::string_view QueryResult::view(int row, int column) const
{
    return {PQgetvalue(m_result.get(), row, column), static_cast<size_t>(PQgetlength(m_result.get(), row, column))};
}

std::optional<std::string> QueryResult::optional(int row, int column) const
{
    if (isNull(row, column))
        return std::nullopt;
    return string(row, column);
}

long long QueryResult::integer(int row, int column) const
{
    const std::string_view digits = view(row, column);
    long long value = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return value;
}

std::vector<std::string> QueryResult::array(int row, int column) const
{
    return parseArray(view(row, column));
}

long long QueryResult::affectedRows() const
{
    const std::string_view digits = PQcmdTuples(m_result.get());
    long long value = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return value;
}

std::vector<std::string> parseArray(std::string_view text)
{
    std::vector<std::string> elements;
    if (text.size() < 2 || text.front() != '{' || text.back() != '}')
        return elements;
    text = text.substr(1, text.size() - 2);
    if (text.empty())
        return elements;

    std::string element;
    bool inQuotes = false;
    bool wasQuoted = false;
    const auto finishElement = [&] {
        elements.push_back(!wasQuoted && element == "NULL" ? std::string() : std::move(element));
        element.clear();
        wasQuoted = false;
    };
    for (size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '\\' && i + 1 < text.size()) {
            element += text[++i];
        } else if (c == '"') {
            inQuotes = !inQuotes;
            wasQuoted = true;
        } else if (c == ',' && !inQuotes) {
            finishElement();
        } else {
            element += c;
        }
    }
    finishElement();
    return elements;
}

} // namespace engine::pg
