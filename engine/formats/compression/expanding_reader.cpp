// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/formats/compression/expanding_reader.h"

#include <algorithm>

namespace engine::formats {

using namespace Qt::StringLiterals;

namespace {

constexpr size_t inputBytes = size_t{128} * 1024;
/// Between two looks at the stop.
constexpr size_t mostAtOnce = size_t{256} * 1024;

} // namespace

ExpandingReader::ExpandingReader(std::unique_ptr<ByteReader> stored, std::unique_ptr<Expander> expander, Rules rules,
                                 std::stop_token stop)
    : m_stored(std::move(stored))
    , m_expander(std::move(expander))
    , m_rules(std::move(rules))
    , m_stop(std::move(stop))
    , m_input(inputBytes)
{}

Error ExpandingReader::error(ErrorCode code, const QString &what) const
{
    return {.code = code,
            .subject = m_rules.name,
            .detail = u"%1, at byte %2 of what is compressed"_s.arg(what).arg(m_consumed)};
}

Result<size_t> ExpandingReader::read(std::span<std::byte> into)
{
    if (!m_expander)
        return failure({.code = ErrorCode::Internal, .subject = m_rules.name, .detail = u"no memory to expand it"_s});
    size_t filled = 0;
    while (filled < into.size() && !m_isOver) {
        if (m_stop.stop_requested())
            return failure({.code = ErrorCode::Cancelled});
        if (!m_isInside) {
            TRY_ASSIGN(const bool more, hasMore());
            m_isOver = !more;
            m_isInside = more;
            continue;
        }
        TRY_ASSIGN(const size_t count, step(into.subspan(filled, std::min(into.size() - filled, mostAtOnce))));
        filled += count;
    }
    return filled;
}

/// Between streams: whether another one begins.
Result<bool> ExpandingReader::hasMore()
{
    TRY(refill());
    if (m_unread.empty() && m_streams == 0)
        return failure(error(ErrorCode::FileDamaged, u"there is nothing to expand"_s));
    if (m_unread.empty())
        return false;
    if (m_streams > 0 && !m_rules.mayBeSeveral)
        return failure(error(ErrorCode::FileDamaged, u"there are bytes behind the end of the stream"_s));
    if (m_streams > 0)
        TRY(m_expander->restart());
    return true;
}

Result<> ExpandingReader::refill()
{
    if (!m_unread.empty() || m_inputEnded)
        return {};
    TRY_ASSIGN(const size_t count, m_stored->read(m_input));
    m_unread = std::span(m_input).first(count);
    m_inputEnded = count < m_input.size();
    return {};
}

Result<size_t> ExpandingReader::step(std::span<std::byte> into)
{
    TRY(refill());
    Result<Expander::Step> step = m_expander->expand(m_unread, into);
    if (!step)
        return failure(error(step.error().code, step.error().detail));
    m_unread = m_unread.subspan(step->consumed);
    m_consumed += static_cast<qint64>(step->consumed);
    m_produced += static_cast<qint64>(step->produced);
    if (step->isStreamEnd) {
        m_isInside = false;
        ++m_streams;
    } else if (step->consumed == 0 && step->produced == 0 && (m_inputEnded || !m_unread.empty())) {
        return failure(error(ErrorCode::FileDamaged, u"it ends in the middle of a stream"_s));
    }
    TRY(checkRatio());
    return step->produced;
}

Result<> ExpandingReader::checkRatio() const
{
    const ExpansionLimits &limits = m_rules.limits;
    if (m_produced <= limits.freely || m_produced / limits.mostRatio <= m_consumed)
        return {};
    return failure(
        error(ErrorCode::FileTooLarge, u"%1 bytes became more than %2 bytes"_s.arg(m_consumed).arg(m_produced)));
}

} // namespace engine::formats
