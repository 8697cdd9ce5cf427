// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/anonymize/detection/value_evidence.h"
#include "engine/anonymize/dictionary/column_dictionary.h"

#include <string>
#include <string_view>

namespace engine::anonymize {

// What a name says where no dictionary is sure of it, together with what its values look like. Pure.

/// What chance has written opens something, unless its name says that it is a key of rows or a sum of bytes.
[[nodiscard]] bool mayOpenSomething(const Surroundings &around, const std::string &name);
/// "driver_id" of tokens, "uid" beside an address: in a text, a long number from elsewhere.
[[nodiscard]] bool namesAccountElsewhere(const Surroundings &around, std::string_view name);
/// "user_id", "customer_id": in a text it may be the login itself.
[[nodiscard]] bool namesAccount(const Surroundings &around, std::string_view name);
/// What is said of things and not of people: the illness that a medicine is for, the maker of a device.
[[nodiscard]] bool isSaidOfThings(const Surroundings &around, Category category);
/// "session" of a search, "visit": whoever is there again is known by it.
[[nodiscard]] bool namesSession(std::string_view name);
/// "restoretoken": written together with what it is for.
[[nodiscard]] bool endsAsSecret(std::string_view name);
/// "opt_value", "param_val": what a setting is set to, which may be anything.
[[nodiscard]] bool namesValue(std::string_view name);
/// An illness by its number in a classification, where something says that it is one.
[[nodiscard]] bool areDiagnoses(const Surroundings &around, std::string_view name, const ValueEvidence &evidence);

} // namespace engine::anonymize
