// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/stream/column_digest.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace engine::stream {

void ColumnDigest::add(std::span<const FieldView> fields)
{
    for (size_t column = 0; column < fields.size(); ++column) {
        // An empty text and NULL are two things.
        const FieldView &field = fields[column];
        m_sums[column] += field.isNull ? 1 : XXH3_64bits(field.bytes.data(), field.bytes.size());
    }
}

} // namespace engine::stream
