// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/anonymize/model/finding.h"
#include "engine/anonymize/model/table_shape.h"

#include <stop_token>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace engine::anonymize {

/// What the columns that are sure say about those that are not: names, logins that the database declares somewhere and
/// uses elsewhere ("audit.source"), last names beside first names that no list knows ("col1"), and words that come
/// again in the same row's e-mail address.
///
/// Looks at the sampled rows only; its memory is bounded by them. Pure.
class DeclaredPeople final
{
public:
    /// `findings[t][c]` is what detection thinks of column c of `tables[t]`; only those of tables with samples matter.
    DeclaredPeople(const std::vector<TableShape> &tables, const Samples &samples,
                   const std::vector<std::vector<Finding>> &findings, const std::stop_token &stop);

    /// What the column is instead, when that is somebody's name or login; nothing when there is no sign of it.
    [[nodiscard]] std::optional<Finding> betterFinding(size_t table, size_t column) const;

private:
    enum class Kind { FirstName, LastName, Login };

    void learn(const SampledRows &rows, size_t index, const Finding &finding);
    [[nodiscard]] std::optional<Finding> byDeclaredNames(const SampledRows &rows, size_t index,
                                                         const ColumnShape &column) const;
    [[nodiscard]] std::optional<Finding> byRow(size_t table, const SampledRows &rows, size_t index,
                                               const ColumnShape &column) const;
    [[nodiscard]] std::optional<Finding> besidePeople(size_t table, const SampledRows &rows, size_t index,
                                                      const ColumnShape &column) const;

    const std::vector<TableShape> &m_tables;
    const Samples &m_samples;
    const std::vector<std::vector<Finding>> &m_findings;
    /// Folded words and logins, and what they are.
    std::unordered_map<std::string, Kind> m_declared;
};

} // namespace engine::anonymize
