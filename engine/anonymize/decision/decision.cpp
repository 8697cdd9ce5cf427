// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/anonymize/decision/decision.h"

#include "engine/anonymize/decision/column_groups.h"
#include "engine/anonymize/decision/rule_trial.h"
#include "engine/anonymize/detection/category_rules.h"
#include "engine/anonymize/detection/declared_people.h"
#include "engine/anonymize/detection/detection.h"
#include "engine/anonymize/dictionary/column_dictionary.h"
#include "engine/anonymize/model/rule_fit.h"
#include "engine/anonymize/model/template_text.h"
#include "engine/base/errors/sentence.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>

namespace engine::anonymize {

namespace {

using namespace Qt::StringLiterals;

Nature natureOf(const Rule &rule)
{
    switch (rule.kind) {
    case RuleKind::Keep:
        return Nature::Clear;
    case RuleKind::Null:
    case RuleKind::Constant:
        return Nature::Anonymized;
    case RuleKind::Template:
        return templateIsConstant(rule.text) ? Nature::Anonymized : Nature::Pseudonymized;
    default:
        return Nature::Pseudonymized;
    }
}

/// The category that a rule is made for.
Category categoryOf(RuleKind kind)
{
    // What empties is made for no category of its own.
    if (kind == RuleKind::Null)
        return Category::None;
    for (int i = 1; i <= static_cast<int>(Category::Document); ++i) {
        const auto category = static_cast<Category>(i);
        if (ruleFor(category) == kind)
            return category;
    }
    return kind == RuleKind::JsonPaths ? Category::Document : Category::None;
}

std::vector<std::optional<std::string>> valuesOf(const Samples &samples, const sql::QualifiedName &table,
                                                 const std::string &column)
{
    std::vector<std::optional<std::string>> values;
    const auto sampled = samples.find(table);
    if (sampled == samples.end())
        return values;
    const auto &columns = sampled->second.columns;
    const auto place = std::find(columns.begin(), columns.end(), column);
    if (place == columns.end())
        return values;
    const auto index = static_cast<size_t>(place - columns.begin());
    for (const auto &row : sampled->second.rows) {
        if (index < row.size())
            values.push_back(row[index]);
    }
    return values;
}

/// All that is known of the same column goes together: partitions and their parent.
std::vector<std::optional<std::string>> valuesOf(const Samples &samples, const std::vector<TableShape> &tables,
                                                 const ColumnGroup &group)
{
    std::vector<std::optional<std::string>> all;
    // Where nothing is known of what they refer to, because its rows are not looked at, those that refer to it speak.
    for (const bool ofReferencing : {false, true}) {
        for (const ColumnMember &member : group.members) {
            if (member.isReferencing != ofReferencing)
                continue;
            const TableShape &table = tables[member.table];
            auto values = valuesOf(samples, table.name, table.columns[member.column].name);
            all.insert(all.end(), std::make_move_iterator(values.begin()), std::make_move_iterator(values.end()));
        }
        if (!all.empty())
            break;
    }
    return all;
}

/// Decides about all columns of one group, which get one rule.
class GroupDecider final
{
public:
    GroupDecider(const std::vector<TableShape> &tables, const ColumnGroup &group, const RuleSet *rules,
                 const Samples &samples, Finding detected, const RuleTrials &trials)
        : m_tables(tables)
        , m_group(group)
        , m_rules(rules)
        , m_values(valuesOf(samples, tables, group))
        , m_finding(std::move(detected))
        , m_trials(trials)
    {
        for (const ColumnMember &member : group.members) {
            const ColumnShape &column = columnOf(member);
            if (column.maxLength > 0 && (m_maxLength == 0 || column.maxLength < m_maxLength))
                m_maxLength = column.maxLength;
            m_unique = m_unique || column.isUnique || column.isPrimaryKey;
        }
    }

    void decide()
    {
        m_detected = m_finding.verdict;
        const Rule *rule = ruleOfFile();
        m_fromFile = rule != nullptr;
        moveTogether();
        if (rule == nullptr)
            takeDetected();
        else if (rule->kind == RuleKind::Undecided)
            leaveUndecided();
        else
            takeFromFile(*rule);
    }

