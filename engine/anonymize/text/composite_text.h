// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace engine::anonymize {

/// One attribute of a composite value in its text form.
struct CompositeField
{
    /// As it stands there, with its quotes; empty for NULL.
    std::string_view written{};
    std::string decoded{};

    [[nodiscard]] bool isNull() const { return written.empty(); }
};

/// The attributes of `value`, (a,"b c",), as record_out() writes it; nothing for what is none.
[[nodiscard]] std::optional<std::vector<CompositeField>> readComposite(std::string_view value);

/// Appends an attribute as record_out() writes it: in quotes only where it must be, so that what is read back is the
/// same bytes.
void appendCompositeField(std::string_view value, std::string &out);

} // namespace engine::anonymize
