// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/anonymize/rule_draft.h"

#include <QUndoCommand>

#include <utility>

using namespace Qt::StringLiterals;

namespace ui {

using engine::anonymize::Rule;
using engine::anonymize::RuleSet;

/// From one set of rules to another. Sets are small: they hold what people decided, and nothing else.
class RuleDraft::Step final : public QUndoCommand
{
public:
    Step(RuleDraft &draft, RuleSet after, QString mergeKey)
        : m_draft(draft)
        , m_before(draft.m_rules)
        , m_after(std::move(after))
        , m_mergeKey(std::move(mergeKey))
    {}

    void undo() override
    {
        // What never happened is thrown away by the stack as soon as it is undone.
        setObsolete(m_draft.m_isTakingBack);
        apply(m_before);
    }
    void redo() override { apply(m_after); }
    // Any number but the one that means "never": the key decides.
    [[nodiscard]] int id() const override { return m_mergeKey.isEmpty() ? -1 : 1; }
    bool mergeWith(const QUndoCommand *other) override
    {
        const auto *next = static_cast<const Step *>(other);
        if (next->m_mergeKey != m_mergeKey)
            return false;
        m_after = next->m_after;
        return true;
    }

private:
    void apply(const RuleSet &rules)
    {
        m_draft.m_rules = rules;
        emit m_draft.changed();
    }

    RuleDraft &m_draft;
    RuleSet m_before;
    RuleSet m_after;
    QString m_mergeKey;
};

RuleDraft::RuleDraft(QObject *parent)
    : QObject(parent)
{
    m_steps.setUndoLimit(500);
}

void RuleDraft::begin(RuleSet kept)
{
    m_steps.clear();
    m_kept = std::move(kept);
    m_rules = m_kept;
}

void RuleDraft::setRule(const engine::sql::QualifiedName &table, const std::string &column, std::optional<Rule> rule)
{
    RuleSet rules = m_rules;
    if (rule)
        rules.setRule(table, column, *std::move(rule));
    else
        rules.removeRule(table, column);
    push(std::move(rules));
}

void RuleDraft::setReason(const engine::sql::QualifiedName &table, const std::string &column, const QString &reason)
{
    const Rule *rule = m_rules.rule(table, column);
    if (rule == nullptr || !rule->isKeep())
        return;
    Rule explained = *rule;
    explained.reason = reason.trimmed().toStdString();
    explained.decidedBy = accountName();
    RuleSet rules = m_rules;
    rules.setRule(table, column, std::move(explained));
    push(std::move(rules), QString::fromStdString(engine::anonymize::ColumnName{table, column}.displayed()));
}

void RuleDraft::replace(RuleSet rules)
{
    push(std::move(rules));
}

void RuleDraft::push(RuleSet rules, const QString &mergeKey)
{
    if (rules != m_rules)
        m_steps.push(new Step(*this, std::move(rules), mergeKey));
}

void RuleDraft::takeBack()
{
    m_isTakingBack = true;
    m_steps.undo();
    m_isTakingBack = false;
}

void RuleDraft::setKept(RuleSet rules)
{
    m_kept = std::move(rules);
}

std::string accountName()
{
    return qEnvironmentVariable("USER", qEnvironmentVariable("USERNAME")).toStdString();
}

} // namespace ui