    [[nodiscard]] ColumnDecision decisionFor(const ColumnMember &member) const
    {
        const TableShape &table = m_tables[member.table];
        ColumnDecision decision{.table = table.name, .column = columnOf(member).name};
        if (columnOf(member).isGenerated) {
            decision.verdict = Verdict::Technical;
            decision.detected = Verdict::Technical;
            decision.reasons = {{.code = Reason::Code::ComputedByServer}};
            decision.confidence = 100;
        } else {
            decision.verdict = m_finding.verdict;
            decision.category = m_finding.category;
            decision.rule = m_finding.suggested;
            decision.confidence = m_finding.confidence;
            decision.reasons = m_finding.reasons;
            decision.fromRuleFile = m_fromFile;
            decision.detected = m_detected;
            decision.whyNotReplaced = m_whyNotReplaced;
            decision.maxLength = m_maxLength;
            decision.mustStayUnique = m_unique;
            decision.movesTogether = m_movesTogether;
        }
        addTie(member, decision);
        decision.nature = natureOf(decision.rule);
        decision.why = describe(decision.reasons);
        return decision;
    }

    [[nodiscard]] const QList<Error> &problems() const { return m_problems; }

private:
    [[nodiscard]] const ColumnShape &columnOf(const ColumnMember &member) const
    {
        return m_tables[member.table].columns[member.column];
    }
    [[nodiscard]] QString nameOf(const ColumnMember &member) const
    {
        return text(ColumnName{m_tables[member.table].name, columnOf(member).name}.displayed());
    }

    const Rule *ruleOfFile()
    {
        if (m_rules == nullptr)
            return nullptr;
        const Rule *found = nullptr;
        const ColumnMember *finder = nullptr;
        for (const ColumnMember &member : m_group.members) {
            const Rule *rule = m_rules->rule(m_tables[member.table].name, columnOf(member).name);
            // Of columns that are tied, one that is undecided follows those that are not.
            if (rule == nullptr || (found != nullptr && rule->kind == RuleKind::Undecided))
                continue;
            if (found != nullptr && found->kind != RuleKind::Undecided && *rule != *found) {
                m_problems.append(
                    {.code = ErrorCode::TiedRulesDiffer, .subject = nameOf(member), .detail = nameOf(*finder)});
                continue;
            }
            found = rule;
            finder = &member;
        }
        return found;
    }

    void takeFromFile(const Rule &rule)
    {
        for (const ColumnMember &member : m_group.members) {
            const QString why = whyNot(member, rule);
            if (!why.isEmpty() && !columnOf(member).isGenerated)
                m_problems.append({.code = ErrorCode::RuleDoesNotFit, .subject = nameOf(member), .detail = why});
        }
        m_fromFile = true;
        if (m_finding.category == Category::None)
            m_finding.category = categoryOf(rule.kind);
        m_finding.verdict = rule.isKeep() ? Verdict::Technical : Verdict::Personal;
        m_finding.suggested = rule;
        m_finding.confidence = 100;
        if (rule.isKeep() && !rule.reason.empty()) {
            const std::string by = rule.decidedBy.empty() ? std::string() : " (" + rule.decidedBy + ')';
            m_finding.reasons = {Reason{.code = Reason::Code::KeptBecause, .word = rule.reason + by}};
        } else {
            m_finding.reasons.insert(m_finding.reasons.begin(), Reason{.code = Reason::Code::RuleFile});
        }
    }

    /// Reading the file back decides nothing; but what detection finds in the meantime is not thrown away.
    void leaveUndecided()
    {
        m_fromFile = true;
        takeDetected();
        if (m_finding.verdict == Verdict::Personal)
            return;
        if (m_finding.verdict == Verdict::Technical)
            m_finding.reasons = {Reason{.code = Reason::Code::LeftUndecided}};
        m_finding.verdict = Verdict::Undecided;
        const Rule scrub{.kind = RuleKind::Scrub};
        if (m_finding.suggested.isKeep() && whyNotAnywhere(scrub).isEmpty())
            m_finding.suggested = scrub;
    }

    /// What a date that moves is compared with moves too.
    void moveTogether()
    {
        for (const ColumnMember &member : m_group.members) {
            const auto found = m_trials.together.find({m_tables[member.table].name, columnOf(member).name});
            if (found == m_trials.together.end())
                continue;
            m_movesTogether = true;
            if (m_fromFile || !m_finding.suggested.isKeep())
                continue;
            m_finding.suggested = found->second;
            m_finding.verdict = Verdict::Personal;
            m_finding.reasons = {Reason{.code = Reason::Code::MovesWithOthers}};
        }
    }

