// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/stream/flow.h"

namespace engine::stream {

/// Accepts rows and drops them: reading back for a digest needs no place to put them.
class NullSink final : public Sink
{
public:
    Result<> write(const RowBatch &batch) override
    {
        m_received.stored += static_cast<qint64>(batch.rowCount());
        return {};
    }
    Result<RowsReceived> finish() override { return m_received; }
    void abort() noexcept override {}

private:
    RowsReceived m_received;
};

} // namespace engine::stream
