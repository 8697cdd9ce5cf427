// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/operations/clone/clone_facts.h"

#include <utility>

namespace engine::operations {

Result<> CloneInspection::note(const Result<> &result)
{
    if (result)
        return {};
    if (result.error().isCancelled())
        return result;
    // Several at once: each is one of the plan's own.
    for (const Error &cause : result.error().causes)
        problem(cause);
    if (result.error().causes.isEmpty())
        problem(result.error());
    return {};
}

void CloneInspection::problem(Error error)
{
    // Said by a transaction that failed before, of whatever is asked in it afterwards: the failure stands there already.
    static constexpr QLatin1StringView failedBefore("25P02");
    if (error.sqlState == failedBefore && !plan.problems.isEmpty())
        return;
    plan.problems.append(std::move(error));
}

void CloneInspection::warning(const Sentence &sentence)
{
    plan.notices.append({.severity = runs::Notice::Severity::Warning, .sentence = sentence});
}

void CloneInspection::information(const Sentence &sentence)
{
    plan.notices.append({.sentence = sentence});
}

} // namespace engine::operations
