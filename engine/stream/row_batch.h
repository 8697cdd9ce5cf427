// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/stream/row_shape.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace engine::stream {

/// Rows on their way: one block of memory, reused from batch to batch, and where each row begins in it.
///
/// Rows are as COPY carries them: in Text format with their final newline, in Binary format with their field count and
/// without the stream's header and trailer. Nobody looks inside a row unless a rule asks for it.
struct RowBatch
{
    RowFormat format = RowFormat::Text;
    std::vector<char> bytes{};
    std::vector<uint32_t> starts{};

    [[nodiscard]] size_t rowCount() const { return starts.size(); }
    [[nodiscard]] size_t byteCount() const { return bytes.size(); }
    [[nodiscard]] bool isEmpty() const { return starts.empty(); }
    /// REQUIRES: index < rowCount().
    [[nodiscard]] std::string_view row(size_t index) const
    {
        const size_t begin = starts[index];
        const size_t end = index + 1 < starts.size() ? starts[index + 1] : bytes.size();
        return {bytes.data() + begin, end - begin};
    }
    /// Keeps the memory.
    void clear()
    {
        bytes.clear();
        starts.clear();
    }
};

} // namespace engine::stream
