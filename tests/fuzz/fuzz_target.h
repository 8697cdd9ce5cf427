// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

/// Every fuzz target defines this: one input for one parser of what comes from outside. It must come back, whatever the
/// bytes are; where the parser promises more, the target checks it and aborts.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

inline std::string_view textOf(const uint8_t *data, size_t size)
{
    return {reinterpret_cast<const char *>(data), size};
}
