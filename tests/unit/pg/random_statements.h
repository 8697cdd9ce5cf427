// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QRandomGenerator>

#include <string>
#include <vector>

namespace tests {

/// Statements that would change a database, and ways out of the quotes, comments and parentheses in which a program may
/// have put them. Always the same ones for the same seed.
class RandomStatements final
{
public:
    explicit RandomStatements(quint32 seed)
        : m_random(seed)
    {}

    [[nodiscard]] std::string next();
    /// The same inside something that begins like a condition on the columns `a` and `b`.
    [[nodiscard]] std::string nextCondition();

private:
    [[nodiscard]] const char *oneOf(const std::vector<const char *> &list);
    [[nodiscard]] std::string statement();
    [[nodiscard]] std::string wrapped(const std::string &statement);
    bool chance(int percent) { return m_random.bounded(100) < percent; }

    QRandomGenerator m_random;
};

} // namespace tests
