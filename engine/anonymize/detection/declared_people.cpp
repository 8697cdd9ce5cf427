// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/anonymize/detection/declared_people.h"

#include "engine/anonymize/detection/category_rules.h"
#include "engine/anonymize/detection/value_evidence.h"
#include "engine/anonymize/text/text.h"
#include "engine/anonymize/text/words.h"

#include <algorithm>

namespace engine::anonymize {

namespace {

using Code = Reason::Code;

/// Shorter words are too often others.
constexpr size_t leastWord = 3;
constexpr int leastValues = 3;

std::vector<std::string> foldedWords(std::string_view value)
{
    std::string folded;
    foldPlain(value, folded);
    std::vector<std::string> words;
    std::string_view rest = folded;
    while (!rest.empty()) {
        const size_t end = std::min(rest.find_first_of(" -'.,;/_\t\n"), rest.size());
        if (end >= leastWord)
            words.emplace_back(rest.substr(0, end));
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return words;
}

std::optional<size_t> placeOf(const SampledRows &rows, const std::string &column)
{
    const auto found = std::find(rows.columns.begin(), rows.columns.end(), column);
    if (found == rows.columns.end())
        return std::nullopt;
    return static_cast<size_t>(found - rows.columns.begin());
}

const std::optional<std::string> *valueAt(const std::vector<std::optional<std::string>> &row, size_t index)
{
    return index < row.size() && row[index] && !row[index]->empty() ? &row[index] : nullptr;
}

bool isName(Category category)
{
    return category == Category::FirstName || category == Category::LastName || category == Category::FullName;
}

/// Whether another finding may take its place: nobody was sure of it.
bool isUnsure(const Finding &finding)
{
    if (finding.verdict == Verdict::Undecided)
        return true;
    const Code first = finding.reasons.empty() ? Code::NothingKnown : finding.reasons.front().code;
    if (finding.verdict == Verdict::Technical)
        return first == Code::FewValues || first == Code::Codes || first == Code::TechnicalName;
    return finding.category == Category::FreeText && (first == Code::Values || first == Code::Sentences);
}

bool isFewValued(const SampledRows &rows, size_t index)
{
    std::unordered_set<std::string_view> distinct;
    size_t count = 0;
    for (const auto &row : rows.rows) {
        if (const auto *value = valueAt(row, index)) {
            distinct.insert(**value);
            ++count;
        }
    }
    return count >= 20 && distinct.size() * 5 <= count;
}

Finding personalFinding(Category category, const ColumnShape &column, int confidence, Reason reason)
{
    return {.verdict = Verdict::Personal,
            .category = category,
            .confidence = confidence,
            .reasons = {std::move(reason)},
            .suggested = suggestedRule(category, column, {})};
}

} // namespace

DeclaredPeople::DeclaredPeople(const std::vector<TableShape> &tables, const Samples &samples,
                               const std::vector<std::vector<Finding>> &findings, const std::stop_token &stop)
    : m_tables(tables)
    , m_samples(samples)
    , m_findings(findings)
{
    for (size_t t = 0; t < tables.size() && !stop.stop_requested(); ++t) {
        const auto sampled = samples.find(tables[t].name);
        if (sampled == samples.end())
            continue;
        for (size_t c = 0; c < tables[t].columns.size(); ++c) {
            const auto index = placeOf(sampled->second, tables[t].columns[c].name);
            if (index)
                learn(sampled->second, *index, findings[t][c]);
        }
    }
}

void DeclaredPeople::learn(const SampledRows &rows, size_t index, const Finding &finding)
{
    const bool isLogin = finding.category == Category::Username;
    if (finding.verdict != Verdict::Personal || (!isName(finding.category) && !isLogin))
        return;
    // Words that come again and again declare nobody: "approved_by" may hold "system" and "import".
    if (isLogin && isFewValued(rows, index))
        return;
    std::string folded;
    for (const auto &row : rows.rows) {
        const auto *value = valueAt(row, index);
        if (value == nullptr)
            continue;
        if (isLogin) {
            foldPlain(**value, folded);
            if (folded.size() > leastWord)
                m_declared.emplace(folded, Kind::Login);
            continue;
        }
        if (!isNameShaped(**value))
            continue;
        bool isFirstWord = true;
        for (std::string &word : foldedWords(**value)) {
            const bool isFirst
                = finding.category == Category::FirstName || (finding.category == Category::FullName && isFirstWord);
            m_declared.emplace(std::move(word), isFirst ? Kind::FirstName : Kind::LastName);
            isFirstWord = false;
        }
    }
}

std::optional<Finding> DeclaredPeople::betterFinding(size_t table, size_t column) const
{
    const TableShape &shape = m_tables[table];
    const ColumnShape &columnShape = shape.columns[column];
    if (typeOf(columnShape).family != TypeFamily::Text || typeOf(columnShape).isArray
        || !isUnsure(m_findings[table][column]))
        return std::nullopt;
    const auto sampled = m_samples.find(shape.name);
    if (sampled == m_samples.end())
        return std::nullopt;
    const auto index = placeOf(sampled->second, columnShape.name);
    if (!index)
        return std::nullopt;
    if (auto finding = byRow(table, sampled->second, *index, columnShape))
        return finding;
    if (auto finding = byDeclaredNames(sampled->second, *index, columnShape))
        return finding;
    return besidePeople(table, sampled->second, *index, columnShape);
}

std::optional<Finding> DeclaredPeople::byDeclaredNames(const SampledRows &rows, size_t index,
                                                       const ColumnShape &column) const
{
    int count = 0;
    int logins = 0;
    int names = 0;
    int full = 0;
    int firsts = 0;
    std::unordered_set<std::string> distinct;
    std::string folded;
    for (const auto &row : rows.rows) {
        const auto *value = valueAt(row, index);
        if (value == nullptr)
            continue;
        ++count;
        foldPlain(**value, folded);
        const auto whole = m_declared.find(folded);
        if (whole != m_declared.end() && whole->second == Kind::Login) {
            ++logins;
            distinct.insert(folded);
            continue;
        }
        const auto words = foldedWords(**value);
        const bool areNames = !words.empty() && words.size() <= 4 && isNameShaped(**value)
                              && std::all_of(words.begin(), words.end(), [this](const std::string &word) {
                                     const auto found = m_declared.find(word);
                                     return found != m_declared.end() && found->second != Kind::Login;
                                 });
        if (!areNames)
            continue;
        ++names;
        distinct.insert(folded);
        full += words.size() > 1 ? 1 : 0;
        firsts += words.size() == 1 && m_declared.at(words.front()) == Kind::FirstName ? 1 : 0;
    }
    const int found = logins + names;
    if (count < leastValues || found * 2 < count || distinct.size() < 2)
        return std::nullopt;
    const Reason reason{.code = Code::DeclaredNames, .word = column.name, .percent = found * 100 / count};
    if (logins > names)
        return personalFinding(Category::Username, column, 85, reason);
    const Category category = full * 2 >= names    ? Category::FullName
                              : firsts * 2 > names ? Category::FirstName
                                                   : Category::LastName;
    return personalFinding(category, column, 85, reason);
}

std::optional<Finding> DeclaredPeople::byRow(size_t table, const SampledRows &rows, size_t index,
                                             const ColumnShape &column) const
{
    std::vector<size_t> others;
    std::string first;
    for (size_t c = 0; c < m_tables[table].columns.size(); ++c) {
        const Category category = m_findings[table][c].category;
        const bool tells
            = category == Category::Email || category == Category::Username || category == Category::FullName;
        const auto place = placeOf(rows, m_tables[table].columns[c].name);
        if (m_findings[table][c].verdict != Verdict::Personal || !tells || !place || *place == index)
            continue;
        others.push_back(*place);
        first = first.empty() ? m_tables[table].columns[c].name : first;
    }
    if (others.empty())
        return std::nullopt;
    int count = 0;
    int found = 0;
    int known = 0;
    std::string folded;
    for (const auto &row : rows.rows) {
        const auto *value = valueAt(row, index);
        const auto words = value == nullptr ? std::vector<std::string>{} : foldedWords(**value);
        if (value == nullptr)
            continue;
        ++count;
        // A word of four letters and more that its own row says again; a title like "Admin" would do so too.
        const bool isOneWord = words.size() == 1 && words.front().size() > leastWord && isNameShaped(**value);
        if (!isOneWord)
            continue;
        const bool isRepeated = std::any_of(others.begin(), others.end(), [&](size_t other) {
            const auto *there = valueAt(row, other);
            if (there == nullptr)
                return false;
            foldPlain(**there, folded);
            return folded.substr(0, folded.find('@')).find(words.front()) != std::string::npos;
        });
        found += isRepeated ? 1 : 0;
        known += isRepeated && classifyName(words.front()).isFirstName ? 1 : 0;
    }
    if (count < leastValues || found * 10 < count * 3)
        return std::nullopt;
    return personalFinding(known * 2 > found ? Category::FirstName : Category::LastName, column, 85,
                           {.code = Code::BesidePeople, .word = first});
}

std::optional<Finding> DeclaredPeople::besidePeople(size_t table, const SampledRows &rows, size_t index,
                                                    const ColumnShape &column) const
{
    const ColumnShape *firstName = nullptr;
    for (size_t c = 0; c < m_tables[table].columns.size(); ++c) {
        const Finding &finding = m_findings[table][c];
        if (finding.category == Category::LastName || finding.category == Category::FullName)
            return std::nullopt;
        if (finding.category == Category::FirstName)
            firstName = &m_tables[table].columns[c];
    }
    // A technical name is believed as long as nothing but the neighbour speaks against it.
    const auto &reasons = m_findings[table][static_cast<size_t>(&column - m_tables[table].columns.data())].reasons;
    if (firstName == nullptr || (!reasons.empty() && reasons.front().code == Code::TechnicalName))
        return std::nullopt;
    int count = 0;
    int shaped = 0;
    std::unordered_set<std::string> distinct;
    for (const auto &row : rows.rows) {
        const auto *value = valueAt(row, index);
        if (value == nullptr)
            continue;
        ++count;
        std::string folded;
        foldPlain(**value, folded);
        shaped += isNameShaped(**value) && !isKnownCity(folded) ? 1 : 0;
        distinct.insert(std::move(folded));
    }
    const bool isVaried = static_cast<int>(distinct.size()) * 2 >= count;
    if (count < leastValues || shaped * 10 < count * 9 || !isVaried)
        return std::nullopt;
    return personalFinding(Category::LastName, column, 75, {.code = Code::BesidePeople, .word = firstName->name});
}

} // namespace engine::anonymize
