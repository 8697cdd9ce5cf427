// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/anonymize/model/rule_set.h"

#include <QObject>
#include <QUndoStack>

#include <optional>

namespace ui {

/// The rules of an environment as they stand on the page, with every step back and forward: what is not kept yet.
class RuleDraft final : public QObject
{
    Q_OBJECT

public:
    explicit RuleDraft(QObject *parent = nullptr);

    /// Begins anew with what is kept.
    void begin(engine::anonymize::RuleSet kept);
    [[nodiscard]] const engine::anonymize::RuleSet &rules() const { return m_rules; }
    /// As they were read, or kept last.
    [[nodiscard]] const engine::anonymize::RuleSet &kept() const { return m_kept; }
    [[nodiscard]] bool isChanged() const { return m_rules != m_kept; }
    [[nodiscard]] QUndoStack &steps() { return m_steps; }

    /// Another rule for one column; absent: what detection says.
    void setRule(const engine::sql::QualifiedName &table, const std::string &column,
                 std::optional<engine::anonymize::Rule> rule);
    /// Why the values of a column may stay as they are. Typing on adds no step.
    void setReason(const engine::sql::QualifiedName &table, const std::string &column, const QString &reason);
    /// All of them at once, in one step.
    void replace(engine::anonymize::RuleSet rules);
    /// The last step never happened: nobody can do it again either.
    void takeBack();
    /// `rules` are kept now.
    void setKept(engine::anonymize::RuleSet rules);

signals:
    void changed();

private:
    class Step;
    void push(engine::anonymize::RuleSet rules, const QString &mergeKey = {});

    engine::anonymize::RuleSet m_kept;
    engine::anonymize::RuleSet m_rules;
    QUndoStack m_steps;
    bool m_isTakingBack = false;
};

/// The account that decides, for the report: as the system knows it.
[[nodiscard]] std::string accountName();

} // namespace ui
