// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/progress.h"
#include "engine/stream/flow.h"
#include "engine/stream/stream_digest.h"

#include <stop_token>
#include <vector>

namespace engine::stream {

struct PumpSummary
{
    long long rows = 0;
    /// As they were given to the sink.
    long long bytes = 0;
    RowsReceived received{};
    long long changedFields = 0;
    /// The sink had enough: whoever started the source has to end it.
    bool endedEarly = false;
    /// Of the rows as they were given to the sink.
    StreamDigest digest{};

    /// What another worker moved of the same table.
    void add(const PumpSummary &other);
};

/// Moves rows from a source through transforms into a sink: the only copy loop of the program.
///
/// Borrows its ends, which must outlive it. Runs on the calling thread. On an error or a stop the sink has been aborted
/// when run() returns.
class Pump final
{
public:
    Pump(Source &source, std::vector<Transform *> transforms, Sink &sink);

    /// Errors: those of the ends; Cancelled; ProtocolViolation when the sink stored and skipped other rows than
    /// were sent.
    Result<PumpSummary> run(const std::stop_token &stop, TableProgress &progress);

private:
    Result<PumpSummary> move(const std::stop_token &stop, TableProgress &progress);

    Source &m_source;
    std::vector<Transform *> m_transforms;
    Sink &m_sink;
};

} // namespace engine::stream