    void takeDetected()
    {
        if (m_finding.suggested.isKeep())
            return;
        std::vector<Rule> candidates{m_finding.suggested};
        if (m_finding.suggested.kind == RuleKind::Email) {
            for (const std::string &domain : domainsAskedFor())
                candidates.push_back({.kind = RuleKind::Template, .text = "user{hash}" + domain});
        }
        candidates.push_back({.kind = RuleKind::Identifier});
        candidates.push_back({.kind = RuleKind::Null});
        candidates.push_back({.kind = RuleKind::Scrub});
        QString firstWhy;
        for (const Rule &candidate : candidates) {
            const QString why = whyNotAnywhere(candidate);
            if (why.isEmpty()) {
                m_finding.suggested = candidate;
                return;
            }
            if (firstWhy.isEmpty())
                firstWhy = why;
        }
        m_finding.suggested = {};
        if (m_finding.verdict == Verdict::Personal)
            m_whyNotReplaced = firstWhy;
        m_finding.verdict = Verdict::Undecided;
        m_finding.reasons.push_back({.code = Reason::Code::CheckUnsatisfied, .word = firstWhy.toStdString()});
    }

    /// "@example.org" of constraints that let addresses of one domain in: what stays of an address is in the constraint
    /// for all to read.
    [[nodiscard]] std::vector<std::string> domainsAskedFor() const
    {
        static const QRegularExpression domain(u"'[^'@]*(@[\\w.\\\\-]+)\\$?'"_s);
        std::vector<std::string> domains;
        for (const ColumnMember &member : m_group.members) {
            for (const std::string &check : columnOf(member).checkExpressions) {
                auto found = domain.globalMatch(text(check));
                while (found.hasNext())
                    domains.push_back(found.next().captured(1).remove(u'\\').toStdString());
            }
        }
        return domains;
    }

    [[nodiscard]] QString whyNotAnywhere(const Rule &rule) const
    {
        for (const ColumnMember &member : m_group.members) {
            const QString why = whyNot(member, rule);
            if (!why.isEmpty())
                return why;
        }
        return {};
    }

    [[nodiscard]] QString whyNot(const ColumnMember &member, const Rule &rule) const
    {
        const ColumnShape &column = columnOf(member);
        const QString why = whyItDoesNotFit(column, rule, m_maxLength, m_unique);
        if (!why.isEmpty())
            return why;
        const auto tried = m_trials.rejected.find({m_tables[member.table].name, column.name});
        if (tried != m_trials.rejected.end()) {
            const auto rejected = std::ranges::find(tried->second, rule, &RuleTrials::Rejected::rule);
            if (rejected != tried->second.end())
                return rejected->why;
        }
        const ColumnDecision trial{.rule = rule, .maxLength = m_maxLength, .mustStayUnique = m_unique};
        return whyTrialFails(column, trial, m_values);
    }

    void addTie(const ColumnMember &member, ColumnDecision &decision) const
    {
        const ColumnMember &leader = m_group.members.front();
        if (&member == &leader || columnOf(member).isGenerated)
            return;
        const std::string leaderName = nameOf(leader).toStdString();
        const bool decidesBoth = member.isReferencing && decision.verdict != Verdict::Personal;
        if (decidesBoth)
            decision.reasons = {{.code = Reason::Code::Reference, .word = leaderName}};
        else if (member.isReferencing)
            decision.reasons.push_back({.code = Reason::Code::SameAsReferenced, .word = leaderName});
        else
            decision.reasons.push_back({.code = Reason::Code::SameAsParent, .word = leaderName});
    }

