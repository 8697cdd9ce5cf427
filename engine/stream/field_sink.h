// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/stream/flow.h"
#include "engine/stream/row_codec.h"

#include <functional>
#include <span>
#include <utility>

namespace engine::stream {

/// Shows each row to a function, taken apart: for rows that somebody looks at and that go nowhere.
class FieldSink final : public Sink
{
public:
    /// The views are gone with the next row.
    using Look = std::function<Result<>(std::span<const FieldView> fields)>;

    FieldSink(const RowCodec &codec, Look look)
        : m_codec(codec)
        , m_look(std::move(look))
    {}
    Result<> write(const RowBatch &batch) override
    {
        for (size_t i = 0; i < batch.rowCount(); ++i) {
            TRY(m_codec.split(batch.row(i), m_fields));
            TRY(m_look(m_fields));
        }
        m_received.stored += static_cast<qint64>(batch.rowCount());
        return {};
    }
    Result<RowsReceived> finish() override { return m_received; }
    void abort() noexcept override {}

private:
    RowCodec m_codec;
    Look m_look;
    std::vector<FieldView> m_fields;
    RowsReceived m_received;
};

} // namespace engine::stream
