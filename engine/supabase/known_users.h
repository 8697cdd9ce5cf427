// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/result.h"
#include "engine/pg/read_only_connection.h"
#include "engine/stream/flow.h"
#include "engine/stream/row_codec.h"

#include <array>
#include <string_view>
#include <vector>

namespace engine::supabase {

/// Which users there are, 16 bytes each. Immutable; any thread may ask.
class KnownUsers final
{
public:
    static Result<KnownUsers> read(pg::ReadOnlyConnection &target);
    /// `uuid` as the server prints it.
    [[nodiscard]] bool contains(std::string_view uuid) const;

private:
    using Id = std::array<unsigned char, 16>;
    std::vector<Id> m_ids;
};

/// Empties references to users that are not known. For rows in text form; owns nothing, for one thread.
class UnknownUsersToNull final : public stream::Transform
{
public:
    /// `places`: of the columns concerned among the `columns` that COPY carries.
    UnknownUsersToNull(const KnownUsers &known, const std::vector<size_t> &places, size_t columns);
    Result<> apply(stream::RowBatch &batch) override;
    [[nodiscard]] long long changedFields() const override { return m_changed; }

private:
    const KnownUsers &m_known;
    stream::RowCodec m_codec;
    /// By place.
    std::vector<bool> m_isConcerned;
    std::vector<stream::FieldView> m_fields;
    stream::RowBatch m_changedRows;
    long long m_changed = 0;
};

} // namespace engine::supabase
