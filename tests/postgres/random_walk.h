// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>
#include <QStringList>

#include <random>

namespace tests {

/// Steps of somebody who changes a schema at random: tables, types, views, routines, keys, policies, grants and so on,
/// from a small grammar with few names, so that they meet. Some make no sense where they come.
class RandomWalk final
{
public:
    explicit RandomWalk(unsigned seed)
        : m_random(seed)
    {}

    /// One statement without names of schemas.
    [[nodiscard]] QString step();
    /// That many, each of which is left out where the server refuses it.
    [[nodiscard]] QString steps(int count);

private:
    [[nodiscard]] int number(int below) { return std::uniform_int_distribution<int>(0, below - 1)(m_random); }
    [[nodiscard]] QString oneOf(const QStringList &list) { return list.at(number(static_cast<int>(list.size()))); }
    [[nodiscard]] QString name(const char *prefix, int count)
    {
        return QLatin1String(prefix) + QString::number(number(count));
    }
    [[nodiscard]] QString table() { return name("t", 4); }
    [[nodiscard]] QString column() { return name("c", 4); }
    [[nodiscard]] QString type();
    [[nodiscard]] QString expression();
    [[nodiscard]] QString ofTables();
    [[nodiscard]] QString ofColumns();
    [[nodiscard]] QString ofTypes();
    [[nodiscard]] QString ofCode();
    [[nodiscard]] QString ofParts();
    [[nodiscard]] QString ofAccess();

    std::mt19937 m_random;
};

} // namespace tests