    const std::vector<TableShape> &m_tables;
    const ColumnGroup &m_group;
    const RuleSet *m_rules;
    std::vector<std::optional<std::string>> m_values;
    Finding m_finding;
    Verdict m_detected = Verdict::Undecided;
    QString m_whyNotReplaced;
    const RuleTrials &m_trials;
    bool m_fromFile = false;
    bool m_movesTogether = false;
    int m_maxLength = 0;
    bool m_unique = false;
    QList<Error> m_problems;
};

/// What detection thinks of each group, by itself and then by what the others turned out to be. Incomplete when
/// stopped.
std::vector<Finding> detectAll(const std::vector<TableShape> &tables, const std::vector<ColumnGroup> &groups,
                               const Samples &samples, const std::stop_token &stop)
{
    std::vector<Surroundings> around;
    std::vector<std::vector<Finding>> byColumn;
    for (const TableShape &table : tables) {
        std::vector<std::string> names;
        for (const ColumnShape &column : table.columns)
            names.push_back(column.name);
        around.push_back(surroundingsOf(table.name.name, names));
        byColumn.emplace_back(table.columns.size());
    }
    std::vector<Finding> findings;
    for (const ColumnGroup &group : groups) {
        if (stop.stop_requested())
            return findings;
        const ColumnMember &leader = group.members.front();
        const ColumnShape &column = tables[leader.table].columns[leader.column];
        findings.push_back(detect(around[leader.table], column, valuesOf(samples, tables, group)));
        for (const ColumnMember &member : group.members)
            byColumn[member.table][member.column] = findings.back();
    }
    const DeclaredPeople people(tables, samples, byColumn, stop);
    for (size_t i = 0; i < groups.size() && !stop.stop_requested(); ++i) {
        if (auto better = people.betterFinding(groups[i].members.front().table, groups[i].members.front().column))
            findings[i] = std::move(*better);
    }
    return findings;
}

/// What problemsWith() says about names; the rest is found group by group.
QList<Error> missingNames(const RuleSet *rules, const std::vector<TableShape> &tables)
{
    QList<Error> missing;
    if (rules == nullptr)
        return missing;
    for (Error &problem : rules->problemsWith(tables)) {
        if (problem.code == ErrorCode::RuleColumnMissing)
            missing.append(std::move(problem));
    }
    return missing;
}

} // namespace

Result<std::vector<ColumnDecision>> decide(const std::vector<TableShape> &tables, const RuleSet *rules,
                                           const Samples &samples, const std::stop_token &stop,
                                           const RuleTrials &trials)
{
    QList<Error> problems = missingNames(rules, tables);
    std::vector<std::vector<ColumnDecision>> byTable(tables.size());
    for (size_t i = 0; i < tables.size(); ++i)
        byTable[i].resize(tables[i].columns.size());
    const std::vector<ColumnGroup> groups = columnGroups(tables);
    std::vector<Finding> findings = detectAll(tables, groups, samples, stop);
    for (size_t i = 0; i < groups.size(); ++i) {
        if (stop.stop_requested())
            return failure({.code = ErrorCode::Cancelled});
        const ColumnGroup &group = groups[i];
        GroupDecider decider(tables, group, rules, samples, std::move(findings[i]), trials);
        decider.decide();
        problems.append(decider.problems());
        for (const ColumnMember &member : group.members)
            byTable[member.table][member.column] = decider.decisionFor(member);
    }
    if (!problems.isEmpty()) {
        Error error = problems.first();
        error.causes = problems;
        return failure(std::move(error));
    }
    std::vector<ColumnDecision> decisions;
    for (auto &ofTable : byTable)
        decisions.insert(decisions.end(), std::make_move_iterator(ofTable.begin()),
                         std::make_move_iterator(ofTable.end()));
    return decisions;
}

std::vector<std::string> columnsToSample(const TableShape &table)
{
    std::vector<std::string> columns;
    for (const ColumnShape &column : table.columns) {
        const TypeFamily family = typeOf(column).family;
        const bool holdsText = family == TypeFamily::Text || family == TypeFamily::Json || family == TypeFamily::Jsonb
                               || family == TypeFamily::TextLike || family == TypeFamily::Composite;
        if (holdsText && !column.isGenerated)
            columns.push_back(column.name);
    }
    return columns;
}

RuleSet ruleSetOf(const std::vector<ColumnDecision> &decisions)
{
    RuleSet rules;
    for (const ColumnDecision &decision : decisions) {
        const bool isTied = std::any_of(decision.reasons.begin(), decision.reasons.end(), [](const Reason &reason) {
            return reason.code == Reason::Code::SameAsParent || reason.code == Reason::Code::SameAsReferenced;
        });
        if (isTied && !decision.fromRuleFile)
            continue;
        if (decision.verdict == Verdict::Undecided)
            rules.setRule(decision.table, decision.column, {.kind = RuleKind::Undecided});
        else if (decision.verdict != Verdict::Technical || decision.fromRuleFile)
            rules.setRule(decision.table, decision.column, decision.rule);
    }
    return rules;
}

} // namespace engine::anonymize
