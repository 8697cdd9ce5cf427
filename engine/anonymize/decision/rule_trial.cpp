// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/anonymize/decision/rule_trial.h"

#include "engine/anonymize/model/check_expression.h"
#include "engine/anonymize/rewriting/field_rewriter.h"
#include "engine/base/errors/sentence.h"

namespace engine::anonymize {

namespace {

using namespace Qt::StringLiterals;

constexpr int trials = 40;

} // namespace

QString whyTrialFails(const ColumnShape &column, const ColumnDecision &decision,
                      const std::vector<std::optional<std::string>> &values)
{
    const ColumnType type = typeOf(column);
    if (column.checkExpressions.empty() || type.isArray || type.family != TypeFamily::Text || !decision.changesValues()
        || decision.rule.kind == RuleKind::Null)
        return {};
    // The fakes are thrown away; any key will do.
    const auto key = ProjectKey::fromKeychain(Secret(std::string(64, '0')));
    if (!key)
        return {};
    FieldRewriter rewriter(column, decision, *key);
    std::string fake;
    int tried = 0;
    for (const auto &value : values) {
        if (!value || value->empty())
            continue;
        if (++tried > trials)
            break;
        fake.clear();
        if (rewriter.rewriteText(*value, fake) != FieldChange::Replaced)
            continue;
        for (const std::string &check : column.checkExpressions) {
            if (evaluateCheck(check, column.name, *value) == CheckResult::Holds
                && evaluateCheck(check, column.name, fake) == CheckResult::Fails)
                return Tr::tr("its fakes break the constraint %1").arg(text(check));
        }
    }
    return {};
}

} // namespace engine::anonymize
