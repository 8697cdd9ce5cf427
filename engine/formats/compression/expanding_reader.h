// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/files/byte_stream.h"
#include "engine/formats/compression/expander.h"

#include <QString>

#include <memory>
#include <stop_token>
#include <vector>

namespace engine::formats {

/// Reads through an expander, and keeps the promises of expanded().
class ExpandingReader final : public ByteReader
{
public:
    struct Rules
    {
        /// Streams may stand one behind the other.
        bool mayBeSeveral = false;
        ExpansionLimits limits{};
        QString name{};
    };

    ExpandingReader(std::unique_ptr<ByteReader> stored, std::unique_ptr<Expander> expander, Rules rules,
                    std::stop_token stop);

    Result<size_t> read(std::span<std::byte> into) override;

private:
    Result<> refill();
    Result<bool> hasMore();
    Result<size_t> step(std::span<std::byte> into);
    [[nodiscard]] Result<> checkRatio() const;
    [[nodiscard]] Error error(ErrorCode code, const QString &what) const;

    std::unique_ptr<ByteReader> m_stored;
    std::unique_ptr<Expander> m_expander;
    const Rules m_rules;
    std::stop_token m_stop;
    std::vector<std::byte> m_input;
    std::span<const std::byte> m_unread;
    bool m_inputEnded = false;
    bool m_isInside = false;
    bool m_isOver = false;
    qint64 m_streams = 0;
    qint64 m_consumed = 0;
    qint64 m_produced = 0;
};

} // namespace engine::formats
