// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/anonymize/detection/value_kind.h"

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace engine::anonymize {

/// Written as names are, whether a list knows it or not.
[[nodiscard]] bool isNameShaped(std::string_view value);

[[nodiscard]] ValueKind classifyValue(std::string_view value);

/// What the sampled values of one column, or of one path of a document, look like together.
struct ValueEvidence
{
    int count = 0;
    int distinct = 0;
    /// Values in which the scrubber finds something.
    int withPersonalParts = 0;
    /// Written as names are: one to four words of letters that begin with capitals (or have none, as in Arabic).
    int nameShaped = 0;
    /// The same with a number behind: "Kermorvan12", "Aliénor Kermorvan 12", as rows made by a program are.
    int numberedNames = 0;
    /// Small letters and digits without an @: "draft", "in_progress", "v2".
    int lowerCodes = 0;
    int withDigits = 0;
    /// Written as logins are: "k.benali2", "@amina", "amina:example.org".
    int loginShaped = 0;
    /// An initial, a dot and a name, as many offices make their logins: "k.benali2".
    int initialLogins = 0;
    /// A letter and two digits with more behind a point, as illnesses are classified: "J36.5".
    int diagnosisCodes = 0;
    /// Numbers of fifteen digits and more.
    int longNumbers = 0;
    std::array<int, valueKindCount> ofKind{};

    [[nodiscard]] int percent(ValueKind kind) const;
    [[nodiscard]] int percentWithPersonalParts() const;
};

/// Empty values and NULL do not count. Elements of arrays count on their own when `isArray`.
[[nodiscard]] ValueEvidence examine(const std::vector<std::optional<std::string>> &values, bool isArray);

} // namespace engine::anonymize
