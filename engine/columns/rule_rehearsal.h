// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/anonymize/decision/decision.h"
#include "engine/anonymize/keys/project_key.h"
#include "engine/anonymize/model/table_shape.h"
#include "engine/base/result.h"
#include "engine/catalog/model/schema.h"
#include "engine/pg/connection.h"
#include "engine/pg/read_only_connection.h"

#include <QStringList>

#include <chrono>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace engine::columns {

/// A check, an exclusion constraint or a uniqueness of what is computed from columns, that fakes of sampled rows broke.
struct BrokenRule
{
    sql::QualifiedName table{};
    std::string constraint{};
    /// Columns with a rule that it looks at, and dates without one.
    std::vector<std::string> ruled{};
    std::vector<std::string> keptDates{};
    long long broken = 0;
    long long tried = 0;

    /// In the language of now, for Error::detail.
    [[nodiscard]] QString displayed() const;
};

/// Tries fakes of sampled rows against the constraints of their tables, before any row is copied: the target's own
/// server evaluates the conditions over values that it is given, in a transaction that can only read. Only conditions
/// in which there is nothing but what every database has, and nothing volatile: a plan runs nobody's code.
///
/// Borrows everything. What was sampled is kept, so that other decisions can be tried after it.
class RuleRehearsal final
{
public:
    /// REQUIRES: begin() of `source` succeeded; no transaction is open on `target`.
    RuleRehearsal(pg::ReadOnlyConnection &source, pg::Connection &target, const catalog::Schema &schema,
                  const std::vector<anonymize::TableShape> &shapes, const anonymize::ProjectKey &key,
                  std::chrono::milliseconds most);

    /// Errors: Cancelled, ConnectionLost, those of reading samples.
    Result<std::vector<BrokenRule>> run(const std::vector<anonymize::ColumnDecision> &decisions);
    /// What could not be tried: there was no time left, there is code of the database in it, or it looks at values
    /// that are neither replaced nor technical, which do not go to the target for a try.
    [[nodiscard]] QStringList notTried() const { return {m_notTried.begin(), m_notTried.end()}; }
    /// Technical columns of which values went to the target beside fakes, for a condition that looks at both.
    [[nodiscard]] QStringList sentInClear() const { return {m_sentInClear.begin(), m_sentInClear.end()}; }
    [[nodiscard]] bool hasSent() const { return m_hasSent; }

private:
    /// What is asked of the rows of one table.
    struct Condition
    {
        enum class Kind { Check, Unique, Exclusion };
        Kind kind = Kind::Check;
        std::string name{};
        /// For a check: the condition. Else what is unique or compared, one after the other.
        std::vector<std::string> expressions{};
        /// Of an exclusion: with what each is compared.
        std::vector<std::string> operators{};
        /// Of what holds for some rows only.
        std::string predicate{};
        /// There is nothing in it but what every database has.
        bool isHarmless = true;
        /// Columns of the table that it names, generated ones by what they are made of.
        std::set<std::string> columns{};
        /// Generated columns, with what they are computed from.
        std::map<std::string, std::string> generated{};
    };

    static std::optional<Condition> conditionOfConstraint(const catalog::Constraint &constraint,
                                                          const catalog::Table &table, std::string &text);
    static std::optional<Condition> conditionOf(const catalog::Object &object, const catalog::Table &table,
                                                std::string &text);
    static std::string addColumns(const catalog::Table &table, const std::string &text, Condition &condition);
    void findConditions();
    Result<> readUnsafeFunctions();
    [[nodiscard]] bool isHarmless(const catalog::Object &object, const std::string &expression) const;
    Result<const anonymize::SampledRows *> sampleOf(const anonymize::TableShape &shape, bool wantsMany);
    Result<> tryTable(const anonymize::TableShape &shape, const std::vector<anonymize::ColumnDecision> &decisions,
                      bool isFirst, std::vector<BrokenRule> &broken);
    static std::string questionOf(const Condition &condition, const std::string &from);
    Result<> tryCondition(const Condition &condition, const anonymize::TableShape &shape,
                          const std::vector<std::string> &columns,
                          const std::vector<std::vector<std::optional<std::string>>> &rows, BrokenRule &result);

    pg::ReadOnlyConnection &m_source;
    pg::Connection &m_target;
    const catalog::Schema &m_schema;
    const std::vector<anonymize::TableShape> &m_shapes;
    const anonymize::ProjectKey &m_key;
    std::chrono::steady_clock::time_point m_deadline;
    std::map<sql::QualifiedName, std::vector<Condition>> m_conditions;
    std::map<sql::QualifiedName, anonymize::SampledRows> m_samples;
    /// What became of a table under decisions that were tried.
    struct Tried
    {
        std::vector<std::pair<anonymize::Rule, bool>> rules{};
        std::vector<BrokenRule> broken{};
    };
    std::map<sql::QualifiedName, Tried> m_tried;
    std::set<std::string> m_unsafe;
    std::set<QString> m_notTried;
    std::set<QString> m_sentInClear;
    bool m_hasSent = false;
};

/// Takes what a rehearsal found into account for the next decisions: dates that a check compares move together, other
/// rules are rejected. False when nothing is left to try.
[[nodiscard]] bool adjust(anonymize::RuleTrials &trials, const std::vector<BrokenRule> &broken,
                          const std::vector<anonymize::ColumnDecision> &decisions);

/// For a plan: a rule of a file that does not fit, or a column for which no rule was found.
[[nodiscard]] Error objectionTo(const BrokenRule &broken, const std::vector<anonymize::ColumnDecision> &decisions);

} // namespace engine::columns
