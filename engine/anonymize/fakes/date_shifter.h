// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/anonymize/keys/project_key.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace engine::anonymize {

/// Moves dates by 1 to `maxDays` days, either way, by an amount that depends on the date alone: equal dates stay equal,
/// and moments of one day keep their order. A date that is not in the future does not become one that is.
class DateShifter final
{
public:
    /// `together`: every date moves back by the same number of days, so that different dates stay different and one
    /// that must come before another still does.
    DateShifter(int maxDays, const ProjectKey &key, bool together = false);

    /// Days since 2000-01-01, as PostgreSQL counts them; its two infinities stay.
    [[nodiscard]] int32_t shiftedDate(int32_t date) const;
    /// Microseconds since 2000-01-01; the time of day and the two infinities stay.
    [[nodiscard]] int64_t shiftedTimestamp(int64_t timestamp) const;
    /// Appends `value` with its date moved: 2001-02-28 at the start (of PostgreSQL's output), or 28/02/2001, 28.02.2001
    /// and 28-02-2001 as people write it. What holds no date becomes one, in the form 1987-06-05.
    void shiftText(std::string_view value, std::string &out) const;

private:
    [[nodiscard]] int64_t shifted(int64_t day) const;

    HashKey m_key;
    int64_t m_days;
    bool m_isTogether;
    /// Days since 2000-01-01.
    int64_t m_today;
};

} // namespace engine::anonymize
