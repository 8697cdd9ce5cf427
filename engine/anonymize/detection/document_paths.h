// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace engine::anonymize {

/// The values found in documents, by their path with every array index as [*]: "$.contact.phones[*]". Members whose
/// names are data (addresses, numbers, what people are called) are `.*`: paths are written to files and shown.
using ValuesByPath = std::map<std::string, std::vector<std::optional<std::string>>>;

/// Reads JSON documents for detection: strings as they are, whole numbers as digits. What is no JSON is left out, and
/// no more than 1000 different paths are kept.
[[nodiscard]] ValuesByPath valuesByPath(const std::vector<std::optional<std::string>> &documents);

/// The name of the last member on a path; empty when there is none.
[[nodiscard]] std::string lastMember(const std::string &path);

} // namespace engine::anonymize
