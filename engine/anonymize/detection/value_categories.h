// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/anonymize/detection/value_evidence.h"
#include "engine/anonymize/dictionary/column_dictionary.h"
#include "engine/anonymize/model/finding.h"

#include <optional>
#include <string_view>

namespace engine::anonymize {

// What the values of a column say about its category, alone and against what its name says. Pure.

struct Candidate
{
    Category category = Category::None;
    int percent = 0;
    /// For suggestedRule().
    std::string_view word{};
};

/// What the values say by themselves, where they say it clearly. Against a technical name they must say it louder.
[[nodiscard]] std::optional<Candidate> clearValues(const ValueEvidence &evidence, bool isTechnicalByName);
/// The name says one thing and the values another: who is right.
[[nodiscard]] Category reconciled(Category byName, const std::optional<Candidate> &byValues);
/// Somebody who does something: as a full name, a last name, or a login, going by how the values are written.
[[nodiscard]] Category categoryOfRole(const ValueEvidence &evidence, const std::optional<Candidate> &byValues);

/// Share of the values, in percent.
[[nodiscard]] int percentOf(int part, const ValueEvidence &evidence);
[[nodiscard]] bool hasFewValues(const ValueEvidence &evidence);
/// What is written by a program under a name that could be personal: "sms" in mfa, "welcome" in email_campaign.
[[nodiscard]] bool areOnlyWords(Category category, const ValueEvidence &evidence);
/// Names that are none ("Offre printemps 12" under a name that could be somebody's), addresses without an @.
[[nodiscard]] bool contradict(const NameHint &hint, const ValueEvidence &evidence);
/// Keys of rows: UUIDs, and numbers where `orNumbers`.
[[nodiscard]] bool areKeys(const ValueEvidence &evidence, bool orNumbers);
/// "member_id": as a text, the number on a card; as a number, the key of a row.
[[nodiscard]] bool isKeyOfPerson(std::string_view word);

} // namespace engine::anonymize
